package drift

import (
	"slices"
	"strings"
)

// resourceOf returns the group of operations that a component or an operation
// belongs to. The name of a component decides, or that of the component that it is
// part of: acs_credential_error belongs to /acs/credentials, a variant to the group
// of its union. Where no name decides, the component belongs to the only group that
// uses it, or else to Shared.
func (c *comparison) resourceOf(in string) string {
	if strings.HasPrefix(in, "/") {
		return in[:max(1, strings.LastIndexByte(in, '/'))]
	}
	if c.owners == nil {
		c.owners = owners(c.old, c.new)
	}
	root := c.new.Place(in)
	if end := strings.IndexAny(root, ".|"); end >= 0 {
		root = root[:end]
	}
	for _, name := range []string{in, root} {
		for prefix := name; prefix != ""; prefix = prefix[:max(0, strings.LastIndexByte(prefix, '_'))] {
			if group, ok := c.owners[prefix]; ok {
				return group
			}
		}
	}
	return onlyGroup(slices.Concat(c.old.usersOf(in), c.new.usersOf(in)))
}

// owners returns the groups by the beginning of their components' names.
func owners(surfaces ...*Surface) map[string]string {
	out := map[string]string{}
	for _, s := range surfaces {
		for _, op := range s.operations {
			group := op.group()
			parts := strings.Split(strings.Trim(group, "/"), "/")
			name := strings.Join(parts, "_")
			out[name] = group
			if parts[len(parts)-1] == "unmanaged" {
				name = strings.Join(slices.Insert(parts[:len(parts)-1], 0, "unmanaged"), "_")
			}
			out[singular(name)] = group
		}
	}
	return out
}

func singular(name string) string {
	if stem, ok := strings.CutSuffix(name, "ies"); ok {
		return stem + "y"
	}
	return strings.TrimSuffix(name, "s")
}

func onlyGroup(paths []string) string {
	group := ""
	for _, path := range paths {
		switch g := path[:strings.LastIndexByte(path, '/')]; group {
		case "", g:
			group = g
		default:
			return Shared
		}
	}
	if group == "" {
		return Shared
	}
	return group
}
