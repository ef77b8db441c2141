package normalize

import "testing"

const (
	metadataSchema = `{"type": "object", "description": "Set of pairs.", "additionalProperties":
		{"oneOf": [{"type": "string", "maxLength": 500}, {"type": "boolean"}, {"nullable": true}]}}`
	sharedMetadata = `"custom_metadata": {"type": "object", "additionalProperties": {},
		"description": "Values that you attach to a resource: strings and booleans by key. In a request, nil removes a key."}`
)

func TestShareCustomMetadata(t *testing.T) {
	t.Parallel()
	use := `{"allOf": [` + ref("custom_metadata") + `], "description": "Set of pairs."}`
	mapOf := func(variants string) string {
		return `{"type": "object", "additionalProperties": {"oneOf": [` + variants + `]}}`
	}
	runTests(t, []passTest{
		{
			name:        "shared by components and requests, whatever the field is called",
			schemas:     `"a": ` + object(`"custom_metadata": `+metadataSchema),
			paths:       `"/a/list": ` + post(object(`"custom_metadata_has": `+metadataSchema), ""),
			wantSchemas: `"a": ` + object(`"custom_metadata": `+use) + `, ` + sharedMetadata,
			wantPaths:   `"/a/list": ` + post(object(`"custom_metadata_has": `+use), ""),
		},
		{
			name:        "nullable stays",
			schemas:     `"a": ` + object(`"m": `+`{"nullable": true, `+mapOf(`{"type": "string"}, {"type": "boolean"}`)[1:]),
			wantSchemas: `"a": ` + object(`"m": {"nullable": true, "allOf": [`+ref("custom_metadata")+`]}`) + `, ` + sharedMetadata,
		},
		{name: "strings alone are another thing", schemas: `"a": ` + object(`"m": `+mapOf(`{"type": "string"}, {"nullable": true}`))},
		{name: "numbers too", schemas: `"a": ` + object(`"m": `+mapOf(`{"type": "string"}, {"type": "boolean"}, {"type": "number"}`))},
		{name: "enums too", schemas: `"a": ` + object(`"m": `+mapOf(enum("x")+`, {"type": "boolean"}`))},
	}, "metadata")
}
