package handwritten

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"strconv"
)

// uses lists the symbols that a declaration names.
type uses struct {
	local      map[types.Object]bool // of package seam
	gen        map[string]bool       // of package gen: ACSUser, ACSUser.FullName
	operations map[string]bool       // paths
	sends      bool                  // whether it calls an operation
}

var operationPath = regexp.MustCompile(`^(/[a-z0-9_]+){2,}$`)

func newUses() *uses {
	return &uses{local: map[types.Object]bool{}, gen: map[string]bool{}, operations: map[string]bool{}}
}

// readUses looks through every declaration of the package.
func (p *Package) readUses() {
	p.direct = map[types.Object]*uses{}
	p.usersOf = map[string][]types.Object{}
	p.values = valuesOf(p.types.Scope())
	p.operations = map[types.Object][]string{}
	for _, file := range p.files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				p.declare(decl.Name, decl, decl.Doc)
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					p.declareSpec(spec, decl.Doc)
				}
			}
		}
	}
}

func (p *Package) declareSpec(spec ast.Spec, doc *ast.CommentGroup) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		p.declare(spec.Name, spec, doc)
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			p.declare(name, spec, doc)
		}
	}
}

func (p *Package) declare(name *ast.Ident, node ast.Node, doc *ast.CommentGroup) {
	obj := p.info.Defs[name]
	if obj == nil { // the blank identifier
		return
	}
	u := newUses()
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			p.use(u, p.info.Uses[n])
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && operationPath.MatchString(text) {
				u.operations[text] = true
			}
		}
		return true
	})
	p.direct[obj] = u
	for name := range u.gen {
		p.usersOf[name] = append(p.usersOf[name], obj)
	}
	if paths := operationsOf(doc); len(paths) > 0 {
		p.operations[obj] = paths
	}
}

// use records one symbol.
func (p *Package) use(u *uses, obj types.Object) {
	obj = origin(obj)
	if obj == nil || obj.Pkg() == nil {
		return
	}
	switch obj.Pkg().Path() {
	case wrapperPath:
		u.local[obj] = true
	case genPath:
		name := p.gen.nameOf(obj)
		u.gen[name] = true
		if path, ok := p.gen.operations[name]; ok {
			u.operations[path] = true
			u.sends = true
		}
		u.sends = u.sends || p.gen.caller[obj]
	}
}

// nameOf returns the name of a symbol of gen; of a method or field, with its type.
func (g *generated) nameOf(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.Var:
		if name, ok := g.fields[obj]; ok {
			return name
		}
	case *types.Func:
		if recv := obj.Signature().Recv(); recv != nil {
			return namedOf(recv.Type()).Obj().Name() + "." + obj.Name()
		}
	}
	return obj.Name()
}

// origin returns the generic form of an instantiated symbol.
func origin(obj types.Object) types.Object {
	switch obj := obj.(type) {
	case *types.Func:
		return obj.Origin()
	case *types.Var:
		return obj.Origin()
	}
	return obj
}

// reached returns the symbols that a declaration uses, directly and through other
// declarations of the package.
func (p *Package) reached(from types.Object) *uses {
	all, seen := newUses(), map[types.Object]bool{}
	var visit func(types.Object)
	visit = func(obj types.Object) {
		u := p.direct[obj]
		if u == nil || seen[obj] {
			return
		}
		seen[obj] = true
		maps.Copy(all.local, u.local)
		maps.Copy(all.gen, u.gen)
		maps.Copy(all.operations, u.operations)
		all.sends = all.sends || u.sends
		for next := range u.local {
			visit(next)
		}
	}
	visit(from)
	return all
}
