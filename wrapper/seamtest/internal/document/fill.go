package document

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// Fill adds the required fields that a response in JSON does not have, and returns their names. Each
// gets an example, and a list is empty.
func (op *Operation) Fill(response map[string]any, from Source) []string {
	e := &example{source: from, filled: map[string]bool{}}
	e.fill(op.response(), response)
	return slices.Sorted(maps.Keys(e.filled))
}

// variantOf returns the variant of a union that the discriminator names. Any other schema is returned
// as it is, and a union without that variant as an empty one.
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

// noVariant demands nothing.
var noVariant = &openapi3.Schema{}

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
