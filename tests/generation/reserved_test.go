package generation

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/normalize"
)

// TestReservedNamesGenerateCodeThatCompiles has components, groups and operations with names that
// package gen declares itself or uses for a file.
func TestReservedNamesGenerateCodeThatCompiles(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIP: -short does not generate")
	}
	t.Parallel()
	var components, paths []string
	for _, name := range []string{
		"call", "call_option", "caller", "client", "effect", "event_value", "items", "leaf", "list", "list_copy", "new_page",
		"operation", "operations", "page", "pages", "pagination_error", "phone_windows", "response", "string", "unknown_event", "write",
	} {
		components = append(components, fmt.Sprintf(`"%s": {"type": "object", "properties": {
			"string": {"type": "string"}, "kind": {"type": "string", "enum": ["list", "page"]}, "%[1]s": {"$ref": "#/components/schemas/%[1]s"}}}`, name))
		paths = append(paths, fmt.Sprintf(`"/%s/get": {"post": {"requestBody": {"content": {"application/json": {"schema": {
			"type": "object", "properties": {"%[1]s_id": {"type": "string"}}}}}}, "responses": {"200": {"description": "OK",
			"content": {"application/json": {"schema": {"type": "object", "properties": {"%[1]s": {"$ref": "#/components/schemas/%[1]s"}}}}}}}}}`, name))
	}
	normalized, err := normalize.Normalize([]byte(`{"openapi": "3.0.0", "info": {"title": "T", "version": "1"},
		"components": {"schemas": {`+strings.Join(components, ",")+`}}, "paths": {`+strings.Join(paths, ",")+`}}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	gen := generate(t, normalized.Document)
	for _, name := range []string{"items.gen.go", "page_resource.gen.go", "operations_resource.gen.go", "phone_windows_resource.gen.go"} {
		if _, err := os.Stat(filepath.Join(gen, name)); err != nil {
			t.Error(err)
		}
	}
}
