package seam

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// members is the JSON object that a value was read from. It is kept so that nothing is lost of
// what the value has no field for, or what its fields could not take.
type members struct{ text string }

var errNoObject = errors.New("not a JSON object")

// The types that have members.
var (
	_ = decode.Keep(func(c *Credential) *string { return &c.members.text })
	_ = decode.Keep(func(e *CredentialError) *string { return &e.members.text })
	_ = decode.Keep(func(w *CredentialWarning) *string { return &w.members.text })
	_ = decode.Keep(func(m *VisionlineMetadata) *string { return &m.members.text })
	_ = decode.Keep(func(m *VostioMetadata) *string { return &m.members.text })
)

// readMembers decodes the object into the value that v points to, and skips members that do not fit.
// null, as in encoding/json, changes nothing.
func readMembers(b []byte, v any) error {
	if isNull(b) {
		return nil
	}
	to := reflect.ValueOf(v).Elem()
	fresh := reflect.New(to.Type())
	if _, err := decode.Into(b, fresh.Interface()); err != nil {
		return errNoObject
	}
	to.Set(fresh.Elem())
	return nil
}

// writeMembers returns the object again. A field that still has the value it was read with is
// written as it arrived, which keeps the difference between null, absent and zero and what did not
// fit; a field that was changed is written anew, and left out if it is now zero.
func writeMembers(m members, now any) ([]byte, error) {
	before := reflect.New(reflect.TypeOf(now).Elem()).Interface()
	out := decode.Members([]byte(m.text))
	if out == nil {
		out = map[string]json.RawMessage{}
	} else if _, err := decode.Into([]byte(m.text), before); err != nil {
		return nil, err
	}
	was := jsonFields(before)
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

// unread is what has no field in v, and what did not fit its field.
func (m members) unread(v any) map[string]json.RawMessage {
	return decode.Unread([]byte(m.text), v)
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
