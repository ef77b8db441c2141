package seam

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/seam-go/seam/gen/scanner"
)

// members is the JSON object that a value was read from. It is kept so that nothing is lost of
// what the value has no field for, or what its fields could not take.
type members struct{ text string }

var errNoObject = errors.New("not a JSON object")

// readMembers fills the fields of the struct that target points to, each by itself: one that
// cannot take its value costs no other. null, as encoding/json has it, changes nothing.
func readMembers(b []byte, target any) (members, error) {
	m := members{string(b)}
	raw := m.raw()
	if raw == nil {
		return members{}, errNoObject
	}
	for key, field := range jsonFields(target) {
		if value, found := raw[key]; found {
			readValue(value, field)
		}
	}
	return m, nil
}

// raw is nil if there is no object.
func (m members) raw() map[string]json.RawMessage {
	var raw map[string]json.RawMessage
	if json.Unmarshal([]byte(m.text), &raw) != nil {
		return nil
	}
	return raw
}

// readValue is false if something of raw did not fit the field. What of it did fit is kept.
func readValue(raw json.RawMessage, field reflect.Value) bool {
	value := reflect.New(field.Type())
	if json.Unmarshal(raw, value.Interface()) == nil {
		field.Set(value.Elem())
		return true
	}
	var items []json.RawMessage
	if field.Kind() != reflect.Slice || json.Unmarshal(raw, &items) != nil {
		return false
	}
	for _, item := range items {
		value := reflect.New(field.Type().Elem())
		if json.Unmarshal(item, value.Interface()) == nil {
			field.Set(reflect.Append(field, value.Elem()))
		}
	}
	return false
}

// write returns the object again. A field that still has the value it was read with is written as
// it arrived, which keeps the difference between null, absent and zero and what did not fit; a
// field that was changed is written anew, and left out if it is now zero. before is an empty value
// of the same type as now, both pointers.
func (m members) write(now, before any) ([]byte, error) {
	was := jsonFields(before)
	out := m.raw()
	for key, raw := range out {
		if field, known := was[key]; known {
			readValue(raw, field)
		}
	}
	if out == nil {
		out = map[string]json.RawMessage{}
	}
	for key, field := range jsonFields(now) {
		switch {
		case reflect.DeepEqual(field.Interface(), was[key].Interface()):
		case field.IsZero():
			delete(out, key)
		default:
			value, err := json.Marshal(field.Interface())
			if err != nil {
				return nil, err
			}
			out[key] = value
		}
	}
	return json.Marshal(out)
}

// unknown is what the fields do not tell: what has no field, and what did not fit its field. empty
// points to an empty value of the type that was read.
func (m members) unknown(empty any) map[string]json.RawMessage {
	unknown := m.raw()
	for key, field := range jsonFields(empty) {
		if value, found := unknown[key]; found && readValue(value, field) {
			delete(unknown, key)
		}
	}
	return unknown
}

// misfits are the values that did not fit their fields. path leads to the object, and empty is as
// for [members.unknown].
func (m members) misfits(path string, empty any) []MalformedValue {
	raw := m.raw()
	var misfits []MalformedValue
	for key, field := range jsonFields(empty) {
		if value, found := raw[key]; found && !readValue(value, field) {
			misfits = append(misfits, MalformedValue{Path: joinPath(path, key), Raw: value})
		}
	}
	slices.SortFunc(misfits, func(a, b MalformedValue) int { return strings.Compare(a.Path, b.Path) })
	return misfits
}

// unknownMembers is [members.unknown], faster where everything fits.
func unknownMembers[T any](m members, scan func(*T, *scanner.Scanner)) map[string]json.RawMessage {
	if others, ok := scanner.Others([]byte(m.text), scan); ok {
		return others
	}
	return m.unknown(new(T))
}

// jsonFields are the fields with a key of the struct that v points to, by key.
func jsonFields(v any) map[string]reflect.Value {
	object := reflect.ValueOf(v).Elem()
	fields := map[string]reflect.Value{}
	for i := range object.NumField() {
		if key, _, _ := strings.Cut(object.Type().Field(i).Tag.Get("json"), ","); key != "" {
			fields[key] = object.Field(i)
		}
	}
	return fields
}

func isNull(raw []byte) bool { return string(bytes.TrimSpace(raw)) == "null" }

// jsonText is how values print that have pointers or raw JSON in them, which %v would show as
// addresses and numbers.
func jsonText(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
