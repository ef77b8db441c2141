package generation

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/seam-go/seam/openapi/normalize"
)

// emptyDocument returns the smallest document for which package gen compiles.
func emptyDocument() map[string]any {
	doc := map[string]any{
		"openapi": "3.0.0", "info": map[string]any{"title": "t", "version": "1.0.0"}, "paths": map[string]any{},
		"components": map[string]any{"schemas": map[string]any{}},
	}
	pagination := object(map[string]any{"has_next_page": map[string]any{"type": "boolean"}, "next_page_cursor": map[string]any{"type": "string", "nullable": true}})
	schemas(doc)["pagination"] = pagination
	schemas(doc)["device"] = object(map[string]any{"device_id": map[string]any{"type": "string"}, "created_at": map[string]any{"type": "string", "format": "date-time"}})
	operationOf(doc, "/devices/list")["responses"] = responding(map[string]any{
		"devices":    map[string]any{"type": "array", "items": map[string]any{"$ref": "#/components/schemas/device"}},
		"pagination": map[string]any{"$ref": "#/components/schemas/pagination"},
	})
	operationOf(doc, "/devices/list")["requestBody"] = map[string]any{"content": map[string]any{"application/json": map[string]any{
		"schema": object(map[string]any{"page_cursor": map[string]any{"type": "string", "nullable": true}}),
	}}}
	operationOf(doc, "/locks/unlock_door")
	return doc
}

func schemas(doc map[string]any) map[string]any {
	return doc["components"].(map[string]any)["schemas"].(map[string]any)
}

func object(properties map[string]any) map[string]any {
	return map[string]any{"type": "object", "properties": properties}
}

func responding(properties map[string]any) map[string]any {
	return map[string]any{"200": map[string]any{"description": "OK", "content": map[string]any{"application/json": map[string]any{"schema": object(properties)}}}}
}

// operationOf returns the operation at path and adds it if there is none.
func operationOf(doc map[string]any, path string) map[string]any {
	paths := doc["paths"].(map[string]any)
	if paths[path] == nil {
		paths[path] = map[string]any{"post": map[string]any{"responses": responding(map[string]any{"ok": map[string]any{"type": "boolean"}})}}
	}
	return paths[path].(map[string]any)["post"].(map[string]any)
}

// addThing adds a component and an operation that returns it.
func addThing(doc map[string]any, name string, schema map[string]any) {
	schemas(doc)[name] = schema
	path := fmt.Sprintf("/things/get%d", len(doc["paths"].(map[string]any)))
	operationOf(doc, path)["responses"] = responding(map[string]any{"thing": map[string]any{"$ref": "#/components/schemas/" + name}})
}

func encode(t *testing.T, doc map[string]any) []byte {
	t.Helper()
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func normalized(t *testing.T, doc map[string]any) []byte {
	t.Helper()
	data, err := normalize.Normalize(encode(t, doc), nil)
	if err != nil {
		t.Fatal(err)
	}
	return data.Document
}

func normalizeError(doc map[string]any) error {
	data, err := json.Marshal(doc)
	if err == nil {
		_, err = normalize.Normalize(data, nil)
	}
	return err
}
