package generation

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// directive matches a comment that the go command or the compiler obeys.
var directive = regexp.MustCompile(`^(//(go:|line |export |extern )|/\*line )`)

// onlyExpected checks that a generated package has only the expected declarations and imports, and
// no directives.
func onlyExpected(t *testing.T, dir string) {
	t.Helper()
	imports := map[string]bool{}
	for _, file := range parse(t, "../../gen") {
		for _, spec := range file.Imports {
			imports[spec.Path.Value] = true
		}
	}
	for name, file := range parse(t, dir) {
		for _, spec := range file.Imports {
			if !imports[spec.Path.Value] {
				t.Errorf("%s imports %s", name, spec.Path.Value)
			}
		}
		for _, group := range file.Comments {
			for _, comment := range group.List {
				if directive.MatchString(comment.Text) {
					t.Errorf("%s has the directive %q", name, comment.Text)
				}
			}
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if ok && (f.Name.Name == "init" || f.Name.Name == "main" || f.Body == nil) {
				t.Errorf("%s declares %s", name, f.Name.Name)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.StructType); ok {
				namedFields(t, name, s)
			}
			return true
		})
	}
}

var plainTag = regexp.MustCompile("^`json:\"[^\"`\\\\,]+(,omit(zero|empty))*\"`$")

// namedFields checks that each field of a struct has a name and a tag with one JSON name. Fields
// without a tag do not come from the document.
func namedFields(t *testing.T, file string, s *ast.StructType) {
	t.Helper()
	for _, field := range s.Fields.List {
		if field.Tag == nil {
			continue
		}
		if len(field.Names) != 1 || !field.Names[0].IsExported() || field.Tag.Value != "`json:\"-\"`" && !plainTag.MatchString(field.Tag.Value) {
			t.Errorf("%s has the field %v with the tag %s", file, field.Names, field.Tag.Value)
		}
	}
}

func parse(t *testing.T, dir string) map[string]*ast.File {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("nothing was generated: %v", err)
	}
	files := map[string]*ast.File{}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = file
	}
	return files
}

// declarations returns the code of a package without its comments.
func declarations(t *testing.T, dir string) string {
	t.Helper()
	onlyExpected(t, dir)
	var out strings.Builder
	files := parse(t, dir)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, decl := range files[name].Decls {
			ast.Inspect(decl, dropComments)
			if err := printer.Fprint(&out, token.NewFileSet(), decl); err != nil {
				t.Fatal(err)
			}
			out.WriteByte('\n')
		}
	}
	return out.String()
}

func dropComments(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncDecl:
		n.Doc = nil
	case *ast.GenDecl:
		n.Doc = nil
	case *ast.TypeSpec:
		n.Doc, n.Comment = nil, nil
	case *ast.ValueSpec:
		n.Doc, n.Comment = nil, nil
	case *ast.Field:
		n.Doc, n.Comment = nil, nil
	}
	return true
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("got  %s\nwant %s", a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(a), len(b))
}
