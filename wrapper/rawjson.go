package seam

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// members holds the JSON object that a value was decoded from. It keeps the members that have no
// field and the values that did not fit their fields, so that encoding the value loses nothing.
type members struct{ text string }

// errNoObject is the error for JSON that is not an object.
var errNoObject = errors.New("not a JSON object")

// These types keep their members: decode.Keep makes the decoder set the field. A type whose UnmarshalJSON
// calls unmarshalMembers must have a line here: without it, the decoder calls UnmarshalJSON again, without end.
var (
	_ = decode.Keep(func(c *Credential) *string { return &c.members.text })
	_ = decode.Keep(func(e *CredentialError) *string { return &e.members.text })
	_ = decode.Keep(func(w *CredentialWarning) *string { return &w.members.text })
	_ = decode.Keep(func(m *VisionlineMetadata) *string { return &m.members.text })
	_ = decode.Keep(func(m *VostioMetadata) *string { return &m.members.text })
)

// unmarshalMembers decodes an object into v, a pointer to a struct, and skips members that do not
// fit. Like encoding/json, it ignores null.
func unmarshalMembers(b []byte, v any) error {
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

// marshalMembers encodes v, a pointer to a struct that was decoded from m. A field that still has its
// decoded value is written as it arrived, which keeps the difference between null, absent and zero. A
// changed field is encoded anew, or left out if it is zero now.
func marshalMembers(m members, v any) ([]byte, error) {
	decoded := reflect.New(reflect.TypeOf(v).Elem()).Interface()
	out := decode.Members([]byte(m.text))
	if out == nil {
		out = map[string]json.RawMessage{}
	} else if _, err := decode.Into([]byte(m.text), decoded); err != nil {
		return nil, err
	}
	before := jsonFields(decoded)
	for key, field := range jsonFields(v) {
		switch {
		case reflect.DeepEqual(field.Interface(), before[key].Interface()):
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

// has reports whether the object has a member, other than null.
func (m members) has(name string) bool {
	value, ok := decode.Members([]byte(m.text))[name]
	return ok && !isNull(value)
}

// unknown returns the members that have no field in v or did not fit their fields.
func (m members) unknown(v any) map[string]json.RawMessage {
	return decode.Unread([]byte(m.text), v)
}

// jsonFields returns the fields of the struct that v points to, by their names in JSON.
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

// jsonText returns the JSON form of values that contain pointers or raw JSON, which %v would print
// as addresses and numbers.
func jsonText(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
