package normalize

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// pagination is the component that a page of results carries.
const pagination = "pagination"

// keepSuccess drops what every operation repeats and no generated code uses:
// failures (they have no schema; package seam knows their shape), security and
// tags, and the property "ok" that every answer carries. It adds the pagination that
// package gen is written against where a document is too old to have one
// (1.199.0).
func keepSuccess(d *document) error {
	d.Tags = nil
	d.Components.SecuritySchemes = nil
	if d.Components.Schemas[pagination] == nil {
		d.Components.Schemas[pagination] = &openapi3.SchemaRef{Value: paginationSchema()}
	}
	for _, op := range d.operations() {
		op.Security, op.Tags = nil, nil
		for code := range op.Responses.Map() {
			if !strings.HasPrefix(code, "2") {
				op.Responses.Delete(code)
			}
		}
		if m := op.response(); m != nil && m.Schema != nil && m.Schema.Ref == "" {
			s := m.Schema.Value
			delete(s.Properties, "ok")
			s.Required = slices.DeleteFunc(s.Required, func(name string) bool { return name == "ok" })
		}
	}
	return nil
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
