package normalize

import (
	"encoding/json"
	"strings"
	"testing"
)

// notesOf annotates operations and returns their notes by path.
func notesOf(t *testing.T, schemas, paths string) (map[string]map[string]any, error) {
	t.Helper()
	doc := mustParse(t, docOf(schemas, paths))
	if err := runPasses(doc, "effects", "names", "annotate"); err != nil {
		return nil, err
	}
	out := map[string]map[string]any{}
	for _, op := range doc.operations() {
		out[op.path] = op.Extensions
	}
	return out, nil
}

func TestAnnotateOperations(t *testing.T) {
	t.Parallel()
	thing := `"thing": ` + object(`"x": {"type": "string"}`) + `, "pagination": ` + object(`"has_next_page": {"type": "boolean"}`)
	things := `{"type": "array", "items": ` + ref("thing") + `}`
	for _, test := range []struct{ name, path, op, want string }{
		{
			name: "nothing", path: "/things/do", op: post("", ""),
			want: `{"service": "things_service", "method": "do", "path": "/things/do", "effect": "write", "returns": "none"}`,
		},
		{
			name: "an empty answer", path: "/things/do", op: post("", `{"type": "object"}`),
			want: `{"service": "things_service", "method": "do", "path": "/things/do", "effect": "write", "returns": "none"}`,
		},
		{
			name: "one, whose key is the only one there is", path: "/things/get", op: post(object(`"id": {"type": "string"}`), object(`"whatever": `+ref("thing"))),
			want: `{"service": "things_service", "method": "get", "path": "/things/get", "effect": "write", "returns": "one",
				"key": "whatever", "result": "thing", "request": "things_get_request"}`,
		},
		{
			name: "list", path: "/a/things/list", op: post("", object(`"things": `+things)),
			want: `{"service": "a_things_service", "method": "list", "path": "/a/things/list", "effect": "write", "returns": "list",
				"key": "things", "result": "thing"}`,
		},
		{
			name: "page", path: "/things/list", op: post(object(`"page_cursor": {"type": "string"}`), object(`"things": `+things+`, "pagination": `+ref("pagination"))),
			want: `{"service": "things_service", "method": "list", "path": "/things/list", "effect": "write", "returns": "paged",
				"key": "things", "result": "thing", "request": "things_list_request"}`,
		},
		{
			name: "several", path: "/things/get", op: post("", object(`"thing": `+ref("thing")+`, "things": `+things)),
			want: `{"service": "things_service", "method": "get", "path": "/things/get", "effect": "write", "returns": "several",
				"result": "things_get_result"}`,
		},
		{
			name: "a known alias", path: "/locks/get", op: post("", object(`"device": `+ref("thing")+`, "lock": `+ref("thing"))),
			want: `{"service": "locks_service", "method": "get", "path": "/locks/get", "effect": "write", "returns": "one",
				"key": "device", "alias": "lock", "result": "thing"}`,
		},
		{
			name: "a known alias that an older document lacks", path: "/locks/get", op: post("", object(`"device": `+ref("thing"))),
			want: `{"service": "locks_service", "method": "get", "path": "/locks/get", "effect": "write", "returns": "one",
				"key": "device", "result": "thing"}`,
		},
		{
			name: "names from the document, deprecation and action", path: "/things/do_it",
			op: post("", "", `"x-fern-sdk-group-name": ["other", "things"], "x-fern-sdk-method-name": "do",
				"x-deprecated": "Use it not.", "x-action-attempt-type": "DO"`),
			want: `{"service": "other_things_service", "method": "do", "path": "/things/do_it", "effect": "write", "returns": "none",
				"deprecated": "Use it not.", "action": "DO"}`,
		},
		{
			name: "a result without a type", path: "/things/get", op: post("", object(`"url": {"type": "string"}`)),
			want: `{"service": "things_service", "method": "get", "path": "/things/get", "effect": "write", "returns": "several",
				"result": "things_get_result"}`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			notes, err := notesOf(t, thing, `"`+test.path+`": `+test.op)
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.Marshal(notes[test.path]["x-go"])
			if err != nil {
				t.Fatal(err)
			}
			wantJSON(t, string(got), test.want)
		})
	}
}

func TestServiceTree(t *testing.T) {
	t.Parallel()
	var paths []string
	for _, path := range []string{"/acs/users/get", "/acs/users/list", "/acs/users/unmanaged/get", "/devices/get"} {
		paths = append(paths, `"`+path+`": `+post("", ""))
	}
	notes, err := notesOf(t, "", strings.Join(paths, ", "))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]any{}
	for path, n := range notes {
		got[path] = map[string]any{"client": n["x-go-client"], "services": n["x-go-services"]}
	}
	data, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	wantJSON(t, string(data), `{
		"/acs/users/get": {
			"client": [{"field": "acs", "type": "acs_service"}, {"field": "devices", "type": "devices_service"}],
			"services": [
				{"type": "acs_service", "path": "/acs", "fields": [{"field": "users", "type": "acs_users_service"}]},
				{"type": "acs_users_service", "path": "/acs/users", "fields": [{"field": "unmanaged", "type": "acs_users_unmanaged_service"}]}]},
		"/acs/users/list": {"client": null, "services": null},
		"/acs/users/unmanaged/get": {"client": null, "services": [
			{"type": "acs_users_unmanaged_service", "path": "/acs/users/unmanaged", "fields": null}]},
		"/devices/get": {"client": null, "services": [{"type": "devices_service", "path": "/devices", "fields": null}]}}`)
}

func TestAnnotateLeavesOutTwins(t *testing.T) {
	t.Parallel()
	runTests(t, []passTest{
		{
			name:    "two operations",
			paths:   `"/things/get": ` + post("", "") + `, "/things/get_it": ` + post("", "", `"x-fern-sdk-method-name": "get"`),
			wantErr: []string{"/things/get_it: its method has the name of /things/get"},
		},
		{
			name:    "an operation and a service",
			paths:   `"/as/b": ` + post("", "") + `, "/as/b/get": ` + post("", ""),
			wantErr: []string{"/as/b: its method has the name of service /as/b"},
		},
		{
			name: "a list and its pages",
			paths: `"/as/list": ` + post(object(`"page_cursor": {"type": "string"}`), object(`"as": {"type": "array", "items": `+object(`"a": {"type": "string"}`)+`}, "pagination": `+object(`"x": {"type": "string"}`))) +
				`, "/as/list_page": ` + post("", "") + `, "/as/list_pages": ` + post("", ""),
			wantErr: []string{"/as/list_page: its method has the name of /as/list", "/as/list_pages: its method has the name of /as/list"},
		},
	}, "effects", "names", "annotate")
}

func TestDropExtensions(t *testing.T) {
	t.Parallel()
	runTests(t, []passTest{{
		name: "what no generator reads",
		schemas: `"a": {"x-route-path": "/a", "x-enum-descriptions": {"p": "P."}, "x-omitzero": true, "x-omitempty": false,
			"x-go-type-skip-optional-pointer": true, "x-deprecated-reason": "Old.", "x-deprecated": "Old.", ` + enum("p")[1:],
		wantSchemas: `"a": {"x-enum-descriptions": {"p": "P."}, "x-omitzero": true, "x-omitempty": false,
			"x-go-type-skip-optional-pointer": true, "x-deprecated-reason": "Old.", ` + enum("p")[1:],
	}}, "clean")
}
