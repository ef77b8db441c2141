package normalize

import "testing"

func TestTidyFormats(t *testing.T) {
	t.Parallel()
	field := func(schema string) string { return `"a": ` + object(`"b": {"type": "array", "items": `+schema+`}`) }
	var tests []passTest
	for _, format := range []string{"binary", "byte", "date", "password", "time"} {
		tests = append(tests, passTest{
			name: format, schemas: field(`{"type": "string", "format": "` + format + `"}`), wantSchemas: field(`{"type": "string"}`),
		})
	}
	for _, format := range []string{"date-time", "email", "uri", "uuid"} {
		tests = append(tests, passTest{name: format, schemas: field(`{"type": "string", "format": "` + format + `"}`)})
	}
	for _, format := range []string{"int32", "int64"} {
		tests = append(tests,
			passTest{name: format, schemas: field(`{"type": "integer", "format": "` + format + `"}`), wantSchemas: field(`{"type": "integer"}`)},
			passTest{name: format + " of a number", schemas: field(`{"type": "number", "format": "` + format + `"}`), wantSchemas: field(`{"type": "integer"}`)})
	}
	tests = append(tests, passTest{name: "double", schemas: field(`{"type": "number", "format": "double"}`)})
	runTests(t, tests, "formats")
}

func TestFormatsToReview(t *testing.T) {
	t.Parallel()
	for schema, format := range map[string]string{
		`{"type": "string", "format": "phone"}`:    "phone",
		`{"type": "integer", "format": "uint128"}`: "uint128",
		`{"type": "number", "format": "uuid"}`:     "uuid",
	} {
		err := undecidedOf(t, docOf("", `"/as/get": `+post(object(`"b": `+schema), "")), "formats")
		wantError(t, err, "/as/get request.b: ", `"`+format+`"`, "formats.go")
	}
}
