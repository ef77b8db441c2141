package normalize

import (
	"maps"
	"slices"
	"testing"
)

func TestRenameReserved(t *testing.T) {
	t.Parallel()
	leaf := object(`"x": {"type": "string"}`)
	runTests(t, []passTest{
		{name: "another name", schemas: `"pager": ` + leaf, paths: `"/a/get": ` + post("", object(`"a": `+ref("pager")))},
		{
			name:        "a component and what refers to it",
			schemas:     `"page": ` + object(`"next": `+ref("page")) + `, "a": ` + object(`"pages": {"type": "array", "items": `+ref("page")+`}`) + `, "b": {"allOf": [` + ref("page") + `]}`,
			paths:       `"/a/get": ` + post(ref("page"), object(`"page": `+ref("page"))),
			wantSchemas: `"page_object": ` + object(`"next": `+ref("page_object")) + `, "a": ` + object(`"pages": {"type": "array", "items": `+ref("page_object")+`}`) + `, "b": {"allOf": [` + ref("page_object") + `]}`,
			wantPaths:   `"/a/get": ` + post(ref("page_object"), object(`"page": `+ref("page_object"))),
		},
		{name: "however it is spelled", schemas: `"Call.option": ` + leaf, wantSchemas: `"Call.option_object": ` + leaf},
		{
			name: "its other name is taken", schemas: `"page": ` + leaf + `, "page_object": ` + leaf,
			wantSchemas: `"page_object_object": ` + leaf + `, "page_object": ` + leaf,
		},
	}, "reserved")
}

// Whatever package gen declares, a document may have a component of that name.
func TestReservedNames(t *testing.T) {
	t.Parallel()
	leaf := object(`"x": {"type": "string"}`)
	for component, want := range map[string]string{
		"caller": "caller_object", "client": "client_object", "continuation": "continuation_object", "effect": "effect_object",
		"fetch": "fetch_object", "idempotent": "idempotent_object", "items": "items_object", "kind": "kind_object",
		"list": "list_object", "lookup_operation": "lookup_operation_object", "new_client": "new_client_object",
		"operation": "operation_object", "operations": "operations_object", "page": "page_object", "pages": "pages_object",
		"write": "write_object", "device": "device",
	} {
		doc := mustParse(t, docOf(`"`+component+`": `+leaf, ""))
		if err := runPasses(doc, "reserved"); err != nil {
			t.Error(err)
		}
		if doc.Components.Schemas[want] == nil || len(doc.Components.Schemas) != 1 {
			t.Errorf("%s becomes one of %v, want %s", component, slices.Sorted(maps.Keys(doc.Components.Schemas)), want)
		}
	}
}
