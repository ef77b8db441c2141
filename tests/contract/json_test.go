package contract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// absent stands for the JSON of a field that is absent.
type absent struct{}

func memberOf(object map[string]any, key string) any {
	if value, found := object[key]; found {
		return value
	}
	return absent{}
}

// sameJSON compares two JSON values. Two times are equal if they are the same instant.
func sameJSON(a, b any) bool {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for key := range a {
			if other, found := b[key]; !found || !sameJSON(a[key], other) {
				return false
			}
		}
		return true
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !sameJSON(a[i], b[i]) {
				return false
			}
		}
		return true
	case string:
		b, ok := b.(string)
		return ok && (a == b || sameMoment(a, b))
	default:
		return a == b
	}
}

func sameMoment(a, b string) bool {
	one, err := time.Parse(time.RFC3339, a)
	if err != nil {
		return false
	}
	other, err := time.Parse(time.RFC3339, b)
	return err == nil && one.Equal(other)
}

// short formats a value for a message.
func short(value any) string {
	text := fmt.Sprintf("%+v", value)
	if data, err := json.Marshal(value); err == nil {
		text = string(data)
	}
	if _, left := value.(absent); left {
		return "nothing"
	}
	if len(text) > 200 {
		return text[:200] + "…"
	}
	return text
}

// encode encodes a value of these tests, which always has a JSON form.
func encode(value any) []byte {
	data, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return data
}

// spaced returns the same JSON with white space.
func spaced(data []byte) []byte {
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", "\t"); err != nil {
		panic(err)
	}
	return out.Bytes()
}
