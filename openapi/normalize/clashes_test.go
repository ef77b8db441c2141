package normalize

import "testing"

func TestSettleClashes(t *testing.T) {
	t.Parallel()
	leaf := object(`"x": {"type": "string"}`)
	tests := []passTest{
		{name: "no clash", schemas: `"a": ` + enum("x", "y") + `, "b": ` + object(`"x": {"type": "string"}, "y": {"type": "string"}`)},
		{
			name: "two components", schemas: `"a_b": ` + leaf + `, "a.b": ` + leaf,
			wantErr: []string{"a_b: its Go name is that of a.b; it is a_b_object for now"},
		},
		{
			name: "two values", schemas: `"a": ` + enum("x-y", "x_y"),
			wantErr: []string{`a: the constant of its value "x_y" has the Go name of a value x-y`},
		},
		{
			name: "a value and a component", schemas: `"a": ` + enum("b") + `, "a_b": ` + leaf,
			wantErr: []string{`a: the constant of its value "b" has the Go name of a_b`},
		},
		{
			name: "two fields", schemas: `"a": ` + object(`"x_y": {"type": "string"}, "x.y": {"type": "string"}`),
			wantErr: []string{"a.x_y: its Go name is that of field x.y"},
		},
		{
			name: "a service and a component", schemas: `"devices_service": ` + leaf,
			paths:   `"/devices/get": ` + post("", ""),
			wantErr: []string{"devices_service: its Go name is that of service /devices"},
		},
		{
			name: "every clash is reported", schemas: `"client": ` + leaf + `, "page": ` + leaf,
			wantErr: []string{"client: its Go name is that of package gen itself", "page: its Go name"},
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
			wantErr: []string{component + ": its Go name is that of package gen itself"},
		})
	}
	runTests(t, tests, "clashes")
}
