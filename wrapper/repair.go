package seam

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
)

// MalformedValue is a value of an answer that does not fit the Go type it belongs in, such as a
// date that is none. It is missing from the result; everything around it is there.
type MalformedValue struct {
	// Path leads to the value, such as "acs_credentials[3].created_at".
	Path string
	// Raw is the value as it arrived.
	Raw json.RawMessage
}

// maxRepairDepth bounds the descent into values of free form: each level is decoded again.
const maxRepairDepth = 32

// repair returns document without the values that cannot be decoded into t, and these values.
//
// encoding/json stops at the first value whose own type refuses it, such as a time.Time, and
// reports no more than the first that is of another kind. So this descends into what does not
// decode, down to the values that are at fault.
func repair(document []byte, t reflect.Type) ([]byte, []MalformedValue) {
	r := &repairer{}
	fitting := r.fit(document, t, "", 0)
	return fitting, r.malformed
}

// decodeFitting decodes document into what target points to, as far as it fits, and returns what
// does not.
func decodeFitting(document []byte, target any) ([]MalformedValue, error) {
	if json.Unmarshal(document, target) == nil {
		return nil, nil
	}
	into := reflect.ValueOf(target).Elem()
	fitting, malformed := repair(bytes.TrimSpace(document), into.Type())
	// The failed decoding may have left half of a value.
	into.SetZero()
	return malformed, json.Unmarshal(fitting, target)
}

type repairer struct{ malformed []MalformedValue }

// fit returns what of raw can be decoded into t, nil if nothing can.
func (r *repairer) fit(raw json.RawMessage, t reflect.Type, path string, depth int) json.RawMessage {
	if decodes(raw, t) {
		return raw
	}
	before := len(r.malformed)
	if depth < maxRepairDepth {
		if fitting := r.fitParts(raw, t, path, depth+1); fitting != nil && decodes(fitting, t) {
			return fitting
		}
	}
	// The fault is not in the parts, so it is in the whole, once.
	r.malformed = append(r.malformed[:before], MalformedValue{Path: path, Raw: bytes.Clone(raw)})
	return nil
}

// fitParts returns raw with only those parts that fit t; nil if t has no parts of this kind.
func (r *repairer) fitParts(raw json.RawMessage, t reflect.Type, path string, depth int) json.RawMessage {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	free := t.Kind() == reflect.Interface
	switch isObject := bytes.HasPrefix(raw, []byte("{")); {
	case isObject && t.Kind() == reflect.Struct:
		fields := fieldTypes(t)
		return r.fitMembers(raw, path, depth, func(key string) reflect.Type { return fields[strings.ToLower(key)] })
	case isObject && (free || t.Kind() == reflect.Map):
		return r.fitMembers(raw, path, depth, func(string) reflect.Type { return elem(t) })
	case bytes.HasPrefix(raw, []byte("[")) && (free || t.Kind() == reflect.Slice):
		return r.fitItems(raw, path, depth, elem(t))
	default:
		return nil
	}
}

// elem is the type of what is in a map, slice or value of free form.
func elem(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Interface {
		return t
	}
	return t.Elem()
}

// fitMembers keeps the members whose values fit the type of their key; nil is the type of a key
// that decoding ignores.
func (r *repairer) fitMembers(raw json.RawMessage, path string, depth int, typeOf func(key string) reflect.Type) json.RawMessage {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	if _, err := decoder.Token(); err != nil {
		return nil
	}
	out := []byte{'{'}
	for decoder.More() {
		key, value, err := nextMember(decoder)
		if err != nil {
			return nil
		}
		if t := typeOf(key); t != nil {
			value = r.fit(value, t, joinPath(path, key), depth)
		}
		if value == nil {
			continue
		}
		out = append(appendComma(out), `"`+quoted(key)+`":`...)
		out = append(out, value...)
	}
	return append(out, '}')
}

func nextMember(decoder *json.Decoder) (key string, value json.RawMessage, err error) {
	token, err := decoder.Token()
	if err != nil {
		return "", nil, err
	}
	key, _ = token.(string)
	err = decoder.Decode(&value)
	return key, value, err
}

// fitItems keeps the items that fit t. One that does not is left out rather than made zero: an
// item without an id would be taken for one.
func (r *repairer) fitItems(raw json.RawMessage, path string, depth int, t reflect.Type) json.RawMessage {
	var items []json.RawMessage
	if json.Unmarshal(raw, &items) != nil {
		return nil
	}
	out := []byte{'['}
	for i, item := range items {
		fitting := r.fit(item, t, path+"["+strconv.Itoa(i)+"]", depth)
		if fitting != nil {
			out = append(appendComma(out), fitting...)
		}
	}
	return append(out, ']')
}

// appendComma separates what follows from what precedes it, if anything does.
func appendComma(out []byte) []byte {
	if len(out) > 1 {
		out = append(out, ',')
	}
	return out
}

func decodes(raw json.RawMessage, t reflect.Type) bool {
	return json.Unmarshal(raw, reflect.New(t).Interface()) == nil
}

// fieldTypes are the types of the fields that encoding/json fills, by their lower-case keys: it
// finds keys in any case.
func fieldTypes(t reflect.Type) map[string]reflect.Type {
	types := map[string]reflect.Type{}
	for _, field := range reflect.VisibleFields(t) {
		tag := field.Tag.Get("json")
		name, _, _ := strings.Cut(tag, ",")
		if !field.IsExported() || tag == "-" || (field.Anonymous && name == "") {
			continue
		}
		if name == "" {
			name = field.Name
		}
		types[strings.ToLower(name)] = field.Type
	}
	return types
}
