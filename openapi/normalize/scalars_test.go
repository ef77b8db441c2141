package normalize

import (
	"fmt"
	"testing"
)

func TestTidyScalars(t *testing.T) {
	t.Parallel()
	values := func(n int) string {
		var out []string
		for i := range n {
			out = append(out, fmt.Sprint("zone_", i))
		}
		return enum(out...)
	}
	runTests(t, []passTest{
		{
			name:        "defaults go",
			schemas:     `"a": ` + object(`"n": {"type": "number", "default": 10}, "s": {"type": "string", "default": "x"}`),
			wantSchemas: `"a": ` + object(`"n": {"type": "number"}, "s": {"type": "string"}`),
		},
		{
			name:        "constants of booleans go",
			schemas:     `"a": ` + object(`"b": {"type": "boolean", "enum": [true]}`),
			wantSchemas: `"a": ` + object(`"b": {"type": "boolean"}`),
		},
		{
			name:        "an enum of 201 values is free text, one of 200 is not",
			schemas:     `"a": ` + values(201) + `, "b": ` + values(200),
			wantSchemas: `"a": {"type": "string"}, "b": ` + values(200),
		},
		{
			name:        "values listed twice",
			schemas:     `"a": ` + enum("x", "y", "x"),
			wantSchemas: `"a": ` + enum("x", "y"),
		},
		{
			name:        "white space of one paragraph",
			schemas:     `"a": {"type": "string", "description": " One\n  paragraph. "}, "b": {"type": "string", "description": "Two\n\nparagraphs. "}`,
			wantSchemas: `"a": {"type": "string", "description": "One paragraph."}, "b": {"type": "string", "description": "Two\n\nparagraphs. "}`,
		},
		{
			name:        "deprecated",
			schemas:     `"a": {"type": "string", "x-deprecated": "Use b."}`,
			wantSchemas: `"a": {"type": "string", "x-deprecated": "Use b.", "x-deprecated-reason": "Use b.", "deprecated": true}`,
		},
		{
			name:      "in a request",
			paths:     `"/a/get": ` + post(object(`"l": {"type": "array", "items": {"type": "boolean", "enum": [true], "default": true}}`), ""),
			wantPaths: `"/a/get": ` + post(object(`"l": {"type": "array", "items": {"type": "boolean"}}`), ""),
		},
	}, "scalars")
}
