package normalize

import (
	"regexp"
	"strings"
	"unicode"
)

// goName returns a name as oapi-codegen spells it in Go: see name-normalizer and
// additional-initialisms in oapi-codegen.yaml. Only comments use it, to name symbols
// of package gen; no declaration depends on it.
func goName(name string) string {
	prefix := ""
	switch {
	case strings.HasPrefix(name, "_"):
		prefix = "Underscore"
	case name != "" && unicode.IsDigit(rune(name[0])):
		prefix = "N"
	}
	words := goWord.FindAllString(camelCase(name), -1)
	for i, word := range words {
		if initialism, ok := initialisms[strings.ToLower(word)]; ok {
			words[i] = initialism
		}
	}
	return prefix + strings.Join(words, "")
}

var goWord = regexp.MustCompile(`[\p{Lu}\d]+(?:[\p{Ll}\d]+|$)`)

// camelCase joins words. Each word begins with a capital, and so does a letter after a digit.
func camelCase(name string) string {
	var out strings.Builder
	capital := true
	for _, c := range name {
		switch {
		case unicode.IsDigit(c):
			out.WriteRune(c)
			capital = true
		case unicode.IsLetter(c):
			if capital {
				c = unicode.ToUpper(c)
			}
			out.WriteRune(c)
			capital = false
		default:
			capital = true
		}
	}
	return out.String()
}

// builtinInitialisms are those of oapi-codegen.
var builtinInitialisms = []string{
	"ACL", "API", "ASCII", "CPU", "CSS", "DNS", "EOF", "GUID", "HTML", "HTTP", "HTTPS", "ID", "IP", "JSON",
	"QPS", "RAM", "RPC", "SLA", "SMTP", "SQL", "SSH", "TCP", "TLS", "TTL", "UDP", "UI", "GID", "UID", "UUID",
	"URI", "URL", "UTF8", "VM", "XML", "XMPP", "XSRF", "XSS", "SIP", "RTP", "AMQP", "DB", "TS",
}

// additionalInitialisms are those of oapi-codegen.yaml; a test compares them.
var additionalInitialisms = []string{
	"ACS", "BLE", "CIDR", "HCE", "HID", "HVAC", "IANA", "IDs", "IOS", "KS", "MAC", "NFC", "NRS", "OTP",
	"PIN", "PMS", "PTI", "QR", "RFID", "RFID48", "SDK", "SSID", "TSM", "URLs",
}

var initialisms = func() map[string]string {
	all := map[string]string{}
	for _, list := range [][]string{builtinInitialisms, additionalInitialisms} {
		for _, word := range list {
			all[strings.ToLower(word)] = word
		}
	}
	return all
}()
