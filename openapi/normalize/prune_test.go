package normalize

import "testing"

func TestPruneUnreachable(t *testing.T) {
	t.Parallel()
	leaf := object(`"x": {"type": "string"}`)
	page := `"pagination": ` + leaf
	runTests(t, []passTest{
		{
			name: "used by requests, answers and each other",
			schemas: page + `, "a": ` + object(`"b": {"type": "array", "items": `+ref("b")+`}`) + `, "b": ` + object(`"c": {"allOf": [`+ref("c")+`]}`) +
				`, "c": ` + leaf + `, "r": ` + leaf + `, "unused": ` + object(`"other": `+ref("other")) + `, "other": ` + leaf,
			paths: `"/a/get": ` + post(ref("r"), object(`"a": `+ref("a"))),
			wantSchemas: page + `, "a": ` + object(`"b": {"type": "array", "items": `+ref("b")+`}`) + `, "b": ` + object(`"c": {"allOf": [`+ref("c")+`]}`) +
				`, "c": ` + leaf + `, "r": ` + leaf,
		},
		{
			name:        "a component that uses only itself",
			schemas:     page + `, "a": ` + object(`"a": `+ref("a")),
			wantSchemas: page,
		},
		{
			name:    "a component in use that uses itself",
			schemas: page + `, "a": ` + object(`"a": `+ref("a")),
			paths:   `"/a/get": ` + post("", ref("a")),
		},
	}, "prune")
}
