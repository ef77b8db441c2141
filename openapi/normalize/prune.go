package normalize

import "github.com/getkin/kin-openapi/openapi3"

// pruneUnreachable drops the components that no operation uses, except the
// pagination, which package gen always needs.
func pruneUnreachable(d *document) error {
	reachable := d.reachable()
	for name := range d.Components.Schemas {
		if !reachable[name] && name != pagination {
			delete(d.Components.Schemas, name)
		}
	}
	return nil
}

// reachable returns the components that the operations use, directly or not.
func (d *document) reachable() map[string]bool {
	seen := map[string]bool{}
	var visit func(*openapi3.SchemaRef)
	visit = func(r *openapi3.SchemaRef) {
		if r == nil {
			return
		}
		if r.Ref != "" {
			name := refName(r)
			if component := d.Components.Schemas[name]; component != nil && !seen[name] {
				seen[name] = true
				visit(&openapi3.SchemaRef{Value: component.Value})
			}
			return
		}
		for _, child := range children(r.Value) {
			visit(child)
		}
	}
	for _, op := range d.operations() {
		if m := op.request(); m != nil {
			visit(m.Schema)
		}
		if m := op.response(); m != nil {
			visit(m.Schema)
		}
	}
	return seen
}
