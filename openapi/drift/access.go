package drift

import (
	"maps"
	"slices"
	"strings"

	"github.com/seam-go/seam/openapi/normalize"
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
	c.schemes(old, new)
}

// schemes compares the definitions of the security schemes that the client uses.
func (c *comparison) schemes(old, new normalize.Access) {
	names := slices.Concat(slices.Collect(maps.Keys(old.Schemes)), slices.Collect(maps.Keys(new.Schemes)))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		from, to := old.Schemes[name], new.Schemes[name]
		change := Change{
			Resource: Shared, In: SecuritySchemes, Name: name, Pointer: pointer("components", "securitySchemes", name),
			Operations: both(accepting(name, old.Security), accepting(name, new.Security)),
		}
		switch {
		case from == "":
			change.Kind, change.Operations = SecuritySchemeAdded, accepting(name, new.Security)
		case to == "":
			change.Kind, change.Operations, change.Document = SecuritySchemeRemoved, accepting(name, old.Security), Old
		case from != to:
			change.Kind, change.Detail = SecuritySchemeChanged, became(from, to)
		}
		if change.Kind != "" && len(change.Operations) > 0 && !unused(name) {
			c.add(change)
		}
	}
}

// accepting returns the operations that accept a scheme, sorted.
func accepting(scheme string, security map[string][]string) []string {
	var paths []string
	for _, path := range slices.Sorted(maps.Keys(security)) {
		if accepts(security[path], scheme) {
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

// security compares the schemes that one operation accepts, of those that the client
// uses. A scheme that only one document defines is compared by [comparison.schemes],
// once for all operations.
func (c *comparison) security(path string) {
	old, new := c.old.contract.Access, c.new.contract.Access
	lacks := func(schemes map[string]string) func(string) bool {
		return func(needed string) bool {
			return unused(needed) || slices.ContainsFunc(strings.Split(needed, "+"), func(name string) bool { return schemes[name] == "" })
		}
	}
	if gone := slices.DeleteFunc(only(old.Security[path], new.Security[path]), lacks(new.Schemes)); len(gone) > 0 {
		c.addOperation(SecurityRemoved, path, strings.Join(gone, ", "), Old)
	}
	if came := slices.DeleteFunc(only(new.Security[path], old.Security[path]), lacks(old.Schemes)); len(came) > 0 {
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
