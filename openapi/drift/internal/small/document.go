// Package small writes small OpenAPI documents for the tests of package drift and of
// the packages that use its reports.
package small

import (
	"cmp"
	"strings"
)

// Document holds the parts of a small document with one operation, /things/do. An
// empty part has a plain default.
type Document struct {
	Request string // the schema of the request; "none" for no request
	Thing   string // the component in the response
	Answer  string // the schema of the response, in place of a thing
	Notes   string // more members of the operation
	Doubles string // the same operation under other methods
	Paths   string // more paths
	Schemas string // more components
	Root    string // more members of the document
	Schemes string // security schemes
	Path    string // in place of /things/do
}

// Parts of documents.
const (
	Text      = `{"type": "string"}`
	OK        = `"responses": {"200": {"description": "OK"}}`
	Double    = `{` + OK + `}`
	OtherPath = `"/others/do": {"post": {` + OK + `}}`
)

// Object returns the schema of an object with fields, of which some are required.
func Object(fields string, required ...string) string {
	list := ""
	if len(required) > 0 {
		list = `, "required": ["` + strings.Join(required, `", "`) + `"]`
	}
	return `{"type": "object", "properties": {` + fields + `}` + list + `}`
}

// Enum returns the schema of a string with listed values.
func Enum(values ...string) string {
	return `{"type": "string", "enum": ["` + strings.Join(values, `", "`) + `"]}`
}

// List returns the schema of a list.
func List(items string) string { return `{"type": "array", "items": ` + items + `}` }

// Ref returns a reference to a component.
func Ref(name string) string { return `{"$ref": "#/components/schemas/` + name + `"}` }

// Event returns the component event, a union of variants.
func Event(variants ...string) string {
	return `"event": {"oneOf": [` + strings.Join(variants, ", ") + `]}`
}

// Variant returns a variant of the union event, with more fields.
func Variant(value, fields string) string {
	return Object(`"event_type": `+Enum(value)+`, "event_id": `+Text+fields, "event_type")
}

func body(schema string) string {
	return `{"content": {"application/json": {"schema": ` + schema + `}}}`
}

// JSON returns the document.
func (d Document) JSON() string {
	answer := cmp.Or(d.Answer, Object(`"thing": `+Ref("thing")))
	op := `"responses": {"200": {"description": "OK", ` + body(answer)[1:] + `}`
	if d.Request != "none" {
		op += `, "requestBody": ` + body(cmp.Or(d.Request, Object(`"id": `+Text)))
	}
	item := `"post": {` + op + more(d.Notes) + `}` + more(d.Doubles)
	paths := `"` + cmp.Or(d.Path, "/things/do") + `": {` + item + `}` + more(d.Paths)
	schemas := `"thing": ` + cmp.Or(d.Thing, Object(`"id": `+Text)) + more(d.Schemas)
	components := `"schemas": {` + schemas + `}`
	if d.Schemes != "" {
		components += `, "securitySchemes": {` + d.Schemes + `}`
	}
	return `{"openapi": "3.0.0", "info": {"title": "T", "version": "1"}` + more(d.Root) +
		`, "paths": {` + paths + `}, "components": {` + components + `}}`
}

func more(members string) string {
	if members == "" {
		return ""
	}
	return ", " + members
}
