package normalize

import "testing"

func TestTidyBodies(t *testing.T) {
	t.Parallel()
	page := `"pagination": ` + object(`"has_next_page": {"type": "boolean"}`)
	str := `{"type": "string"}`
	runTests(t, []passTest{
		{
			name:      "ok goes, from required too",
			schemas:   page,
			paths:     `"/a/get": ` + post("", object(`"ok": {"type": "boolean"}, "a": `+str, "a", "ok")),
			wantPaths: `"/a/get": ` + post("", object(`"a": `+str, "a")),
		},
		{
			name:    "ok in a request stays",
			schemas: page,
			paths:   `"/a/get": ` + post(object(`"ok": {"type": "boolean"}`, "ok"), ""),
		},
		{
			name:  "a document without pagination gets one",
			paths: `"/a/get": ` + post("", ""),
			wantSchemas: `"pagination": {"type": "object", "description": "Information about the current page of results.",
				"properties": {"has_next_page": {"type": "boolean"}, "next_page_cursor": {"type": "string", "nullable": true}}}`,
		},
	}, "bodies")
}
