package seam

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// maxLoggedBytes is how much of a body a line of the log has at most.
const maxLoggedBytes = 4 << 10

// masked replaces a value in the log.
const masked = "***"

// bodyLog writes bodies into a [callLog]. Only [WithLoggedBodies] makes one, for the same reason.
type bodyLog interface {
	text(scrub redact.Scrubber, body []byte) string
}

// maskedBodies leave out what opens a door, names a person or authorizes: they keep the keys, and
// only those values that are known to be harmless. A field that Seam adds tomorrow is masked.
type maskedBodies struct{}

func (maskedBodies) text(scrub redact.Scrubber, body []byte) string {
	m := masker{decoder: json.NewDecoder(bytes.NewReader(body)), scrub: scrub}
	m.decoder.UseNumber()
	switch err := m.value(false); {
	case err == errLogFull: //nolint:errorlint // It is returned as it is.
		return fmt.Sprintf("%s... (%d bytes)", strings.ToValidUTF8(m.out.String()[:maxLoggedBytes], ""), len(body))
	case err != nil:
		return fmt.Sprintf("%d bytes that are not JSON", len(body))
	default:
		return m.out.String()
	}
}

// masker writes JSON again with its values masked. It stops when the line of the log is full, and
// reads no further then: bodies may be long.
type masker struct {
	decoder *json.Decoder
	scrub   redact.Scrubber
	out     strings.Builder
}

var errLogFull = fmt.Errorf("a line of the log is full: %w", io.ErrShortWrite)

func (m *masker) write(text string) error {
	m.out.WriteString(text)
	if m.out.Len() > maxLoggedBytes {
		return errLogFull
	}
	return nil
}

// value writes the next value, whose strings and numbers are masked unless shown.
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
	// Scrubbed before it is cut: half a token would not be recognized.
	return m.write(m.scrub.Text(string(text)))
}

// container writes an object or array. The items of a list are as harmless as the list.
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

// key writes the name of a member, and returns it.
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

// isLogged is true for keys whose values are harmless: what something is, which one it is, and
// when.
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
