package drift

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// parts are the parts of a small document: an operation /things/do, what it
// takes and what it answers. What is empty has a plain default.
type parts struct {
	request string // the schema of what /things/do takes
	thing   string // the component that it answers
	answer  string // the schema of its answer, in place of a thing
	notes   string // more members of the operation
	doubles string // the same operation under other methods
	paths   string // more paths
	schemas string // more components
	path    string // in place of /things/do
}

const (
	anyText   = `{"type": "string"}`
	ok        = `"responses": {"200": {"description": "OK"}}`
	double    = `{` + ok + `}`
	otherPath = `"/others/do": {"post": {` + ok + `}}`
)

// object is an object with fields, of which some are required.
func object(fields string, required ...string) string {
	needs := ""
	if len(required) > 0 {
		needs = `, "required": ["` + strings.Join(required, `", "`) + `"]`
	}
	return `{"type": "object", "properties": {` + fields + `}` + needs + `}`
}

func enum(values ...string) string {
	return `{"type": "string", "enum": ["` + strings.Join(values, `", "`) + `"]}`
}

func list(items string) string { return `{"type": "array", "items": ` + items + `}` }

func ref(name string) string { return `{"$ref": "#/components/schemas/` + name + `"}` }

func jsonBody(schema string) string {
	return `{"content": {"application/json": {"schema": ` + schema + `}}}`
}

// document writes the parts out.
func (p parts) document() string {
	answer := cmp.Or(p.answer, object(`"thing": `+ref("thing")))
	op := `"responses": {"200": {"description": "OK", ` + jsonBody(answer)[1:] + `}`
	if p.request != "none" {
		op += `, "requestBody": ` + jsonBody(cmp.Or(p.request, object(`"id": `+anyText)))
	}
	if p.notes != "" {
		op += ", " + p.notes
	}
	item := `"post": {` + op + `}`
	if p.doubles != "" {
		item += ", " + p.doubles
	}
	paths := `"` + cmp.Or(p.path, "/things/do") + `": {` + item + `}`
	if p.paths != "" {
		paths += ", " + p.paths
	}
	schemas := `"thing": ` + cmp.Or(p.thing, object(`"id": `+anyText))
	if p.schemas != "" {
		schemas += ", " + p.schemas
	}
	return `{"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "paths": {` + paths +
		`}, "components": {"schemas": {` + schemas + `}}}`
}

// between compares two small documents.
func between(t *testing.T, from, to parts) *Report {
	t.Helper()
	for _, p := range []parts{from, to} {
		if !json.Valid([]byte(p.document())) {
			t.Fatalf("not JSON: %s", p.document())
		}
	}
	report, err := Compare([]byte(from.document()), []byte(to.document()))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// said are the changes as "kind in.name wire/source".
func said(r *Report) []string {
	var out []string
	for _, c := range r.Changes {
		place := c.In
		if c.Name != "" {
			place += "." + c.Name
		}
		out = append(out, fmt.Sprintf("%s %s %s/%s", c.Kind, place, c.Wire, c.Source))
	}
	slices.Sort(out)
	return out
}
