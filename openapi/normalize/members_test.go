package normalize

import (
	"strings"
	"testing"
)

func TestRefuseMemberClashes(t *testing.T) {
	t.Parallel()
	// op is an operation as the pass "annotate" leaves it.
	op := func(service, method, returns string, more ...string) string {
		return post("", "", append(more, `"x-go": {"service": "`+service+`", "method": "`+method+`", "returns": "`+returns+`"}`)...)
	}
	field := func(name string) string { return object(`"` + name + `": {"type": "string"}`) }
	secrets := func(component string) string {
		return `"x-go-secrets": [{"type": "` + component + `", "fields": ["token"]}]`
	}
	union := func(fields string) string {
		return strings.TrimSuffix(object(fields), "}") + `, "discriminator": {"propertyName": "kind"}, "oneOf": []}`
	}
	runTests(t, []passTest{
		{name: "no clash", schemas: `"a": ` + field("raw"), paths: `"/as/get": ` + op("as_service", "get", "one", secrets("a"))},
		{
			name: "a secret", schemas: `"a": ` + field("log_value"), paths: `"/as/get": ` + op("as_service", "get", "one", secrets("a")),
			wantErr: []string{"a.log_value: its Go name is that of a method"},
		},
		{
			name: "a union", schemas: `"a": ` + union(`"new_value": {"type": "string"}`),
			wantErr: []string{"a.new_value: its Go name is that of a method"},
		},
		{
			name: "the companions of a union", schemas: `"a": ` + union(`"b": {"type": "string"}`) + `, "a_value": ` + field("x") + `, "unknown_a": ` + field("x"),
			wantErr: []string{"a_value: its Go name is taken by the union a: review renames", "unknown_a: its Go name is taken by the union a"},
		},
		{
			name: "a list and a page", paths: `"/as/list": ` + op("as_service", "list", "paged") + `, "/as/list_page": ` + op("as_service", "list_page", "one"),
			wantErr: []string{"/as/list_page: its method has the name of the pages of /as/list"},
		},
		{
			name: "an operation and a service", paths: `"/as/b": ` + op("as_service", "b", "one",
				`"x-go-services": [{"type": "as_service", "path": "/as", "fields": [{"field": "b", "type": "as_b_service"}]}]`),
			wantErr: []string{"/as/b: its method has the name of service /as/b"},
		},
	}, "clashes")
}
