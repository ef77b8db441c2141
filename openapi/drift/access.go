package drift

import (
	"maps"
	"slices"
	"strings"
)

// The values of [Change.In] for changes outside of operations and components.
const (
	Servers         = "servers"
	SecuritySchemes = "securitySchemes"
)

// access compares the servers and the definitions of the security schemes that the
// client uses.
func (c *comparison) access() {
	old, new := c.old.contract.Access, c.new.contract.Access
	all := c.new.paths()
	server := func(kind Kind, in Document, url string) {
		c.add(Change{
			Kind: kind, Resource: Shared, In: Servers, Name: url, Document: in, Operations: all, Pointer: pointer("servers"),
		})
	}
	for _, url := range only(old.Servers, new.Servers) {
		server(ServerRemoved, Old, url)
	}
	for _, url := range only(new.Servers, old.Servers) {
		server(ServerAdded, New, url)
	}
	for _, name := range slices.Sorted(maps.Keys(new.Schemes)) {
		from, to := old.Schemes[name], new.Schemes[name]
		users := accepting(name, old.Security, new.Security)
		if from != "" && from != to && len(users) > 0 && !unused(name) {
			c.add(Change{
				Kind: SecuritySchemeChanged, Resource: Shared, In: SecuritySchemes, Name: name, Detail: became(from, to),
				Operations: users, Pointer: pointer("components", "securitySchemes", name),
			})
		}
	}
}

// accepting returns the operations that accept a scheme in both documents.
func accepting(scheme string, old, new map[string][]string) []string {
	var paths []string
	for _, path := range slices.Sorted(maps.Keys(new)) {
		if accepts(old[path], scheme) && accepts(new[path], scheme) {
			paths = append(paths, path)
		}
	}
	return paths
}

func accepts(alternatives []string, scheme string) bool {
	return slices.ContainsFunc(alternatives, func(needed string) bool {
		return slices.Contains(strings.Split(needed, "+"), scheme)
	})
}

// security compares the schemes that one operation accepts, of those that the
// client uses.
func (c *comparison) security(path string) {
	old := slices.DeleteFunc(slices.Clone(c.old.contract.Access.Security[path]), unused)
	new := slices.DeleteFunc(slices.Clone(c.new.contract.Access.Security[path]), unused)
	if gone := only(old, new); len(gone) > 0 {
		c.addOperation(SecurityRemoved, path, strings.Join(gone, ", "), Old)
	}
	if came := only(new, old); len(came) > 0 {
		c.addOperation(SecurityAdded, path, strings.Join(came, ", "), New)
	}
}

// foreignSchemes are those of Seam's own services and devices. Package seam has no
// authentication for them.
var foreignSchemes = []string{"bridge_", "certified_client", "internal_", "support_"}

// unused reports whether schemes that are needed together include one that the
// client never uses.
func unused(needed string) bool {
	return slices.ContainsFunc(strings.Split(needed, "+"), func(scheme string) bool {
		return slices.ContainsFunc(foreignSchemes, func(prefix string) bool { return strings.HasPrefix(scheme, prefix) })
	})
}
