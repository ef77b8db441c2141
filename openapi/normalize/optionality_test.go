package normalize

import "testing"

func TestDecideOptionality(t *testing.T) {
	t.Parallel()
	str := `{"type": "string"}`
	// An answer's field: a value (true) or a pointer (false).
	value := `"x-go-type-skip-optional-pointer": true, "x-omitempty": false, "x-omitzero": true`
	pointer := `"x-go-type-skip-optional-pointer": false, "x-omitempty": false, "x-omitzero": true`
	omitted := `"x-omitempty": false, "x-omitzero": true`
	with := func(extra, schema string) string { return `{` + extra + `, ` + schema[1:] }
	null := func(schema string) string { return with(`"nullable": true`, schema) }
	list := func(items string) string { return `{"type": "array", "items": ` + items + `}` }
	required := func(name, schema string) string { return with(`"x-wire": {"required": ["`+name+`"]}`, schema) }
	part := `, "part": ` + required("s", object(`"s": `+with(value, str))) + `, "kind": ` + enum("x")
	rawPart := `, "part": ` + object(`"s": `+str, "s") + `, "kind": ` + enum("x")
	anyMap := `{"type": "object", "additionalProperties": {}}`

	var tests []passTest
	for _, c := range []struct{ name, field, want string }{
		{"text", str, with(value, str)},
		{"boolean", `{"type": "boolean"}`, with(value, `{"type": "boolean"}`)},
		{"text or null", null(str), with(pointer, str)},
		{"number", `{"type": "number"}`, with(pointer, `{"type": "number"}`)},
		{"integer", `{"type": "integer"}`, with(pointer, `{"type": "integer"}`)},
		{"object", ref("part"), with(pointer, ref("part"))},
		{"object or null", `{"nullable": true, "allOf": [` + ref("part") + `]}`, with(pointer, `{"allOf": [`+ref("part")+`]}`)},
		{"enum", ref("kind"), with(value, ref("kind"))},
		{"list", list(str), with(value, list(str))},
		{"list or null", null(list(null(str))), with(value, list(str))},
		{"map", anyMap, with(value, anyMap)},
	} {
		want := object(`"f": ` + c.want)
		tests = append(tests, passTest{
			name: "answer: " + c.name, schemas: `"a": ` + object(`"f": `+c.field) + rawPart, wantSchemas: `"a": ` + want + part,
		}, passTest{
			name: "answer: required " + c.name, schemas: `"a": ` + object(`"f": `+c.field, "f") + rawPart, wantSchemas: `"a": ` + required("f", want) + part,
		})
	}
	for _, c := range []struct {
		name, field, want string
		required          bool
	}{
		{"required", str, str, true},
		{"required or null", null(str), null(str), true},
		{"optional", str, with(omitted, str), false},
		{"optional or null", null(str), with(omitted, null(str)), false},
		{"optional number", `{"type": "number"}`, with(omitted, `{"type": "number"}`), false},
		{"optional object", ref("part"), with(omitted, ref("part")), false},
		{"optional list", list(str), with(`"x-go-type-skip-optional-pointer": true, `+omitted, list(str)), false},
		{"optional map", anyMap, with(`"x-go-type-skip-optional-pointer": true, `+omitted, anyMap), false},
		{"optional list or null", null(list(str)), with(omitted, null(list(str))), false},
		{"required list", list(str), list(str), true},
	} {
		in, want := object(`"f": `+c.field), object(`"f": `+c.want)
		if c.required {
			in, want = object(`"f": `+c.field, "f"), object(`"f": `+c.want, "f")
		}
		tests = append(tests, passTest{
			name:        "request: " + c.name,
			schemas:     `"a": ` + with(`"x-seam-request": true`, in) + rawPart,
			wantSchemas: `"a": ` + with(`"x-seam-request": true`, want) + part,
		})
	}
	tests = append(tests, passTest{
		name:        "further members that may be null beside fields",
		schemas:     `"a": {"additionalProperties": {"type": "string", "nullable": true}, ` + object(`"s": ` + str)[1:],
		wantSchemas: `"a": {"additionalProperties": {}, ` + object(`"s": ` + with(value, str))[1:],
	})
	runTests(t, tests, "optionality")
}
