package normalize

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// Access states where the operations are served and who may call them. The passes
// drop all of it, because no generated code depends on it; a comparison of two
// documents does.
type Access struct {
	// Servers are the base URLs, sorted.
	Servers []string
	// Schemes holds the definition of each security scheme as JSON, by name.
	Schemes map[string]string
	// Security lists for each documented path the schemes that it accepts, sorted.
	// Schemes that are needed together are joined by a plus; "none" stands for a
	// call without any.
	Security map[string][]string
}

const extResponseKey = "x-response-key"

// access reads the servers and the security of a document.
func (d *document) access() Access {
	a := Access{Schemes: map[string]string{}, Security: map[string][]string{}}
	for _, server := range d.Servers {
		a.Servers = append(a.Servers, server.URL)
	}
	slices.Sort(a.Servers)
	for name, scheme := range d.Components.SecuritySchemes {
		if text, err := json.Marshal(scheme); err == nil {
			a.Schemes[name] = string(text)
		}
	}
	for _, op := range d.operations() {
		if undocumented(op.Extensions) {
			continue
		}
		requirements := op.Security
		if requirements == nil {
			requirements = &d.Security
		}
		a.Security[op.path] = alternatives(*requirements)
	}
	return a
}

func alternatives(requirements openapi3.SecurityRequirements) []string {
	var out []string
	for _, needed := range requirements {
		name := strings.Join(sortedKeys(needed), "+")
		if name == "" {
			name = "none"
		}
		out = append(out, name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// responseKeys holds for each documented path the property of the response that
// Seam says holds the result.
func (d *document) responseKeys() map[string]string {
	keys := map[string]string{}
	for _, op := range d.operations() {
		if key, ok := op.Extensions[extResponseKey].(string); ok && !undocumented(op.Extensions) {
			keys[op.path] = key
		}
	}
	return keys
}
