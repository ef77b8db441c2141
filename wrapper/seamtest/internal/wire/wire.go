// Package wire encodes and decodes the JSON values that Seam's requests and responses share: times,
// lists, optional texts, and the errors and warnings of an object.
package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"
)

// Object is a JSON object.
type Object = map[string]any

// Marshal encodes a value as JSON. It panics if that fails, because the fake only builds values that can
// be encoded.
func Marshal(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("seamtest: encode %T as JSON: %v", v, err))
	}
	return text
}

// ParseObject decodes a JSON object. It returns an error for null.
func ParseObject(text []byte) (Object, error) {
	var fields Object
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, err
	}
	if fields == nil {
		return nil, errNull
	}
	return fields, nil
}

var errNull = errors.New("null is not an object")

// Snapshot returns a copy of an object as decoded JSON. Later changes of the original do not affect the
// copy.
func Snapshot(view any) Object {
	fields, err := ParseObject(Marshal(view))
	if err != nil {
		panic(fmt.Sprintf("seamtest: %T is not a JSON object: %v", view, err))
	}
	return fields
}

// Time formats a time as Seam does: UTC, to the millisecond.
func Time(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// OptionalTime returns a formatted time, or nil for the zero time. A nil value is null in JSON, or
// omitted.
func OptionalTime(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return Optional(Time(t))
}

// Optional returns a pointer to a text, or nil for an empty text. A nil value is null in JSON, or omitted.
func Optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// List returns a copy of a list. An empty one is [] in JSON, never null.
func List[T any](elements []T) []T { return append([]T{}, elements...) }

// Map returns a copy of an object. An empty one is {} in JSON, never null.
func Map(fields Object) Object {
	clone := Object{}
	maps.Copy(clone, fields)
	return clone
}

// Views returns the JSON forms of objects. An empty list is [] in JSON, never null.
func Views[T, V any](objects []T, view func(T) V) []V {
	list := make([]V, 0, len(objects))
	for _, object := range objects {
		list = append(list, view(object))
	}
	return list
}

// Title returns the display name of one of Seam's values: "august_lock" becomes "August Lock".
func Title(value string) string {
	words := strings.Split(value, "_")
	for i, word := range words {
		if word != "" {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, " ")
}

// Issue is an element of an object's errors or warnings.
type Issue struct {
	CreatedAt   string `json:"created_at"`
	ErrorCode   string `json:"error_code,omitzero"`
	Message     string `json:"message"`
	WarningCode string `json:"warning_code,omitzero"`

	IsAccessCodeError       *bool `json:"is_access_code_error,omitzero"`
	IsBridgeError           *bool `json:"is_bridge_error,omitzero"`
	IsConnectedAccountError *bool `json:"is_connected_account_error,omitzero"`
	IsDeviceError           *bool `json:"is_device_error,omitzero"`
}

// NoIssues is the empty list of issues. It is [] in JSON, never null.
var NoIssues = []Issue{}
