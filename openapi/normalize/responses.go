package normalize

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// pagination is the component that a page of results carries.
const pagination = "pagination"

// tidyBodies removes the property "ok" that every response carries, and leaves out
// the operations whose request or response is not an object with known fields. It
// adds the pagination that package gen is written against where a document is too
// old to have one (1.199.0).
func tidyBodies(d *document) error {
	if d.Components.Schemas[pagination] == nil {
		d.Components.Schemas[pagination] = &openapi3.SchemaRef{Value: paginationSchema()}
	}
	for _, op := range d.operations() {
		if m := op.request(); m != nil && !hasFields(m.Schema.Value) {
			d.leaveOut(op.path, "its request body is "+shape(m.Schema.Value)+" and not an object with fields", operationRemedy)
			continue
		}
		m := op.response()
		if m == nil {
			continue
		}
		s := m.Schema.Value
		delete(s.Properties, "ok")
		s.Required = slices.DeleteFunc(s.Required, func(name string) bool { return name == "ok" })
		if !hasFields(s) {
			d.leaveOut(op.path, "its response is "+shape(s)+" and not an object with fields", operationRemedy)
		}
	}
	return nil
}

// hasFields reports whether a body is an object of which all fields are known. There
// may be none.
func hasFields(s *openapi3.Schema) bool {
	isMap := len(s.Properties) == 0 && s.AdditionalProperties.Schema != nil
	return (s.Type == nil && s.Properties != nil || isType(s, "object")) && !isMap
}

// shape names the kind of a body.
func shape(s *openapi3.Schema) string {
	if isType(s, "object") {
		return "a map"
	}
	return kind(s)
}

func paginationSchema() *openapi3.Schema {
	cursor := text()
	cursor.Nullable = true
	return &openapi3.Schema{
		Type:        &openapi3.Types{"object"},
		Description: "Information about the current page of results.",
		Properties: openapi3.Schemas{
			"has_next_page":    {Value: &openapi3.Schema{Type: &openapi3.Types{"boolean"}}},
			"next_page_cursor": {Value: cursor},
		},
	}
}
