package handwritten

import (
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// mirrors holds the hand-written types of package seam for components of the document,
// such as seam.Credential for acs_credential. No line of code names these pairs. They
// follow from the parameters and results of the method for an operation, and from
// there field by field.
type mirrors struct {
	document *document
	structs  []*types.Named            // all of package seam with JSON fields
	of       map[string][]*types.Named // by component
}

func (p *Package) readMirrors(d *document) *mirrors {
	m := &mirrors{document: d, of: map[string][]*types.Named{}}
	for _, name := range p.types.Scope().Names() {
		obj, ok := p.types.Scope().Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		if named := namedOf(obj.Type()); len(jsonFields(named)) > 0 {
			m.structs = append(m.structs, named)
		}
	}
	for obj, paths := range p.operations {
		method, ok := obj.(*types.Func)
		if !ok {
			continue
		}
		for _, path := range paths {
			m.readMethod(p, method, path)
		}
	}
	return m
}

// readMethod reads the types that a method for an operation returns and sends.
func (m *mirrors) readMethod(p *Package, method *types.Func, path string) {
	if component := m.document.result(path); component != "" {
		for result := range method.Signature().Results().Variables() {
			for _, named := range m.declared(result.Type()) {
				m.add(component, named)
			}
		}
	}
	request := m.document.Paths[path].Post.Go.Request
	used := p.reached(method).local
	if named := m.closest(request, func(t *types.Named) bool { return used[t.Obj()] }); named != nil {
		m.add(request, named)
	}
}

// add records one pair, and follows the fields of both.
func (m *mirrors) add(component string, named *types.Named) {
	if slices.Contains(m.of[component], named) {
		return
	}
	m.of[component] = append(m.of[component], named)
	fields := jsonFields(named)
	for name, property := range m.document.Components.Schemas[component].Properties {
		part := property.component()
		if part == "" || len(fields) == 0 {
			continue
		}
		if field, ok := fields[name]; ok {
			for _, inner := range m.declared(field.Type()) {
				m.add(part, inner)
			}
			continue
		}
		// A part without a field may be decoded separately, as metadata is.
		if apart := m.closest(part, func(t *types.Named) bool { return t.Obj().Exported() }); apart != nil {
			m.add(part, apart)
		}
	}
}

// closest returns the type that shares most JSON fields with a component. A quarter of
// its fields may be missing there, because Seam does not document every field that it
// accepts.
func (m *mirrors) closest(component string, allowed func(*types.Named) bool) *types.Named {
	properties := m.document.Components.Schemas[component].Properties
	var best *types.Named
	most := 0
	for _, named := range m.structs {
		shared, fields := 0, jsonFields(named)
		for name := range fields {
			if _, ok := properties[name]; ok {
				shared++
			}
		}
		if shared > most && 4*shared >= 3*len(fields) && allowed(named) {
			best, most = named, shared
		}
	}
	return best
}

// declared returns the types of package seam in a type that JSON can be decoded into:
// Credential in *gen.Page[Credential].
func (m *mirrors) declared(t types.Type) []*types.Named {
	switch t := types.Unalias(t).(type) {
	case *types.Pointer:
		return m.declared(t.Elem())
	case *types.Slice:
		return m.declared(t.Elem())
	case *types.Named:
		var found []*types.Named
		for arg := range t.TypeArgs().Types() {
			found = append(found, m.declared(arg)...)
		}
		_, isBasic := t.Underlying().(*types.Basic)
		if pkg := t.Obj().Pkg(); pkg != nil && pkg.Path() == wrapperPath && (isBasic || len(jsonFields(t)) > 0) {
			found = append(found, t)
		}
		return found
	}
	return nil
}

// jsonFields returns the fields of a struct by their names in JSON, with those of
// embedded structs.
func jsonFields(named *types.Named) map[string]*types.Var {
	if named == nil {
		return nil
	}
	fields := map[string]*types.Var{}
	underlying, ok := named.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for i := range underlying.NumFields() {
		field := underlying.Field(i)
		if name := jsonName(underlying.Tag(i)); name != "" {
			fields[name] = field
		} else if field.Embedded() {
			maps.Copy(fields, jsonFields(namedOf(field.Type())))
		}
	}
	return fields
}

// jsonName returns the name of a field in JSON; "" if its tag has none.
func jsonName(tag string) string {
	name, _, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
	if name == "-" {
		return ""
	}
	return name
}
