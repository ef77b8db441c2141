package normalize

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Access states where the operations are served and who may call them. The passes
// never see it, because no generated code depends on it; a comparison of two documents
// does.
type Access struct {
	// Servers lists the base URLs, sorted.
	Servers []string
	// Schemes holds the definition of each security scheme as JSON, by name.
	Schemes map[string]string
	// Security lists for each documented path the schemes that it accepts, sorted.
	// Schemes that are needed together are joined by a plus; "none" means that
	// the path also accepts calls without a scheme.
	Security map[string][]string
	// ResponseKeys holds for each documented path the property of the response that
	// Seam names as the result.
	ResponseKeys map[string]string
}

// accessOf reads the servers and the security of a decoded document.
func accessOf(root map[string]any) Access {
	a := Access{Schemes: map[string]string{}, Security: map[string][]string{}, ResponseKeys: map[string]string{}}
	for _, server := range serversOf(root) {
		a.Servers = append(a.Servers, textOf(server.(map[string]any), "url"))
	}
	slices.Sort(a.Servers)
	components, _ := root["components"].(map[string]any)
	schemes, _ := components["securitySchemes"].(map[string]any)
	for name, scheme := range schemes {
		if text, err := json.Marshal(scheme); err == nil {
			a.Schemes[name] = string(text)
		}
	}
	paths, _ := root["paths"].(map[string]any)
	for path, item := range paths {
		methods, _ := item.(map[string]any)
		op, _ := methods["post"].(map[string]any)
		if op == nil || undocumented(op) {
			continue
		}
		security, ok := op["security"].([]any)
		if !ok {
			security, _ = root["security"].([]any)
		}
		a.Security[path] = alternatives(security)
		if key := textOf(op, "x-response-key"); key != "" {
			a.ResponseKeys[path] = key
		}
	}
	return a
}

// alternatives returns the requirements of an operation as text, sorted.
func alternatives(requirements []any) []string {
	var out []string
	for _, requirement := range requirements {
		schemes, _ := requirement.(map[string]any)
		name := strings.Join(slices.Sorted(maps.Keys(schemes)), "+")
		if name == "" {
			name = "none"
		}
		out = append(out, name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
