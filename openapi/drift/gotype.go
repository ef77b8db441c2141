package drift

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize"
)

// goType returns the type that package gen gives a field of a component, by the rules
// of the normaliser's pass "optionality". It uses the document's names of components,
// because two types are compared here and none is printed.
func (s *Surface) goType(component, field string) string {
	owner := s.component(component)
	r := owner.Properties[field]
	bare, nullable := s.bareType(r), inline(r).Nullable
	if owner.Extensions[normalize.RequestMark] == true {
		switch {
		case nullable:
			return "Nullable[" + bare + "]"
		case slices.Contains(owner.Required, field), s.isContainer(r):
			return bare
		}
		return "*" + bare
	}
	if s.isContainer(r) || !nullable && !s.isStruct(r) && !isNumber(s.target(r)) {
		return bare
	}
	return "*" + bare
}

// canBeNil reports whether a Go type has a nil for null.
func canBeNil(goType string) bool {
	return strings.HasPrefix(goType, "*") || strings.HasPrefix(goType, "[]") ||
		strings.HasPrefix(goType, "map[") || strings.HasPrefix(goType, "Nullable[") || goType == "any"
}

// bareType returns the Go type of a value that is present and not null.
func (s *Surface) bareType(r *openapi3.SchemaRef) string {
	if name := refName(r); name != "" {
		if s.isContainer(r) {
			return "map[string]" + name
		}
		return name
	}
	v := r.Value
	switch {
	case v.Items != nil:
		return "[]" + s.bareType(v.Items)
	case v.AdditionalProperties.Schema != nil:
		return "map[string]" + s.bareType(v.AdditionalProperties.Schema)
	case v.Type == nil:
		return "any"
	case v.Type.Is("object"):
		return "map[string]any"
	case v.Type.Is("string") && v.Format == dateTime:
		return "time.Time"
	}
	return v.Type.Slice()[0]
}

// dateTime is the one format of strings that changes the Go type.
const dateTime = "date-time"

// target returns the schema that r refers to, or r's own.
func (s *Surface) target(r *openapi3.SchemaRef) *openapi3.Schema {
	if v := s.component(refName(r)); v != nil {
		return v
	}
	return r.Value
}

func (s *Surface) isStruct(r *openapi3.SchemaRef) bool { return isObject(s.target(r)) }

func (s *Surface) isContainer(r *openapi3.SchemaRef) bool {
	v := s.target(r)
	return v.Items != nil || is(v, "object") && !isObject(v)
}

func isObject(v *openapi3.Schema) bool {
	return len(v.Properties) > 0 && (v.Type == nil || v.Type.Is("object"))
}

func isNumber(v *openapi3.Schema) bool { return is(v, "number") || is(v, "integer") }

func is(v *openapi3.Schema, name string) bool { return v.Type != nil && v.Type.Is(name) }
