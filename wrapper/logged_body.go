package seam

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// maxLoggedBytes limits a body in a log line.
const maxLoggedBytes = 4 << 10

// maxMaskedBytes limits the part of a body that is read for the log, because a single value may be
// long.
const maxMaskedBytes = 64 << 10

// masked replaces a value in the log.
const masked = "***"

// maskBody returns JSON with its values masked, except values that are known to be harmless by the
// names of their fields and by their form. A field that Seam adds later is masked: it may hold a PIN, a name
// or a token. So is a PIN in a field for IDs.
func maskBody(scrub redact.Scrubber, body []byte) string {
	read := body[:min(len(body), maxMaskedBytes)]
	m := masker{decoder: json.NewDecoder(bytes.NewReader(read)), scrub: scrub}
	m.decoder.UseNumber()
	switch err := m.value(nil); {
	case err == errLogFull, err != nil && len(read) < len(body): //nolint:errorlint // The masker does not wrap it.
		shown := m.out.String()[:min(m.out.Len(), maxLoggedBytes)]
		return fmt.Sprintf("%s... (%d bytes)", strings.ToValidUTF8(shown, ""), len(body))
	case err != nil:
		return fmt.Sprintf("%d bytes that are not JSON", len(body))
	default:
		return m.out.String()
	}
}

// masker copies JSON with its values masked. It stops when the log line is full, because bodies may
// be long.
type masker struct {
	decoder *json.Decoder
	scrub   redact.Scrubber
	out     strings.Builder
}

var errLogFull = fmt.Errorf("the log line is full: %w", io.ErrShortWrite)

func (m *masker) write(text string) error {
	m.out.WriteString(text)
	if m.out.Len() > maxLoggedBytes {
		return errLogFull
	}
	return nil
}

// value copies the next value. Strings and numbers in it are masked unless they have the readable form.
func (m *masker) value(readable form) error {
	token, err := m.decoder.Token()
	if err != nil {
		return err
	}
	switch token := token.(type) {
	case json.Delim:
		return m.container(token, readable)
	case string:
		return m.scalar(token, readable != nil && readable(token))
	case json.Number:
		return m.scalar(token, readable != nil && readable(token.String()))
	default:
		return m.scalar(token, true)
	}
}

func (m *masker) scalar(value any, shown bool) error {
	if !shown {
		value = masked
	}
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	// Scrubbed before it is shortened, because half a token would not be recognized.
	return m.write(m.scrub.Text(string(text)))
}

// container copies an object or array. The items of an array have the form that is readable in its field.
func (m *masker) container(open json.Delim, readable form) error {
	if err := m.write(open.String()); err != nil {
		return err
	}
	for i := 0; m.decoder.More(); i++ {
		if i > 0 {
			if err := m.write(","); err != nil {
				return err
			}
		}
		if open == '{' {
			key, err := m.key()
			if err != nil {
				return err
			}
			readable = formOf(key)
		}
		if err := m.value(readable); err != nil {
			return err
		}
	}
	end, err := m.decoder.Token()
	if err != nil {
		return err
	}
	return m.write(end.(json.Delim).String())
}

// key copies the name of a member and returns it.
func (m *masker) key() (string, error) {
	token, err := m.decoder.Token()
	if err != nil {
		return "", err
	}
	key, ok := token.(string)
	if !ok {
		return "", fmt.Errorf("the key is a %T", token)
	}
	if err := m.scalar(key, true); err != nil {
		return "", err
	}
	return key, m.write(":")
}

// form reports whether a string or number has a form that can hold neither a PIN nor a name.
type form func(value string) bool

// formOf returns the form of the harmless values of a field, or nil if all its values are masked.
func formOf(key string) form {
	switch key {
	case "access_method", "status", "type", "error_code", "warning_code":
		return isConstant
	case "limit": // of a list
		return isShortNumber
	}
	switch {
	case strings.HasSuffix(key, "_id"), strings.HasSuffix(key, "_ids"):
		return isUUID
	case strings.HasSuffix(key, "_at"):
		return isTime
	case strings.HasSuffix(key, "_type"):
		return isConstant
	default:
		return nil
	}
}

// isUUID reports whether the value is a UUID, as Seam's IDs are.
func isUUID(value string) bool {
	const pattern = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
	if len(value) != len(pattern) {
		return false
	}
	for i := range len(value) {
		if pattern[i] == '-' != (value[i] == '-') || pattern[i] == 'x' && !strings.Contains(hexDigits, value[i:i+1]) {
			return false
		}
	}
	return true
}

const (
	decimalDigits = "0123456789"
	hexDigits     = decimalDigits + "abcdefABCDEF"
	letters       = "abcdefghijklmnopqrstuvwxyz"
)

func isTime(value string) bool {
	_, err := time.Parse(time.RFC3339, value)
	return err == nil
}

// isConstant reports whether the value looks like a constant of Seam's API, such as "code", "UNLOCK_DOOR" or
// "access_code.created". Names have both cases, and PINs have at least four digits.
func isConstant(value string) bool {
	const maxLength, shortestPIN = 80, 4
	lower := strings.ToLower(value)
	switch {
	case value == "", len(value) > maxLength:
		return false
	case value != lower && value != strings.ToUpper(value):
		return false
	case !strings.Contains(letters, lower[:1]), strings.Trim(lower, letters+decimalDigits+"_.-") != "":
		return false
	}
	notDigit := func(r rune) bool { return !strings.ContainsRune(decimalDigits, r) }
	return !slices.ContainsFunc(strings.FieldsFunc(value, notDigit), func(digits string) bool { return len(digits) >= shortestPIN })
}

// isShortNumber reports whether the value is a number that is too short for a PIN.
func isShortNumber(value string) bool {
	return len(value) <= 3 && strings.Trim(value, decimalDigits) == ""
}
