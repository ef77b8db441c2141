package seam

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

const redacted = "[redacted]"

// scrubber removes the credentials of a request from text that becomes part of an error: servers
// and gateways do echo what they were sent. Its zero value knows no credential, and removes only text
// that has the form of one: see redactTokens.
type scrubber struct{ known func() *strings.Replacer }

// newScrubber knows the values that auth put in the headers, and those that it puts in the body of a
// request. The id of the workspace is no secret.
func newScrubber(header http.Header, auth Auth) scrubber {
	// Only an error needs the forms of a secret, so they are made with the first one.
	return scrubber{sync.OnceValue(func() *strings.Replacer {
		var secrets []string
		for name, values := range header {
			if http.CanonicalHeaderKey(name) == workspaceHeader {
				continue
			}
			for _, value := range values {
				secrets = append(secrets, secretParts(value)...)
			}
		}
		if a, ok := auth.(interface{ bodySecrets() []string }); ok {
			secrets = append(secrets, a.bodySecrets()...)
		}
		return newReplacer(secrets)
	})}
}

// newReplacer replaces every form of every secret, the longest first: a secret may be the beginning of
// another.
func newReplacer(secrets []string) *strings.Replacer {
	var forms []string
	for _, secret := range secrets {
		forms = append(forms, echoForms(secret)...)
	}
	slices.SortFunc(forms, func(a, b string) int { return len(b) - len(a) })
	pairs := make([]string, 0, 2*len(forms))
	for _, form := range forms {
		pairs = append(pairs, form, redacted)
	}
	return strings.NewReplacer(pairs...)
}

// secretParts are the value of a header as a whole, the token of "Bearer token", and the values of
// "a=value; b=value".
func secretParts(value string) []string {
	parts := []string{value}
	if _, token, ok := strings.Cut(value, " "); ok {
		parts = append(parts, token)
	}
	for pair := range strings.SplitSeq(value, ";") {
		if _, part, ok := strings.Cut(pair, "="); ok {
			parts = append(parts, strings.TrimSpace(part))
		}
	}
	return parts
}

// minSecret is the length from which a value is looked for. A shorter one would be found in the middle
// of words.
const minSecret = 6

// echoForms are the forms in which a server is likely to echo a secret.
func echoForms(secret string) []string {
	if len(secret) < minSecret {
		return nil
	}
	inHex := hex.EncodeToString([]byte(secret))
	return append(inBase64(secret), secret,
		quoted(secret), url.QueryEscape(secret), url.PathEscape(secret), inHTML.Replace(secret),
		inHex, strings.ToUpper(inHex),
	)
}

// inBase64 has the characters that are always the same when a text with the secret in it is encoded in
// base64, such as "Bearer secret". Three bytes become four characters, so they depend on whether 0, 1
// or 2 bytes of such a group come before the secret.
func inBase64(secret string) []string {
	var forms []string
	for before, begin := range []int{0, 2, 3} { // The characters before begin also encode other bytes.
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			text := encoding.EncodeToString(append(make([]byte, before), secret...))
			end := (before + len(secret)) * 8 / 6 // A last character with fewer than 6 bits is open.
			forms = append(forms, text[begin:end])
		}
	}
	return forms
}

// inHTML does what html.EscapeString does, without the table of all entities that is linked with it.
var inHTML = strings.NewReplacer(`&`, "&amp;", `'`, "&#39;", `<`, "&lt;", `>`, "&gt;", `"`, "&#34;")

// quoted is s as it stands between the quotes of JSON.
func quoted(s string) string {
	text := decode.Quoted(s)
	return string(text[1 : len(text)-1])
}

func (s scrubber) text(text string) string {
	if text == "" {
		return ""
	}
	if s.known != nil {
		text = s.known().Replace(text)
	}
	return redactTokens(text)
}

// body also finds secrets with escapes in them: in the strings of JSON, and in text that is only part
// of JSON, because it was cut or is on a page.
func (s scrubber) body(body []byte) []byte {
	text := decode.Rewrite([]byte(s.text(string(body))), s.text)
	if plain := withoutEscapes(string(text)); s.text(plain) != plain {
		return []byte(s.text(plain))
	}
	return text
}

// withoutEscapes replaces the escapes \u0020 to \u007e, which are never needed, by their characters.
func withoutEscapes(text string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, `\u00`)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		text = after
		if code, err := strconv.ParseUint(after[:min(2, len(after))], 16, 8); err == nil && ' ' <= code && code <= '~' {
			out.WriteByte(byte(code))
			text = after[2:]
			continue
		}
		out.WriteString(`\u00`)
	}
}

// error returns an error that says the same without the credential. errors.Is finds in it what it finds
// in err, except for [ErrOutcomeUnknown]; errors.As finds the errors whose text does not have the
// credential in it. Unwrapping does not lead to err.
func (s scrubber) error(err error) error {
	if err == nil {
		return nil
	}
	return &scrubbedError{s.text(err.Error()), func() (scrubber, error) { return s, err }}
}

// cause is [scrubber.error] for the cause of an error of this package. An [*Error] is scrubbed already
// and stays as it is.
func (s scrubber) cause(err error) error {
	if _, ok := err.(*Error); ok { //nolint:errorlint // One inside another error is not alone.
		return err
	}
	return s.error(err)
}

// scrubbedError keeps the original error in a function, so that no way of printing it shows it.
type scrubbedError struct {
	text     string
	original func() (scrubber, error)
}

func (e *scrubbedError) Error() string { return e.text }

// GoString is for %#v, which would print the address of a function.
func (e *scrubbedError) GoString() string { return fmt.Sprintf("seam.scrubbedError{%q}", e.text) }

// Is finds what the original error is. Whether the outcome of a call is unknown, only its own [*Error]
// says: a cause, such as an auth that could not fetch its token, may be about another call.
func (e *scrubbedError) Is(target error) bool {
	_, err := e.original()
	return target != ErrOutcomeUnknown && errors.Is(err, target)
}

// As finds an error of the wanted type in the original, except for one whose own text has the
// credential in it.
func (e *scrubbedError) As(target any) bool {
	scrub, err := e.original()
	return scrub.as(err, reflect.ValueOf(target).Elem())
}

// as is errors.As for a target that errors.As has checked.
func (s scrubber) as(err error, target reflect.Value) bool {
	if err == nil {
		return false
	}
	if reflect.TypeOf(err).AssignableTo(target.Type()) {
		target.Set(reflect.ValueOf(err))
		if s.isClean(target) {
			return true
		}
	}
	if e, ok := err.(interface{ As(target any) bool }); ok && e.As(target.Addr().Interface()) && s.isClean(target) {
		return true
	}
	switch e := err.(type) { //nolint:errorlint // Each layer is looked at.
	case interface{ Unwrap() error }:
		return s.as(e.Unwrap(), target)
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			if s.as(inner, target) {
				return true
			}
		}
	}
	return false
}

// isClean is true if the error that was found does not have the credential in its text. Otherwise it
// is forgotten.
func (s scrubber) isClean(found reflect.Value) bool {
	if err, ok := reflect.TypeAssert[error](found); ok && s.text(err.Error()) != err.Error() {
		found.SetZero()
		return false
	}
	return true
}
