package contract

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// choices returns plain schemas of which a value must match one: each variant of a oneOf or anyOf is
// a choice, and the parts of an allOf are merged.
func choices(s *openapi3.Schema) []*openapi3.Schema {
	if len(s.OneOf)+len(s.AnyOf)+len(s.AllOf) == 0 {
		return []*openapi3.Schema{s}
	}
	var out []*openapi3.Schema
	for _, variant := range slices.Concat(s.OneOf, s.AnyOf) {
		out = append(out, choices(variant.Value)...)
	}
	for i, part := range s.AllOf {
		parts := choices(part.Value)
		if i == 0 && out == nil {
			out = parts
			continue
		}
		out = combine(out, parts)
	}
	if s.Nullable {
		out = slices.Clone(out)
		nullable := *out[0]
		nullable.Nullable = true
		out[0] = &nullable
	}
	return out
}

// combine merges every schema of a with every schema of b.
func combine(a, b []*openapi3.Schema) []*openapi3.Schema {
	var out []*openapi3.Schema
	for _, one := range a {
		for _, other := range b {
			both := *one
			both.Properties = maps.Clone(one.Properties)
			if both.Properties == nil {
				both.Properties = openapi3.Schemas{}
			}
			maps.Copy(both.Properties, other.Properties)
			both.Required = slices.Concat(one.Required, other.Required)
			out = append(out, &both)
		}
	}
	return out
}

// isMap reports whether a schema is an object whose keys are data.
func isMap(s *openapi3.Schema) bool {
	return s.Type.Is("object") && s.AdditionalProperties.Schema != nil && len(s.Properties) == 0
}

func isAnything(s *openapi3.Schema) bool { return s.Type == nil && len(s.Enum) == 0 }

func required(s *openapi3.Schema, name string) bool { return slices.Contains(s.Required, name) }

func names(s *openapi3.Schema) []string { return slices.Sorted(maps.Keys(s.Properties)) }
