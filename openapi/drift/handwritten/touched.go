package handwritten

import (
	"cmp"
	"go/types"
	"maps"
	"slices"

	"github.com/seam-go/seam/openapi/drift"
)

// Mark fills in, for each change of a report, which symbols it touches.
func (p *Package) Mark(report *drift.Report) {
	for i := range report.Changes {
		c := &report.Changes[i]
		c.Touches = p.Touched(c.In, c.Name)
	}
}

// Touched lists the symbols of package seam that a change of the document
// concerns, sorted. The change is in a component, or in an operation if that is
// its path; name is the field or value, "" for the whole.
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
		found[p.partOf(named, name)] = true
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

// partOf is the field or the constant of a type of package seam that has this
// name in JSON; the type if there is none.
func (p *Package) partOf(named *types.Named, name string) string {
	if field, ok := jsonFields(named)[name]; ok {
		return named.Obj().Name() + "." + field.Name()
	}
	return cmp.Or(p.values[value{named.Obj(), name}], named.Obj().Name())
}

// users are what uses the symbol of package gen that stands for a part of a
// component. If there is none, they are what shows the type to users.
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
