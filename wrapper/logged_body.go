package seam

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

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
// names of their fields. A field that Seam adds later is masked: it may hold a PIN, a name or a token.
func maskBody(scrub redact.Scrubber, body []byte) string {
	read := body[:min(len(body), maxMaskedBytes)]
	m := masker{decoder: json.NewDecoder(bytes.NewReader(read)), scrub: scrub}
	m.decoder.UseNumber()
	switch err := m.value(false); {
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

// value copies the next value. Strings and numbers in it are masked unless shown is true.
func (m *masker) value(shown bool) error {
	token, err := m.decoder.Token()
	if err != nil {
		return err
	}
	switch token := token.(type) {
	case json.Delim:
		return m.container(token, shown)
	case string:
		return m.scalar(token, shown)
	case json.Number:
		return m.scalar(token, shown)
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

// container copies an object or array. The items of an array are shown if the array is.
func (m *masker) container(open json.Delim, shown bool) error {
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
			shown = isLogged(key)
		}
		if err := m.value(shown); err != nil {
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

// isLogged reports whether the values of a field are harmless: IDs, types, times and the like.
func isLogged(key string) bool {
	switch key {
	case "access_method", "limit", "status", "type", "error_code", "warning_code":
		return true
	}
	for _, ending := range []string{"_id", "_ids", "_at", "_type"} {
		if strings.HasSuffix(key, ending) {
			return true
		}
	}
	return false
}
