package normalize

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"sync"

	"github.com/seam-go/seam/openapi/runtime"
	"github.com/seam-go/seam/openapi/templates"
)

// reserved are the Go names of package gen that no schema may take, sorted: those
// of the templates and of package runtime, whose files are copied there.
var reserved = sync.OnceValue(func() []string {
	names := templates.Declared()
	for name, text := range runtime.Files() {
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			panic(err) // It has been compiled into this program.
		}
		for _, declaration := range file.Decls {
			names = append(names, declaredNames(declaration)...)
		}
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !ast.IsExported(name) })
	slices.Sort(names)
	return names
})

// declaredNames are the names that a declaration gives to its package.
func declaredNames(declaration ast.Decl) []string {
	var names []string
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			names = append(names, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, s.Name.Name)
			case *ast.ValueSpec:
				for _, name := range s.Names {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names
}
