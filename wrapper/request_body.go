package seam

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// encodeRequest returns the body of a request. It sends {} for nil, because every operation takes an
// object. Requests of package gen and of this package are known, and checked more closely: a nil that
// would be sent where the document requires a value is refused by name.
func encodeRequest(operation string, request any, known bool) ([]byte, error) {
	v := reflect.ValueOf(request)
	if err := checkNilRequest(operation, v, known); err != nil {
		return nil, err
	}
	body, err := marshalRequest(v, request, known)
	if err != nil {
		return nil, fmt.Errorf("seam: POST %s: encoding the request: %w", operation, err)
	}
	if string(body) == "null" {
		return []byte("{}"), nil
	}
	return body, checkBody(operation, body, v, known)
}

// requiredFields are the names of the fields that are always sent.
func requiredFields(t reflect.Type) []string {
	var required []string
	for field := range t.Fields() {
		switch key, optional := jsonKey(field); {
		case field.Anonymous && field.Type.Kind() == reflect.Struct:
			required = append(required, requiredFields(field.Type)...)
		case key != "" && !optional:
			required = append(required, field.Name)
		}
	}
	return required
}

func marshalRequest(v reflect.Value, request any, known bool) ([]byte, error) {
	if !v.IsValid() {
		return []byte("{}"), nil
	}
	if !known {
		// A value that contains itself must be found before it is copied.
		if _, err := json.Marshal(request); err != nil {
			return nil, err
		}
	}
	return json.Marshal(withSentTimes(v).Interface())
}

// checkNilRequest refuses nil for a request with required fields.
func checkNilRequest(operation string, request reflect.Value, known bool) error {
	if !known || request.Kind() != reflect.Pointer || !request.IsNil() || request.Type().Elem().Kind() != reflect.Struct {
		return nil
	}
	required := requiredFields(request.Type().Elem())
	if required == nil {
		return nil
	}
	return &ParamsError{operation, []Problem{{"request", "nil; it takes " + strings.Join(required, ", ")}}}
}

// checkBody looks for the fields that encoding/json changed in silence or wrote as null. The marks of
// both are rare, so that almost no request is searched.
func checkBody(operation string, body []byte, request reflect.Value, known bool) error {
	invalid := bytes.Contains(body, []byte(`\ufffd`))
	null := known && bytes.Contains(body, []byte("null"))
	if !invalid && !null {
		return nil
	}
	var found problems
	c := bodyCheck{found: &found, nils: null}
	c.value("", request)
	return found.err(operation)
}

// bodyCheck searches a request for values that cannot be sent as they are.
type bodyCheck struct {
	found *problems
	nils  bool
}

func (c bodyCheck) value(path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if !utf8.ValidString(v.String()) {
			c.found.add(path, "not valid UTF-8")
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			c.value(path, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() || field.Anonymous {
				c.field(path, field, v.Field(i))
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			c.item(path+"["+strconv.Itoa(i)+"]", v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			step := path
			if key.Kind() == reflect.String { // The key of a nullable value is not a name.
				step = joinPath(path, key.String())
			}
			c.value(step, key)
			c.value(step, v.MapIndex(key))
		}
	default: // Nothing that can be invalid.
	}
}

func (c bodyCheck) field(path string, field reflect.StructField, v reflect.Value) {
	key, optional := jsonKey(field)
	if key == "" && !field.Anonymous {
		return
	}
	at := joinPath(path, field.Name)
	if field.Anonymous {
		at = path
	}
	if c.nils && !optional && isNilList(v) {
		c.found.add(at, "nil; it is required, and an empty list is not nil")
		return
	}
	c.value(at, v)
}

// item refuses null in a list of objects.
func (c bodyCheck) item(path string, v reflect.Value) {
	if c.nils && (isNilList(v) || v.Kind() == reflect.Pointer && v.IsNil()) {
		c.found.add(path, "nil")
		return
	}
	c.value(path, v)
}

// isNilList is true for a list or map that is nil and encodes as null. One that encodes itself, as
// those do that tell null from absent, is meant.
func isNilList(v reflect.Value) bool {
	if v.Kind() != reflect.Slice && v.Kind() != reflect.Map || !v.IsNil() {
		return false
	}
	return !v.Type().Implements(reflect.TypeFor[json.Marshaler]())
}

// jsonKey is the key of a field, "" if it has none, and whether it may be left out.
func jsonKey(field reflect.StructField) (key string, optional bool) {
	key, options, _ := strings.Cut(field.Tag.Get("json"), ",")
	if key == "-" || !field.IsExported() {
		return "", false
	}
	return key, strings.Contains(options, "omit")
}
