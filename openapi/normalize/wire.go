package normalize

import (
	"maps"

	"github.com/getkin/kin-openapi/openapi3"
)

// extWire is on a field whose Go type differs from the document. It keeps the
// keywords of the document, by which package seamtest judges requests.
const extWire = "x-wire"

// keepWire keeps the value that the document has for a keyword of JSON schema, nil if
// it has none.
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
