package normalize

import "testing"

func TestRefuseClashes(t *testing.T) {
	t.Parallel()
	leaf := object(`"x": {"type": "string"}`)
	tests := []passTest{
		{name: "no clash", schemas: `"a": ` + enum("x", "y") + `, "b": ` + object(`"x": {"type": "string"}, "y": {"type": "string"}`)},
		{
			name: "two components", schemas: `"a_b": ` + leaf + `, "a.b": ` + leaf,
			wantErr: []string{"a_b: its Go name is taken by a.b"},
		},
		{
			name: "two values", schemas: `"a": ` + enum("x-y", "x_y"),
			wantErr: []string{"a value x_y: its Go name is taken by a value x-y"},
		},
		{
			name: "a value and a component", schemas: `"a": ` + enum("b") + `, "a_b": ` + leaf,
			wantErr: []string{"a value b: its Go name is taken by a_b"},
		},
		{
			name: "two fields", schemas: `"a": ` + object(`"x_y": {"type": "string"}, "x.y": {"type": "string"}`),
			wantErr: []string{"a.x_y: its Go name is taken by field x.y"},
		},
		{
			name: "a service and a component", schemas: `"devices_service": ` + leaf,
			paths:   `"/devices/get": ` + post("", "", `"x-go-services": [{"type": "devices_service", "path": "/devices"}]`),
			wantErr: []string{"devices_service: its Go name is taken by service /devices"},
		},
		{
			name: "every clash is reported", schemas: `"client": ` + leaf + `, "page": ` + leaf,
			wantErr: []string{"client: its Go name is taken by package gen itself", "page: its Go name"},
		},
	}
	for component, name := range map[string]string{
		"caller": "Caller", "call_option": "CallOption", "client": "Client", "effect": "Effect", "kind": "Kind",
		"operation": "Operation", "operations": "Operations", "page": "Page", "new_client": "NewClient",
		"lookup_operation": "LookupOperation", "operation_of": "OperationOf", "missing_result_error": "MissingResultError",
		"idempotent": "Idempotent", "paged_response": "PagedResponse", "new_page": "NewPage",
	} {
		tests = append(tests, passTest{
			name: "reserved: " + name, schemas: `"` + component + `": ` + leaf,
			wantErr: []string{component + ": its Go name is taken by package gen itself"},
		})
	}
	runTests(t, tests, "clashes")
}
