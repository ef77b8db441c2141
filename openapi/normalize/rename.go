package normalize

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// renameReserved renames the components whose Go name package gen declares itself:
// page becomes page_object. A name in renames comes first, for any component.
func renameReserved(d *document) error {
	taken := map[string]bool{}
	for _, name := range reserved() {
		taken[fold(name)] = true
	}
	to := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		fresh := renames[name]
		if fresh == "" && taken[fold(name)] {
			fresh = name + "_object"
		}
		if fresh == "" {
			continue
		}
		for d.Components.Schemas[fresh] != nil {
			fresh += "_object"
		}
		if renames[name] != "" {
			d.use("renames", name)
		}
		to[name] = fresh
	}
	d.renameComponents(to)
	return nil
}

// renameComponents gives components new names, which are free.
func (d *document) renameComponents(to map[string]string) {
	for name, fresh := range to {
		d.Components.Schemas[fresh] = d.Components.Schemas[name]
		delete(d.Components.Schemas, name)
		if place, named := d.places[name]; named {
			d.setPlace(fresh, place)
			delete(d.places, name)
		}
	}
	d.renameReferences(to)
}

// renameReferences updates the references to renamed components.
func (d *document) renameReferences(to map[string]string) {
	var visit func(*openapi3.SchemaRef)
	visit = func(r *openapi3.SchemaRef) {
		if r.Ref != "" {
			if fresh := to[strings.TrimPrefix(r.Ref, schemaPrefix)]; fresh != "" {
				r.Ref = schemaPrefix + fresh
			}
			return
		}
		if r.Value.Discriminator != nil {
			for value, variant := range r.Value.Discriminator.Mapping {
				if fresh := to[strings.TrimPrefix(variant.Ref, schemaPrefix)]; fresh != "" {
					r.Value.Discriminator.Mapping[value] = openapi3.MappingRef{Ref: schemaPrefix + fresh}
				}
			}
		}
		for _, child := range children(r.Value) {
			visit(child)
		}
	}
	for _, root := range d.roots() {
		visit(root.ref)
	}
}
