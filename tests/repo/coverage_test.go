package repo

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/seam-go/seam/openapi/drift/handwritten"
)

// Every documented operation has a method, and every method has an operation. The document is read
// as Seam wrote it, so that a mistake of the normaliser shows here too.
func TestDocumentAndMethodsAgree(t *testing.T) {
	t.Parallel()
	code, err := handwritten.Read(t.Context(), "../..")
	if err != nil {
		t.Fatal(err)
	}
	documented := documentedOperations(t, "../../openapi/openapi.json")
	methods := code.Methods()
	for _, problem := range uncovered(documented, code.Generated(), methods) {
		t.Error(problem)
	}
	named := 0
	for _, m := range methods {
		named += len(m.Operations)
	}
	if named == 0 {
		t.Error("no hand-written method names its operation: the check sees nothing")
	}
	t.Logf("%d documented operations, %d hand-written methods for some of them", len(documented), named)
}

func TestUncovered(t *testing.T) {
	t.Parallel()
	method := func(names, calls []string) []handwritten.Method {
		return []handwritten.Method{{Name: "S.M", File: "wrapper/s.go", Line: 7, Operations: names, Calls: calls}}
	}
	ab, a, b, gone := []string{"/a/get", "/b/get"}, []string{"/a/get"}, []string{"/b/get"}, []string{"/gone/get"}
	tests := map[string]struct {
		generated []string
		methods   []handwritten.Method
		want      []string
	}{
		"all is well":          {ab, method(a, ab), nil},
		"calls nothing":        {ab, method(nil, nil), nil},
		"no method":            {a, nil, []string{"/b/get is documented and has no method in gen"}},
		"operation gone":       {ab, method(gone, gone), []string{"wrapper/s.go:7: S.M names /gone/get, which the document does not have (any more)"}},
		"no comment":           {ab, method(nil, a), []string{`wrapper/s.go:7: S.M calls [/a/get], and its doc comment has no line "POST /…"`}},
		"comment says another": {ab, method(a, b), []string{"wrapper/s.go:7: S.M names /a/get, and calls [/b/get]"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := uncovered(ab, test.generated, test.methods); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// uncovered returns the differences between the document, package gen and package seam.
func uncovered(documented, generated []string, methods []handwritten.Method) []string {
	var problems []string
	for _, path := range documented {
		if !slices.Contains(generated, path) {
			problems = append(problems, path+" is documented and has no method in gen")
		}
	}
	for _, m := range methods {
		at := fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.Name)
		if len(m.Calls) > 0 && len(m.Operations) == 0 {
			problems = append(problems, fmt.Sprintf(`%s calls %v, and its doc comment has no line "POST /…"`, at, m.Calls))
		}
		for _, path := range m.Operations {
			switch {
			case !slices.Contains(documented, path):
				problems = append(problems, fmt.Sprintf("%s names %s, which the document does not have (any more)", at, path))
			case !slices.Contains(m.Calls, path):
				problems = append(problems, fmt.Sprintf("%s names %s, and calls %v", at, path, m.Calls))
			}
		}
	}
	return problems
}

// documentedOperations reads the vendored document without the normaliser.
func documentedOperations(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Paths map[string]map[string]struct {
			Undocumented *string `json:"x-undocumented"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for path, methods := range document.Paths {
		if post, ok := methods["post"]; ok && post.Undocumented == nil {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}
