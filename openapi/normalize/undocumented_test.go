package normalize

import "testing"

func TestDropUndocumented(t *testing.T) {
	t.Parallel()
	secret := `{"type": "string", ` + hidden + `}`
	str := `{"type": "string"}`
	without := func(field, object string) string { return `{"x-seam-withheld": ["` + field + `"], ` + object[1:] }
	runTests(t, []passTest{
		{
			name:        "property and its place in required",
			schemas:     `"a": ` + object(`"x": `+str+`, "y": `+secret, "x", "y"),
			wantSchemas: `"a": ` + without("y", object(`"x": `+str, "x")),
		},
		{
			name:        "deep inside",
			schemas:     `"a": ` + object(`"l": {"type": "array", "items": `+object(`"x": `+str+`, "y": `+secret, "y", "x")+`}`),
			wantSchemas: `"a": ` + object(`"l": {"type": "array", "items": `+without("y", object(`"x": `+str, "x"))+`}`),
		},
		{
			name:      "in a request",
			paths:     `"/a/get": ` + post(object(`"x": `+str+`, "y": `+secret, "y", "x"), ""),
			wantPaths: `"/a/get": ` + post(without("y", object(`"x": `+str, "x")), ""),
		},
		{
			name:        "variant",
			schemas:     `"a": {"oneOf": [` + str + `, ` + secret + `, {"type": "number"}]}`,
			wantSchemas: `"a": {"oneOf": [` + str + `, {"type": "number"}]}`,
		},
		{
			name:        "a lone variant takes the place of its oneOf",
			schemas:     `"a": {"description": "Outer.", "nullable": true, "oneOf": [{"type": "string", "description": "Inner."}, ` + secret + `]}`,
			wantSchemas: `"a": {"description": "Outer.", "nullable": true, "type": "string"}`,
		},
		{
			name:    "one variant from the start stays",
			schemas: `"a": {"oneOf": [` + str + `]}`,
		},
		{
			name:      "a component that nothing uses goes, one in use stays",
			schemas:   `"a": {"type": "string", ` + hidden + `}, "b": {"type": "string", ` + hidden + `}, "c": ` + str,
			paths:     `"/a/get": ` + post("", object(`"a": `+ref("a"))),
			wantPaths: `"/a/get": ` + post("", object(`"a": `+ref("a"))),
			wantSchemas: `"a": {"type": "string", ` + hidden + `},
				"c": ` + str,
		},
		{
			name:        "a component used by an undocumented property alone goes",
			schemas:     `"a": {"type": "string", ` + hidden + `}, "b": ` + object(`"a": {"allOf": [`+ref("a")+`], `+hidden+`}, "x": `+str),
			paths:       `"/b/get": ` + post("", object(`"b": `+ref("b"))),
			wantSchemas: `"b": ` + without("a", object(`"x": `+str)),
		},
	}, "undocumented")
}
