package normalize

import "testing"

func TestMergeCompositions(t *testing.T) {
	t.Parallel()
	str := `{"type": "string"}`
	runTests(t, []passTest{
		{
			name:        "oneOf: required by all",
			schemas:     `"a": {"oneOf": [` + object(`"x": `+str+`, "y": `+str, "x", "y") + `, ` + object(`"x": `+str, "x") + `]}`,
			wantSchemas: `"a": ` + object(`"x": `+str+`, "y": `+str, "x"),
		},
		{
			name:        "allOf: required by any",
			schemas:     `"a": {"allOf": [` + object(`"x": `+str, "x") + `, ` + object(`"x": `+str+`, "y": `+str, "y") + `]}`,
			wantSchemas: `"a": ` + object(`"x": `+str+`, "y": `+str, "x", "y"),
		},
		{
			name:    "a reference with words beside it stays",
			schemas: `"a": ` + object(`"b": {"allOf": [`+ref("b")+`], "description": "It."}`) + `, "b": ` + object(`"x": `+str),
		},
		{
			name:        "the whole says more than its parts",
			schemas:     `"a": {"description": "Whole.", "nullable": true, "deprecated": true, "x-k": "v", "oneOf": [{"type": "string", "description": "Part."}, ` + str + `]}`,
			wantSchemas: `"a": {"description": "Whole.", "nullable": true, "deprecated": true, "x-k": "v", "type": "string"}`,
		},
		{
			name: "inner ones first",
			schemas: `"a": {"allOf": [{"oneOf": [` + object(`"x": `+str, "x") + `, ` + object(`"y": `+str) + `]}, ` +
				object(`"z": `+str, "z") + `]}`,
			wantSchemas: `"a": ` + object(`"x": `+str+`, "y": `+str+`, "z": `+str, "z"),
		},
		{
			name: "descriptions of variants go to the values of the discriminator",
			schemas: `"a": {"discriminator": {"propertyName": "k"}, "oneOf": [
				{"description": "The p.", "type": "object", "properties": {"k": ` + enum("p") + `}, "required": ["k"]},
				{"description": "The q.", "type": "object", "properties": {"k": ` + enum("q") + `}, "required": ["k"]}]}`,
			wantSchemas: `"a": ` + object(`"k": {"type": "string", "enum": ["p", "q"], "x-enum-descriptions": {"p": "The p.", "q": "The q."}}`, "k"),
		},
		{
			name:        "a reference or null",
			schemas:     `"a": ` + object(`"b": {"oneOf": [`+ref("b")+`, {"nullable": true}]}`) + `, "b": ` + object(`"x": `+str),
			wantSchemas: `"a": ` + object(`"b": {"allOf": [`+ref("b")+`], "nullable": true}`) + `, "b": ` + object(`"x": `+str),
		},
	}, "compose")
}
