package normalize

import "testing"

func TestMakeLimitsIntegers(t *testing.T) {
	t.Parallel()
	request := func(limit string) string { return `"/a/list": ` + post(object(limit), "") }
	runTests(t, []passTest{
		{
			name: "a number", paths: request(`"limit": {"type": "number", "format": "float", "default": 500}`),
			wantPaths: request(`"limit": {"type": "integer", "default": 500}`),
		},
		{name: "an integer", paths: request(`"limit": {"type": "integer"}`)},
		{name: "another number", paths: request(`"limits": {"type": "number"}`)},
		{name: "a limit that is text", paths: request(`"limit": {"type": "string"}`)},
		{name: "no request"},
		{name: "a limit of an answer", paths: `"/a/list": ` + post("", object(`"limit": {"type": "number"}`))},
	}, "limits")
}
