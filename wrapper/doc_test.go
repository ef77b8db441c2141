package seam_test

import (
	"go/doc/comment"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestDocCode checks that the code in the documentation of this package and of the module's root
// compiles: each block is part of doc_example_test.go.
func TestDocCode(t *testing.T) {
	source, err := os.ReadFile("doc_example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	compiled := oneSpace(string(source))
	blocks := append(docCode(t, "doc.go"), docCode(t, "../generate.go")...)
	if len(blocks) < 11 {
		t.Errorf("the documentation has %d blocks of code", len(blocks))
	}
	for _, block := range blocks {
		if !strings.Contains(compiled, oneSpace(block)) {
			t.Errorf("doc_example_test.go does not contain\n%s", block)
		}
	}
}

// docCode returns the blocks of code in the package comment of a file. Of a whole program it returns the
// body of main.
func docCode(t *testing.T, name string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	for _, part := range new(comment.Parser).Parse(file.Doc.Text()).Content {
		code, ok := part.(*comment.Code)
		switch {
		case !ok, strings.HasPrefix(code.Text, "effect "), strings.HasPrefix(code.Text, "error "): // a table
		case strings.HasPrefix(code.Text, "package main\n"):
			blocks = append(blocks, mainBody(t, code.Text))
		default:
			blocks = append(blocks, code.Text)
		}
	}
	return blocks
}

// mainBody returns the body of main, after checking that the program is valid and imports this package.
func mainBody(t *testing.T, program string) string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", program, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	last := file.Imports[len(file.Imports)-1]
	if path, _ := strconv.Unquote(last.Path.Value); path != "github.com/seam-go/seam/wrapper" || last.Name.Name != "seam" {
		t.Errorf("the program imports %s %s", last.Name, last.Path.Value)
	}
	_, body, _ := strings.Cut(program, "func main() {")
	return strings.TrimSuffix(strings.TrimSpace(body), "}")
}

// oneSpace makes texts comparable that are indented differently.
func oneSpace(text string) string { return strings.Join(strings.Fields(text), " ") }
