package handwritten

import (
	"go/constant"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Touched lists the symbols of package seam that a change of the document
// concerns, sorted. The change is in a component, or in an operation if that is
// its path; name is the field or value, "" for the whole.
func (p *Package) Touched(in, name string) []string {
	found := map[string]bool{}
	for obj, doc := range p.docs {
		for _, path := range operationsOf(doc) {
			if path == in || p.mirrors.document.requests(path, in) {
				found[p.nameOf(obj)] = true
			}
		}
	}
	for _, named := range p.mirrors.of[in] {
		found[p.partOf(named, name)] = true
	}
	if generated := p.generatedPart(in, name); generated != "" {
		for obj, u := range p.direct {
			if u.gen[generated] {
				found[p.nameOf(obj)] = true
			}
		}
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
	if value := valueOf(p.types.Scope(), named, name); value != "" {
		return value
	}
	return named.Obj().Name()
}

// generatedPart is the symbol of package gen that stands for a part of a
// component; the type if there is none, or if package seam never names it.
func (p *Package) generatedPart(component, name string) string {
	named := p.gen.byComponent(component)
	if named == nil {
		return ""
	}
	part := ""
	if field, ok := jsonFields(named)[name]; ok {
		part = named.Obj().Name() + "." + field.Name()
	} else {
		part = valueOf(named.Obj().Pkg().Scope(), named, name)
	}
	for _, u := range p.direct {
		if u.gen[part] {
			return part
		}
	}
	return named.Obj().Name()
}

// byComponent is the type that was generated from a component. Their names
// differ in capitals and underscores.
func (g *generated) byComponent(component string) *types.Named {
	return g.components[strings.ReplaceAll(component, "_", "")]
}

// valueOf is the constant of a type that has this value.
func valueOf(scope *types.Scope, named *types.Named, value string) string {
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if ok && types.Identical(c.Type(), named) && c.Val().Kind() == constant.String && constant.StringVal(c.Val()) == value {
			return name
		}
	}
	return ""
}

// jsonName is the name that a field has in JSON; "" if its tag gives none.
func jsonName(tag string) string {
	name, _, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
	if name == "-" {
		return ""
	}
	return name
}
