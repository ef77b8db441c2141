package normalize

import (
	"maps"

	"github.com/getkin/kin-openapi/openapi3"
)

// extWire is on a field whose Go type says something else than the document: it
// keeps what the document says. Package seamtest judges requests by it.
const extWire = "x-wire"

// keepWire notes what the document says about r under a keyword of JSON schema:
// nil if it says nothing.
func keepWire(r *openapi3.SchemaRef, keyword string, value any) {
	extensions := r.Extensions
	if r.Ref == "" {
		extensions = r.Value.Extensions
	}
	said, _ := extensions[extWire].(map[string]any)
	said = maps.Clone(said)
	if said == nil {
		said = map[string]any{}
	}
	said[keyword] = value
	setExtension(r, extWire, said)
}
