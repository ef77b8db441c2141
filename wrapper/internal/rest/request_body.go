package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

var errNoRequestObject = errors.New("it is not a JSON object")

// encodeRequest returns the JSON of a request, {} for nil. Its errors name the invalid Go field.
//
// A request of any type may contain null. In other requests a required list that is nil is an error.
func encodeRequest(operation string, request any, ofAnyType bool) ([]byte, error) {
	v := reflect.ValueOf(request)
	if !v.IsValid() {
		return []byte("{}"), nil
	}
	if !ofAnyType {
		if err := checkNilRequest(v); err != nil {
			return nil, err
		}
	}
	body, err := json.Marshal(withSentTimes(v).Interface())
	switch {
	case err != nil:
	case string(body) == "null":
		return []byte("{}"), nil
	case body[0] != '{':
		err = errNoRequestObject
	default:
		return body, checkBody(body, v, ofAnyType)
	}
	return nil, fmt.Errorf("seam: POST %s: encoding the request: %w", operation, err)
}

// checkNilRequest returns an error for a nil pointer to a request with required fields.
func checkNilRequest(request reflect.Value) error {
	if request.Kind() != reflect.Pointer || !request.IsNil() || request.Type().Elem().Kind() != reflect.Struct {
		return nil
	}
	required := requiredFields(request.Type().Elem())
	if required == nil {
		return nil
	}
	return &RequestError{[]Problem{{"request", "nil; it takes " + strings.Join(required, ", ")}}}
}

// requiredFields returns the names of the fields that are always sent. In generated requests, those are the
// fields that the document requires.
func requiredFields(t reflect.Type) []string {
	var required []string
	for field := range t.Fields() {
		switch key := readKey(field); {
		case key.embedded:
			required = append(required, requiredFields(field.Type)...)
		case key.sent && !key.optional:
			required = append(required, field.Name)
		}
	}
	return required
}

// checkBody returns an error for values that encoding/json changed silently: text that is not UTF-8, and nil
// lists, which became null. The body shows whether there may be any, so few requests are searched.
func checkBody(body []byte, request reflect.Value, ofAnyType bool) error {
	// Up to Go 1.26, encoding/json replaces invalid UTF-8 with an escape; later, with the character.
	valid := utf8.Valid(body)
	replaced := !valid || bytes.Contains(body, []byte(`\ufffd`)) || bytes.Contains(body, []byte("\ufffd"))
	nulls := !ofAnyType && bytes.Contains(body, []byte("null"))
	if !replaced && !nulls {
		return nil
	}
	s := search{err: new(RequestError), nulls: nulls}
	s.value("", request)
	if !valid && len(s.err.Problems) == 0 {
		s.err.add("request", "not valid UTF-8") // It is in JSON that another encoder wrote.
	}
	if len(s.err.Problems) == 0 {
		return nil
	}
	return s.err
}

// search collects the values of a request that cannot be sent unchanged.
type search struct {
	err *RequestError
	// nulls is true if nil lists are such values.
	nulls bool
}

func (s search) value(path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if !utf8.ValidString(v.String()) {
			s.err.add(path, "not valid UTF-8")
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			s.value(path, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			s.field(path, v.Type().Field(i), v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			s.item(path+"["+strconv.Itoa(i)+"]", v.Index(i))
		}
	case reflect.Map:
		s.entries(path, v)
	default: // Other kinds are always valid.
	}
}

func (s search) field(path string, field reflect.StructField, v reflect.Value) {
	key := readKey(field)
	at := joinPath(path, field.Name)
	switch {
	case key.embedded:
		s.value(path, v)
	case !key.sent:
	case s.nulls && !key.optional && isNilList(v):
		s.err.add(at, "nil; it is required: for an empty list set one of length 0")
	default:
		s.value(at, v)
	}
}

// item reports nil lists and pointers within a list.
func (s search) item(path string, v reflect.Value) {
	if s.nulls && (isNilList(v) || v.Kind() == reflect.Pointer && v.IsNil()) {
		s.err.add(path, "nil")
		return
	}
	s.value(path, v)
}

// entries searches a map. One whose keys are not strings is a nullable field: a map from true to its value.
func (s search) entries(path string, v reflect.Value) {
	isObject := v.Type().Key().Kind() == reflect.String
	for entry := v.MapRange(); entry.Next(); {
		if !isObject {
			s.value(path, entry.Value())
			continue
		}
		at := joinPath(path, entry.Key().String())
		s.value(at, entry.Key())
		s.item(at, entry.Value())
	}
}

// isNilList reports whether v is a nil list or map that encodes as null. Nullable fields are maps, too, but
// encode themselves.
func isNilList(v reflect.Value) bool {
	if v.Kind() != reflect.Slice && v.Kind() != reflect.Map || !v.IsNil() {
		return false
	}
	return !v.Type().Implements(reflect.TypeFor[json.Marshaler]())
}

// jsonKey describes how encoding/json sends a field.
type jsonKey struct {
	// sent is false for a field that is never sent. optional is true for one that may be left out.
	sent, optional bool
	// embedded is true for a struct whose fields are sent as those of the outer struct.
	embedded bool
}

// readKey reads the json tag of a field.
func readKey(field reflect.StructField) jsonKey {
	tag := field.Tag.Get("json")
	name, options, _ := strings.Cut(tag, ",")
	isStruct := field.Type.Kind() == reflect.Struct
	switch {
	case tag == "-":
		return jsonKey{}
	case field.Anonymous && name == "" && isStruct:
		return jsonKey{embedded: true}
	default:
		return jsonKey{sent: field.IsExported(), optional: strings.Contains(options, "omit")}
	}
}
