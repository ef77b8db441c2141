package repo

import (
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
)

// The code in README.md is the body of the package example, which go test runs.
func TestReadmeCodeIsTheExample(t *testing.T) {
	code := readmeCode(t)
	_, body, _ := strings.Cut(file.Read(t, "../../wrapper/example_test.go"), "func Example() {\n")
	body, _, _ = strings.Cut(body, "\t// Output:")
	if want := unindent(body); code != want {
		t.Errorf("the code in README.md is not that of Example in wrapper/example_test.go.\nREADME:\n%s\nExample:\n%s", code, want)
	}
}

// The program in tests/modules/consumer/readme has the same code and runs it in another module.
func TestConsumerRunsReadmeCode(t *testing.T) {
	t.Parallel()
	_, body, _ := strings.Cut(file.Read(t, "../modules/consumer/readme/main.go"), "func main() {\n")
	if got, want := unindent(strings.TrimSuffix(body, "}\n")), readmeCode(t); got != want {
		t.Errorf("the code in README.md is not that of main in tests/modules/consumer/readme.\nREADME:\n%s\nmain:\n%s", want, got)
	}
}

// readmeCode returns the code in README.md.
func readmeCode(t *testing.T) string {
	t.Helper()
	_, code, _ := strings.Cut(file.Read(t, "../../README.md"), "```go\nsrv")
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
