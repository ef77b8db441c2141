package handwritten

import (
	"go/ast"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// generated describes package gen.
type generated struct {
	operations map[string]string       // paths by method: ACSUsersService.Get
	fields     map[*types.Var]string   // names of fields with their type: ACSUser.FullName
	caller     map[types.Object]bool   // the methods of Caller, which send any operation
	components map[string]*types.Named // types by name, in small letters
	values     map[value]string        // names of constants
}

// operationLine matches the line of a doc comment that names the operation of a
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

// generatedMethod matches a method of package gen with the operation that its comment
// names. It reads text, because a parser would take more memory than the comparison of
// two documents.
var generatedMethod = regexp.MustCompile(`(?m)^// POST (/\S+)\n(?://.*\n)*func \(\w+ \*?(\w+)\) (\w+)\(`)

func readGenerated(l listing, pkg *types.Package) (generated, error) {
	g := generated{
		operations: map[string]string{},
		fields:     map[*types.Var]string{},
		caller:     map[types.Object]bool{},
		components: map[string]*types.Named{},
		values:     valuesOf(pkg.Scope()),
	}
	for _, name := range l.GoFiles {
		text, err := os.ReadFile(filepath.Join(l.Dir, name))
		if err != nil {
			return g, err
		}
		for _, match := range generatedMethod.FindAllSubmatch(text, -1) {
			g.operations[string(match[2])+"."+string(match[3])] = string(match[1])
		}
	}
	for _, name := range pkg.Scope().Names() {
		g.readType(name, pkg.Scope().Lookup(name))
	}
	return g, nil
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

// byComponent returns the type that was generated from a component. Their names differ
// in capitals and underscores.
func (g *generated) byComponent(component string) *types.Named {
	return g.components[strings.ReplaceAll(component, "_", "")]
}

// partName returns the name of a field of a type, or of a constant, by its name in
// JSON.
func (g *generated) partName(named *types.Named, name string) string {
	if field, ok := jsonFields(named)[name]; ok {
		return field.Name()
	}
	return g.values[value{named.Obj(), name}]
}
