package normalize

import "testing"

func TestKeepSuccess(t *testing.T) {
	t.Parallel()
	page := `"pagination": ` + object(`"has_next_page": {"type": "boolean"}`)
	str := `{"type": "string"}`
	runTests(t, []passTest{
		{
			name:    "failures, security and tags go",
			schemas: page,
			paths: `"/a/get": {"post": {"tags": ["/a"], "security": [], "responses": {"200": {"description": "OK"},
				"400": {"description": "Bad Request"}, "401": {"description": "Unauthorized"}}}}`,
			wantPaths: `"/a/get": ` + post("", ""),
		},
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
	}, "responses")
}

func TestKeepSuccessDropsSecuritySchemes(t *testing.T) {
	t.Parallel()
	doc := mustParse(t, `{"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "tags": [{"name": "/a"}],
		"components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}}, "paths": {"/a/get": `+post("", "")+`}}`)
	if err := runPasses(doc, "responses"); err != nil {
		t.Fatal(err)
	}
	if doc.Tags != nil || doc.Components.SecuritySchemes != nil {
		t.Errorf("tags %v and security schemes %v stay", doc.Tags, doc.Components.SecuritySchemes)
	}
}
