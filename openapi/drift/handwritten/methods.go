package handwritten

import (
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// Method is an exported method of an exported type of package seam.
type Method struct {
	// Name has the type and the method: CredentialsService.Create.
	Name string
	// File is its path in the module, and Line the line there.
	File string
	Line int
	// Operations lists the paths that its doc comment names, as in "POST /devices/list".
	Operations []string
	// Calls lists the operations that its code can send, directly or through other
	// code of the package; sorted.
	Calls []string
}

// Methods lists the exported methods of exported types, sorted by name.
func (p *Package) Methods() []Method {
	var methods []Method
	for obj := range p.direct {
		fn, ok := obj.(*types.Func)
		if !ok || fn.Signature().Recv() == nil || !p.exported(fn) {
			continue
		}
		at := p.fset.Position(fn.Pos())
		m := Method{Name: p.nameOf(fn), File: p.relative(at.Filename), Line: at.Line, Operations: p.operations[fn]}
		if all := p.reached(fn); all.sends {
			m.Calls = slices.Sorted(maps.Keys(all.operations))
		}
		methods = append(methods, m)
	}
	slices.SortFunc(methods, func(a, b Method) int { return strings.Compare(a.Name, b.Name) })
	return methods
}

// exported reports whether users can name the symbol.
func (p *Package) exported(obj types.Object) bool {
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
		return fn.Exported() && namedOf(fn.Signature().Recv().Type()).Obj().Exported()
	}
	return obj.Exported() && obj.Parent() == p.types.Scope()
}

// nameOf returns the name of a symbol of the package; of a method, with its type.
func (p *Package) nameOf(obj types.Object) string {
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
		return namedOf(fn.Signature().Recv().Type()).Obj().Name() + "." + fn.Name()
	}
	return obj.Name()
}

func (p *Package) relative(file string) string {
	if rel, err := filepath.Rel(p.root, file); err == nil {
		return filepath.ToSlash(rel)
	}
	return file
}

// namedOf returns the declared type, without a pointer to it.
func namedOf(t types.Type) *types.Named {
	if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
		t = pointer.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}
