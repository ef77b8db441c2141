package seam

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// maxLoggedBytes is how much of a body a line of the log has at most.
const maxLoggedBytes = 4 << 10

// masked stands where a value was.
const masked = "***"

// bodyLog writes bodies into a [callLog]. Only [WithLoggedBodies] makes one, for the same reason.
type bodyLog interface {
	text(scrub scrubber, body []byte) string
}

// maskedBodies are without what opens a door, names a person or authorizes: they keep the keys, and
// only those values that are known to be harmless. What Seam adds tomorrow is masked.
type maskedBodies struct{}

func (maskedBodies) text(scrub scrubber, body []byte) string {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var document any
	if err := decoder.Decode(&document); err != nil {
		return fmt.Sprintf("%d bytes that are not JSON", len(body))
	}
	shown, err := json.Marshal(mask(document, false))
	if err != nil {
		return fmt.Sprintf("%d bytes that cannot be shown", len(body))
	}
	// Scrubbed before it is cut: half a token would not be recognized.
	text := scrub.text(string(shown))
	if len(text) > maxLoggedBytes {
		text = fmt.Sprintf("%s... (%d bytes)", strings.ToValidUTF8(text[:maxLoggedBytes], ""), len(body))
	}
	return text
}

// mask replaces strings and numbers, unless they stand under a key that is shown.
func mask(value any, shown bool) any {
	switch value := value.(type) {
	case map[string]any:
		for key, member := range value {
			value[key] = mask(member, isLogged(key))
		}
	case []any:
		for i, item := range value {
			value[i] = mask(item, shown)
		}
	case string, json.Number:
		if !shown {
			return masked
		}
	}
	return value
}

// isLogged tells whether the values of a key are harmless: what something is, which one it is, and
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
