package normalize

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// dropUndocumented removes the properties and variants that Seam marks as
// undocumented, and those of its components that nothing documented refers to.
// A variant that remains alone replaces its oneOf.
func dropUndocumented(d *document) error {
	err := d.walk(func(_ string, r *openapi3.SchemaRef) error {
		dropProperties(r.Value)
		dropVariants(r)
		return nil
	})
	if err != nil {
		return err
	}
	reachable := d.reachable()
	for name, r := range d.Components.Schemas {
		if undocumented(r.Value.Extensions) && !reachable[name] {
			delete(d.Components.Schemas, name)
		}
	}
	return nil
}

func dropProperties(s *openapi3.Schema) {
	for name, p := range s.Properties {
		if undocumented(p.Extensions) || p.Ref == "" && undocumented(p.Value.Extensions) {
			withhold(s, name)
			delete(s.Properties, name)
			s.Required = slices.DeleteFunc(s.Required, func(other string) bool { return other == name })
		}
	}
}

func dropVariants(r *openapi3.SchemaRef) {
	s := r.Value
	before := len(s.OneOf)
	s.OneOf = slices.DeleteFunc(s.OneOf, func(v *openapi3.SchemaRef) bool {
		return v.Ref == "" && undocumented(v.Value.Extensions)
	})
	if len(s.OneOf) != 1 || before == 1 || s.OneOf[0].Ref != "" {
		return
	}
	only := *s.OneOf[0].Value
	only.Nullable = only.Nullable || s.Nullable
	if s.Description != "" {
		only.Description = s.Description
	}
	r.Value = &only
}
