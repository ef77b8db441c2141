package contract

import "github.com/getkin/kin-openapi/openapi3"

// whole returns a value with every field, at any depth.
func (m *sampler) whole(s *openapi3.Schema) any { return m.one(s, m.whole, names) }

// least returns a value with only the required fields.
func (m *sampler) least(s *openapi3.Schema) any {
	return m.one(s, m.least, func(s *openapi3.Schema) []string { return s.Required })
}

// each returns every field, each with its least value.
func (m *sampler) each(s *openapi3.Schema) map[string]any { return m.object(s, m.least, names(s)) }

// required returns the required fields, each with its least value.
func (m *sampler) required(s *openapi3.Schema) map[string]any {
	return m.object(s, m.least, s.Required)
}

// one returns a value of the first choice. inner creates the values in it, fields selects the
// fields.
func (m *sampler) one(s *openapi3.Schema, inner func(*openapi3.Schema) any, fields func(*openapi3.Schema) []string) any {
	s = choices(s)[0]
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case isMap(s):
		return map[string]any{m.text(): inner(s.AdditionalProperties.Schema.Value)}
	case s.Type.Is("object"):
		return m.object(s, inner, fields(s))
	case s.Type.Is("array"):
		list := []any{inner(s.Items.Value)}
		for len(list) < int(s.MinItems) {
			list = append(list, inner(s.Items.Value))
		}
		return list
	default:
		return m.ofChoice(s)[0].value
	}
}

func (m *sampler) object(s *openapi3.Schema, inner func(*openapi3.Schema) any, fields []string) map[string]any {
	out := map[string]any{}
	for _, name := range fields {
		if p := s.Properties[name]; p != nil {
			out[name] = inner(p.Value)
		}
	}
	return out
}
