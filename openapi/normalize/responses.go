package normalize

import (
	"slices"
	"strings"
)

// keepSuccess drops what every operation repeats and no generated code uses:
// failures (they have no schema; package seam knows their shape), security and
// tags, and the property "ok" that every answer carries.
func keepSuccess(d *document) error {
	d.Tags = nil
	d.Components.SecuritySchemes = nil
	for _, op := range d.operations() {
		op.Security, op.Tags = nil, nil
		for code := range op.Responses.Map() {
			if !strings.HasPrefix(code, "2") {
				op.Responses.Delete(code)
			}
		}
		if m := op.response(); m != nil && m.Schema != nil && m.Schema.Ref == "" {
			s := m.Schema.Value
			delete(s.Properties, "ok")
			s.Required = slices.DeleteFunc(s.Required, func(name string) bool { return name == "ok" })
		}
	}
	return nil
}
