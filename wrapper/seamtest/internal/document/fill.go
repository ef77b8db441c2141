package document

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// Fill adds the required fields that are missing in a decoded response, and returns their names. It
// sets lists to empty and other fields to examples.
func (op *Operation) Fill(response map[string]any, from Source) []string {
	e := &example{source: from, filled: map[string]bool{}}
	e.fill(op.response(), response)
	return slices.Sorted(maps.Keys(e.filled))
}

// variantOf returns the variant of a union that the discriminator selects, or an empty schema if there
// is no such variant. It returns a schema that is not a union unchanged.
func variantOf(s *openapi3.Schema, value func(name string) string) *openapi3.Schema {
	if s.Discriminator == nil {
		return s
	}
	mapped, ok := s.Discriminator.Mapping[value(s.Discriminator.PropertyName)]
	i := slices.IndexFunc(s.OneOf, func(ref *openapi3.SchemaRef) bool { return ref.Ref == mapped.Ref })
	if !ok || i < 0 {
		return noVariant
	}
	return s.OneOf[i].Value
}

// noVariant is an empty schema, which has no required fields.
var noVariant = &openapi3.Schema{}

// fill adds the missing required fields to value and to the objects inside it.
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
				e.filled[name] = true
				value[name] = e.minimal(name, s.Properties[name].Value)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(s.Properties)) { // sorted, so that IDs are the same in every run
			e.fill(s.Properties[name].Value, value[name])
		}
	}
}

// minimal generates a value with required fields only and with empty lists.
func (e *example) minimal(name string, s *openapi3.Schema) any {
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
