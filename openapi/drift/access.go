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
	before, after := c.old.contract.Access, c.new.contract.Access
	all := c.new.paths()
	server := func(kind Kind, in Document, url string) {
		c.add(Change{
			Kind: kind, Resource: Shared, In: Servers, Name: url, Document: in, Operations: all, Pointer: pointer("servers"),
		})
	}
	for _, url := range only(before.Servers, after.Servers) {
		server(ServerRemoved, Old, url)
	}
	for _, url := range only(after.Servers, before.Servers) {
		server(ServerAdded, New, url)
	}
	c.schemes(before, after)
}

// schemes compares the definitions of the security schemes that the client uses.
func (c *comparison) schemes(before, after normalize.Access) {
	names := slices.Concat(slices.Collect(maps.Keys(before.Schemes)), slices.Collect(maps.Keys(after.Schemes)))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		from, to := before.Schemes[name], after.Schemes[name]
		change := Change{
			Resource: Shared, In: SecuritySchemes, Name: name, Pointer: pointer("components", "securitySchemes", name),
			Operations: both(accepting(name, before.Security), accepting(name, after.Security)),
		}
		switch {
		case from == "":
			change.Kind, change.Operations = SecuritySchemeAdded, accepting(name, after.Security)
		case to == "":
			change.Kind, change.Operations, change.Document = SecuritySchemeRemoved, accepting(name, before.Security), Old
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
	before, after := c.old.contract.Access, c.new.contract.Access
	lacks := func(schemes map[string]string) func(string) bool {
		return func(needed string) bool {
			return unused(needed) || slices.ContainsFunc(strings.Split(needed, "+"), func(name string) bool { return schemes[name] == "" })
		}
	}
	if gone := slices.DeleteFunc(only(before.Security[path], after.Security[path]), lacks(after.Schemes)); len(gone) > 0 {
		c.addOperation(SecurityRemoved, path, strings.Join(gone, ", "), Old)
	}
	if came := slices.DeleteFunc(only(after.Security[path], before.Security[path]), lacks(before.Schemes)); len(came) > 0 {
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
