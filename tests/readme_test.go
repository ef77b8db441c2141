package tests

import (
	"os"
	"strings"
	"testing"
)

// The code in the README is the body of the package example, which runs.
func TestReadmeCodeIsTheExample(t *testing.T) {
	code := readmeCode(t)
	_, body, _ := strings.Cut(read(t, "../wrapper/example_test.go"), "func Example() {\n")
	body, _, _ = strings.Cut(body, "\t// Output:")
	if want := unindent(body); code != want {
		t.Errorf("the code in README.md is not that of Example in wrapper/example_test.go.\nREADME:\n%s\nExample:\n%s", code, want)
	}
}

// readmeCode is the code that the README shows.
func readmeCode(t *testing.T) string {
	t.Helper()
	_, code, _ := strings.Cut(read(t, "../README.md"), "```go\nsrv")
	code, _, found := strings.Cut(code, "```")
	if !found || strings.TrimSpace(code) == "" {
		t.Fatal("README.md has no Go code")
	}
	return "srv" + code
}

func unindent(code string) string {
	var out strings.Builder
	for line := range strings.Lines(code) {
		out.WriteString(strings.TrimPrefix(line, "\t"))
	}
	return out.String()
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
