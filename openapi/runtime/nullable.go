package runtime

import (
	"bytes"
	"encoding/json"
)

// Nullable is a field of a request that can be left out, null or a value, which Seam
// treats differently. The zero Nullable is left out, [Null] is null, and [Value] is
// a value:
//
//	req.Name = gen.Value("Front door") // changes the name
//	req.Name = gen.Null[string]()      // removes it
//
// A field that is optional and never null is a pointer instead, which new sets:
// new("Front door").
type Nullable[T any] map[bool]T // from whether there is a value to the value

// Value returns a Nullable that is v.
func Value[T any](v T) Nullable[T] { return Nullable[T]{true: v} }

// Null returns a Nullable that is null.
func Null[T any]() Nullable[T] {
	var none T
	return Nullable[T]{false: none}
}

// Get returns the value. It reports false if n is null or left out.
func (n Nullable[T]) Get() (value T, ok bool) {
	value, ok = n[true]
	return value, ok
}

// IsNull reports whether n is null.
func (n Nullable[T]) IsNull() bool {
	_, null := n[false]
	return null && len(n) == 1
}

// IsZero reports whether n is left out. The option omitzero of package json looks
// at it.
func (n Nullable[T]) IsZero() bool { return len(n) == 0 }

// MarshalJSON returns the value as JSON, or null.
func (n Nullable[T]) MarshalJSON() ([]byte, error) {
	value, ok := n.Get()
	if !ok {
		return []byte("null"), nil
	}
	return json.Marshal(value)
}

// UnmarshalJSON reads a value or null.
func (n *Nullable[T]) UnmarshalJSON(b []byte) error {
	if bytes.Equal(b, []byte("null")) {
		*n = Null[T]()
		return nil
	}
	var value T
	if err := json.Unmarshal(b, &value); err != nil {
		return err
	}
	*n = Value(value)
	return nil
}
