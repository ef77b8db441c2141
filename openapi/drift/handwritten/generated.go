package handwritten

import (
	"go/ast"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// generated is what is known of package gen.
type generated struct {
	operations map[string]string       // by the method that sends them: ACSUsersService.Get
	fields     map[*types.Var]string   // names of fields with their type: ACSUser.FullName
	caller     map[types.Object]bool   // what sends any operation
	components map[string]*types.Named // types by name, in small letters
}

// operationLine is the line of a doc comment that names the operation of a
// method.
var operationLine = regexp.MustCompile(`(?m)^POST (/\S+)$`)

// operationsOf lists the operations that a doc comment names.
func operationsOf(doc *ast.CommentGroup) []string {
	var paths []string
	for _, match := range operationLine.FindAllStringSubmatch(doc.Text(), -1) {
		paths = append(paths, match[1])
	}
	return paths
}

// Generated lists the operations that package gen has a method for, sorted.
func (p *Package) Generated() []string {
	return slices.Compact(slices.Sorted(maps.Values(p.gen.operations)))
}

func readGenerated(sources []*ast.File, pkg *types.Package) generated {
	g := generated{
		operations: map[string]string{},
		fields:     map[*types.Var]string{},
		caller:     map[types.Object]bool{},
		components: map[string]*types.Named{},
	}
	for _, file := range sources {
		for _, decl := range file.Decls {
			method, ok := decl.(*ast.FuncDecl)
			if !ok || method.Recv == nil {
				continue
			}
			for _, path := range operationsOf(method.Doc) {
				g.operations[receiverName(method)+"."+method.Name.Name] = path
			}
		}
	}
	for _, name := range pkg.Scope().Names() {
		g.readType(name, pkg.Scope().Lookup(name))
	}
	return g
}

func (g *generated) readType(name string, obj types.Object) {
	named, ok := obj.Type().(*types.Named)
	if _, isType := obj.(*types.TypeName); !ok || !isType {
		return
	}
	g.components[strings.ToLower(name)] = named
	switch underlying := named.Underlying().(type) {
	case *types.Struct:
		for field := range underlying.Fields() {
			g.fields[field] = name + "." + field.Name()
		}
	case *types.Interface:
		if name == "Caller" {
			for method := range underlying.Methods() {
				g.caller[method] = true
			}
		}
	}
}

// receiverName is the type that a method belongs to.
func receiverName(method *ast.FuncDecl) string {
	name := ""
	ast.Inspect(method.Recv.List[0].Type, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok && name == "" {
			name = ident.Name
		}
		return name == ""
	})
	return name
}
