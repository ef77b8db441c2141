package handwritten

import (
	"go/types"
	"maps"
	"slices"

	"github.com/seam-go/seam/openapi/drift"
)

// Mark fills in, for each change of a report, the symbols that it touches, and lists
// the hand-written types and constants that have to follow.
func (p *Package) Mark(report *drift.Report) {
	at := map[string]int{} // in report.ByHand
	for i := range report.Changes {
		c := &report.Changes[i]
		c.Touches = p.Touched(c.In, c.Name)
		if c.Harm() == drift.OnDocs {
			continue
		}
		parts := p.standsFor(c.In, c.Name)
		for _, symbol := range slices.Sorted(maps.Keys(parts)) {
			if _, known := at[symbol]; !known {
				position := p.fset.Position(parts[symbol].Pos())
				at[symbol] = len(report.ByHand)
				report.ByHand = append(report.ByHand, drift.HandChange{
					Symbol: symbol, File: p.relative(position.Filename), Line: position.Line,
				})
			}
			h := &report.ByHand[at[symbol]]
			h.Changes = append(h.Changes, i)
		}
	}
}

// standsFor returns the hand-written symbols for a part of a component: the field or
// constant, or the type if it lacks the part. An alias of a type of package gen counts,
// because its constants are written by hand.
func (p *Package) standsFor(component, name string) map[string]types.Object {
	found := map[string]types.Object{}
	for _, named := range p.mirrors.of[component] {
		part := p.part(named, name)
		found[p.types.Name()+"."+p.partName(named, part)] = part
	}
	for _, obj := range p.users(component, name) {
		typeName, isType := obj.(*types.TypeName)
		_, isConst := obj.(*types.Const)
		if isConst || isType && typeName.IsAlias() {
			found[p.types.Name()+"."+obj.Name()] = obj
		}
	}
	return found
}

// Touched lists the symbols of package seam that a change of the document concerns,
// sorted. The change is in a component, or in an operation if in is a path; name is
// the field or value, "" for the whole.
func (p *Package) Touched(in, name string) []string {
	found := map[string]bool{}
	for obj, paths := range p.operations {
		for _, path := range paths {
			if path == in || p.mirrors.document.requests(path, in) {
				found[p.nameOf(obj)] = true
			}
		}
	}
	for _, named := range p.mirrors.of[in] {
		found[p.partName(named, p.part(named, name))] = true
	}
	for _, obj := range p.users(in, name) {
		found[p.nameOf(obj)] = true
	}
	touched := slices.Sorted(maps.Keys(found))
	for i := range touched {
		touched[i] = p.types.Name() + "." + touched[i]
	}
	return touched
}

// part returns the field or the constant of a hand-written type that has a name in
// JSON, or the type itself.
func (p *Package) part(named *types.Named, name string) types.Object {
	if field, ok := jsonFields(named)[name]; ok {
		return field
	}
	if constant := p.values[value{named.Obj(), name}]; constant != "" {
		return p.types.Scope().Lookup(constant)
	}
	return named.Obj()
}

// partName returns the name of a part of a type; of a field, with the type.
func (p *Package) partName(named *types.Named, part types.Object) string {
	if field, ok := part.(*types.Var); ok && field.IsField() {
		return named.Obj().Name() + "." + part.Name()
	}
	return part.Name()
}

// users returns the declarations that use the symbol of package gen for a part of a
// component. Without such users it returns the exported declarations that use its
// type.
func (p *Package) users(component, name string) []types.Object {
	named := p.gen.byComponent(component)
	if named == nil {
		return nil
	}
	part := p.gen.values[value{named.Obj(), name}]
	if field, ok := jsonFields(named)[name]; ok {
		part = named.Obj().Name() + "." + field.Name()
	}
	if users := p.usersOf[part]; len(users) > 0 {
		return users
	}
	return slices.DeleteFunc(slices.Clone(p.usersOf[named.Obj().Name()]), func(obj types.Object) bool { return !p.exported(obj) })
}
