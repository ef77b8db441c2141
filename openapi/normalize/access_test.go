package normalize

import (
	"reflect"
	"testing"
)

// The passes drop who may call an operation, and a comparison still finds it.
func TestReadContractKeepsAccess(t *testing.T) {
	t.Parallel()
	const ok = `"responses": {"200": {"description": "OK"}}`
	contract, err := ReadContract([]byte(`{"openapi": "3.0.0", "info": {"title": "T", "version": "1"},
		"servers": [{"url": "https://b.example"}, {"url": "https://a.example"}],
		"security": [{"key": []}],
		"paths": {
			"/a/do": {"post": {` + ok + `, "x-response-key": "a"}, "get": {` + ok + `, "security": [{"other": []}]}},
			"/b/do": {"post": {` + ok + `, "security": [{"token": [], "key": []}, {}]}},
			"/c/do": {"post": {` + ok + `, "x-undocumented": "Internal."}}
		},
		"components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := Access{
		Servers:      []string{"https://a.example", "https://b.example"},
		Schemes:      map[string]string{"key": `{"scheme":"bearer","type":"http"}`},
		Security:     map[string][]string{"/a/do": {"key"}, "/b/do": {"key+token", "none"}},
		ResponseKeys: map[string]string{"/a/do": "a"},
	}
	if !reflect.DeepEqual(contract.Access, want) {
		t.Errorf("got %+v, want %+v", contract.Access, want)
	}
}
