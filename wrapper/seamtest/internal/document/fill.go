package document

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// Lacks reports whether a response has no place for a field that the document requires: a newer
// document requires fields that the Go types of this module do not have. It looks at the types and not
// at the values, because a field that is left out on purpose is not missing.
func (op *Operation) Lacks(response map[string]any) bool {
	return lacks(op.response(), reflect.ValueOf(response))
}

// Fill adds the required fields that a response in JSON does not have. Each gets an example, and a list
// is empty.
func (op *Operation) Fill(response map[string]any, from Source) {
	(&example{source: from}).fill(op.response(), response)
}

func lacks(s *openapi3.Schema, v reflect.Value) bool {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch {
	case v.Kind() == reflect.Slice && s.Items != nil:
		for i := range v.Len() {
			if lacks(s.Items.Value, v.Index(i)) {
				return true
			}
		}
		return false
	case v.Kind() != reflect.Struct && v.Kind() != reflect.Map:
		return false
	}
	s = variantOf(s, func(name string) string { return textOf(member(v, name)) })
	for _, name := range s.Required {
		if !hasMember(v, name) {
			return true
		}
	}
	for name, property := range s.Properties {
		if lacks(property.Value, member(v, name)) {
			return true
		}
	}
	return false
}

// variantOf returns the variant of a union that the discriminator names. Any other schema is returned
// as it is, and a union without that variant as an empty one.
func variantOf(s *openapi3.Schema, value func(name string) string) *openapi3.Schema {
	if s.Discriminator == nil {
		return s
	}
	mapped := s.Discriminator.Mapping[value(s.Discriminator.PropertyName)]
	i := slices.IndexFunc(s.OneOf, func(ref *openapi3.SchemaRef) bool { return ref.Ref == mapped.Ref })
	if i < 0 {
		return &openapi3.Schema{}
	}
	return s.OneOf[i].Value
}

// hasMember reports whether an object in JSON may have a member: a field of the struct, or a key of
// the map.
func hasMember(v reflect.Value, name string) bool {
	if v.Kind() == reflect.Struct {
		return membersOf(v.Type())[name] != nil
	}
	return member(v, name).IsValid()
}

// member returns a member of an object, the zero Value if it is not there.
func member(v reflect.Value, name string) reflect.Value {
	if v.Kind() == reflect.Map {
		return v.MapIndex(reflect.ValueOf(name))
	}
	index := membersOf(v.Type())[name]
	if index == nil {
		return reflect.Value{}
	}
	found, _ := v.FieldByIndexErr(index) // an error means that it is in a nil struct
	return found
}

// textOf returns a string, "" for anything else.
func textOf(v reflect.Value) string {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() != reflect.String {
		return ""
	}
	return v.String()
}

var members sync.Map // reflect.Type -> map[string][]int

// membersOf returns the fields of a struct by their names in JSON.
func membersOf(t reflect.Type) map[string][]int {
	if known, ok := members.Load(t); ok {
		return known.(map[string][]int)
	}
	found := map[string][]int{}
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
			found[name] = f.Index
		}
	}
	members.Store(t, found)
	return found
}

func (e *example) fill(s *openapi3.Schema, value any) {
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			if s.Items != nil {
				e.fill(s.Items.Value, element)
			}
		}
	case map[string]any:
		s = variantOf(s, func(name string) string { text, _ := value[name].(string); return text })
		for _, name := range s.Required {
			if _, given := value[name]; !given && s.Properties[name] != nil {
				value[name] = e.least(name, s.Properties[name].Value)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(s.Properties)) { // sorted, so that IDs are made in the same order
			e.fill(s.Properties[name].Value, value[name])
		}
	}
}

// least makes a value with as little in it as the document allows.
func (e *example) least(name string, s *openapi3.Schema) any {
	switch {
	case s.Type.Is(openapi3.TypeArray):
		return []any{}
	case s.Type.Is(openapi3.TypeObject):
		object := map[string]any{}
		e.fill(s, object)
		return object
	default:
		return e.value(name, s)
	}
}
