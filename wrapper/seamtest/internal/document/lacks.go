package document

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// Lacks reports whether the Go types of a response have no field for a required field of the document.
// This happens when a newer document adds required fields. Lacks examines types instead of values,
// because a value may be omitted on purpose.
func (op *Operation) Lacks(response map[string]any) bool {
	return lacks(op.response(), reflect.ValueOf(response))
}

func lacks(s *openapi3.Schema, v reflect.Value) bool {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			if s.Items != nil && lacks(s.Items.Value, v.Index(i)) {
				return true
			}
		}
	case reflect.Map:
		object, _ := reflect.TypeAssert[map[string]any](v)
		return lacksInMap(s, object)
	case reflect.Struct:
		return lacksInStruct(s, v)
	}
	return false
}

func lacksInMap(s *openapi3.Schema, object map[string]any) bool {
	s = variantOf(s, func(name string) string { text, _ := object[name].(string); return text })
	for _, name := range s.Required {
		if _, given := object[name]; !given {
			return true
		}
	}
	for name, value := range object {
		if property := s.Properties[name]; property != nil && lacks(property.Value, reflect.ValueOf(value)) {
			return true
		}
	}
	return false
}

func lacksInStruct(s *openapi3.Schema, v reflect.Value) bool {
	s = variantOf(s, func(name string) string { return textIn(v, name) })
	known := fitOf(s, v.Type())
	if known.lacks {
		return true
	}
	for _, part := range known.parts {
		inner, err := v.FieldByIndexErr(part.index)
		if err == nil && lacks(part.schema, inner) { // an error means that an embedded pointer is nil
			return true
		}
	}
	return false
}

// fit is the result of comparing a struct type with a schema.
type fit struct {
	lacks bool   // whether the type has no field for a required field
	parts []part // fields to compare with their own schemas
}

// part is a struct field that may hold objects.
type part struct {
	index  []int
	schema *openapi3.Schema
}

type fitKey struct {
	schema *openapi3.Schema
	of     reflect.Type
}

// fits caches a fit for each fitKey. Without the cache, comparing the types would take longer than
// encoding the response.
var fits sync.Map

func fitOf(s *openapi3.Schema, t reflect.Type) *fit {
	key := fitKey{s, t}
	if known, ok := fits.Load(key); ok {
		return known.(*fit)
	}
	found, members := &fit{}, map[string]bool{}
	for _, field := range reflect.VisibleFields(t) {
		name := nameInJSON(field)
		members[name] = true
		property := s.Properties[name]
		if property == nil {
			continue
		}
		switch field.Type.Kind() {
		case reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice, reflect.Struct:
			found.parts = append(found.parts, part{field.Index, property.Value})
		}
	}
	found.lacks = slices.ContainsFunc(s.Required, func(name string) bool { return !members[name] })
	fits.Store(key, found)
	return found
}

// textIn returns the string field of a struct with a JSON name, or "" if there is none.
func textIn(v reflect.Value, name string) string {
	for _, field := range reflect.VisibleFields(v.Type()) {
		if nameInJSON(field) == name && field.Type.Kind() == reflect.String {
			return v.FieldByIndex(field.Index).String()
		}
	}
	return ""
}

func nameInJSON(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}
