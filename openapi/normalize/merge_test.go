package normalize

import (
	"testing"
)

// oneOfThem is a component "a" with a field "f" that is first x and then y.
func oneOfThem(x, y string) string {
	return `"a": {"oneOf": [` + object(`"f": `+x) + `, ` + object(`"f": `+y) + `]}`
}

func TestMerge(t *testing.T) {
	t.Parallel()
	str, num := `{"type": "string"}`, `{"type": "number"}`
	other := `, "b": ` + object(`"x": `+str) + `, "c": ` + object(`"x": `+str)
	null := `{"nullable": true}`
	for _, c := range []struct{ name, x, y, want, err string }{
		{name: "the same", x: str, y: str, want: str},
		{name: "null first", x: null, y: str, want: `{"type": "string", "nullable": true}`},
		{name: "null second", x: num, y: null, want: `{"type": "number", "nullable": true}`},
		{name: "one may be null", x: str, y: `{"type": "string", "nullable": true}`, want: `{"type": "string", "nullable": true}`},
		{name: "enums", x: enum("p", "q"), y: enum("q", "r"), want: enum("p", "q", "r")},
		{name: "enum and free text", x: enum("p"), y: str, want: str},
		{name: "formats that are text in Go", x: `{"type": "string", "format": "uuid"}`, y: str, want: str},
		{name: "integer and number", x: `{"type": "integer"}`, y: num, want: num},
		{name: "anything twice", x: `{"description": "X."}`, y: `{}`, want: `{"description": "X."}`},
		{name: "booleans", x: `{"type": "boolean"}`, y: `{"type": "boolean"}`, want: `{"type": "boolean"}`},
		{
			name: "lists", x: `{"type": "array", "items": ` + enum("p") + `}`, y: `{"type": "array", "items": ` + enum("q") + `}`,
			want: `{"type": "array", "items": ` + enum("p", "q") + `}`,
		},
		{
			name: "maps", x: `{"type": "object", "additionalProperties": ` + enum("p") + `}`,
			y:    `{"type": "object", "additionalProperties": ` + enum("q") + `}`,
			want: `{"type": "object", "additionalProperties": ` + enum("p", "q") + `}`,
		},
		{name: "an empty object and fields", x: `{"type": "object"}`, y: object(`"x": `+str, "x"), want: object(`"x": ` + str)},
		{
			name: "fields are required where all require them", x: object(`"x": `+str+`, "y": `+str, "x", "y"), y: object(`"x": `+str+`, "z": `+str, "x", "z"),
			want: object(`"x": `+str+`, "y": `+str+`, "z": `+str, "x"),
		},
		{name: "one component", x: ref("b"), y: ref("b"), want: ref("b")},
		{name: "a component or null", x: ref("b"), y: null, want: `{"allOf": [` + ref("b") + `], "nullable": true}`},
		{name: "the first description", x: str, y: `{"type": "string", "description": "Y."}`, want: `{"type": "string", "description": "Y."}`},
		{
			name: "deprecated where all are", x: `{"type": "string", "deprecated": true}`, y: str, want: str,
		},

		{name: "text and number", x: str, y: num, err: "a.f: cannot be both string and number"},
		{name: "time and text", x: `{"type": "string", "format": "date-time"}`, y: str, err: "a.f: cannot be both string (date-time) and string"},
		{name: "two components", x: ref("b"), y: ref("c"), err: "a.f: cannot be both b and c"},
		{name: "component and inline", x: ref("b"), y: str, err: "a.f: cannot be both b and string"},
		{name: "deep", x: object(`"g": {"type": "array", "items": ` + str + `}`), y: object(`"g": {"type": "array", "items": ` + num + `}`), err: "a.f.g[]: cannot be both string and number"},
		{name: "text and anything", x: str, y: `{}`, err: "a.f: cannot be both string and anything"},
	} {
		test := passTest{name: c.name, schemas: oneOfThem(c.x, c.y) + other, wantSchemas: `"a": ` + object(`"f": `+c.want) + other}
		if c.err != "" {
			test.wantErr = []string{c.err, "exceptions.go"}
		}
		runTests(t, []passTest{test}, "compose")
	}
}

func TestMergeKnowsContradictions(t *testing.T) {
	t.Parallel()
	between := func(items string) string {
		return `"/events/list": ` + post(object(`"between": {"type": "array", "items": `+items+`}`), "")
	}
	filter := func(value string) string {
		return `"/customers/create_portal": ` + post(object(`"customer_resources_filters": {"type": "array", "items": `+
			object(`"value": `+value)+`}`), "")
	}
	both := `{"oneOf": [{"type": "string"}, {"type": "boolean"}]}`
	runTests(t, []passTest{
		{
			name:      "becomes text, and stays null",
			paths:     between(`{"description": "When.", "oneOf": [{"type": "string", "format": "date-time"}, {"type": "string", "nullable": true}]}`),
			wantPaths: between(`{"description": "When.", "type": "string", "nullable": true, "x-seam-contradiction": "string (date-time) or string"}`),
		},
		{
			name:      "becomes anything",
			paths:     filter(both),
			wantPaths: filter(`{"x-seam-contradiction": "string or boolean"}`),
		},
		{
			name:    "the same contradiction elsewhere",
			paths:   `"/events/lists": ` + post(object(`"between": {"type": "array", "items": `+both+`}`), ""),
			wantErr: []string{"/events/lists request.between[]"},
		},
	}, "compose")
}
