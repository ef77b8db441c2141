package normalize

import (
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// renameReserved gives a component whose Go name package gen has for itself
// another one: a component page becomes page_object. A reviewed name in renames
// comes first, for any component.
func renameReserved(d *document) error {
	taken := map[string]bool{}
	for _, name := range reserved() {
		taken[fold(name)] = true
	}
	to := map[string]string{}
	for _, name := range sortedKeys(d.Components.Schemas) {
		fresh := renames[name]
		if fresh == "" && taken[fold(name)] {
			fresh = name + "_object"
		}
		if fresh == "" {
			continue
		}
		if d.Components.Schemas[fresh] != nil {
			return fmt.Errorf("%s: its Go name is taken, and that of %s too: %s", name, fresh, remedy)
		}
		to[name] = fresh
	}
	for name, fresh := range to {
		d.Components.Schemas[fresh] = d.Components.Schemas[name]
		delete(d.Components.Schemas, name)
	}
	d.renameReferences(to)
	return nil
}

// renameReferences makes the references to components point to their new names.
func (d *document) renameReferences(to map[string]string) {
	var visit func(*openapi3.SchemaRef)
	visit = func(r *openapi3.SchemaRef) {
		if r.Ref != "" {
			if fresh := to[strings.TrimPrefix(r.Ref, schemaPrefix)]; fresh != "" {
				r.Ref = schemaPrefix + fresh
			}
			return
		}
		for _, child := range children(r.Value) {
			visit(child)
		}
	}
	for _, root := range d.roots() {
		visit(root.ref)
	}
}
