package drift

import (
	"slices"
	"strings"
)

// resourceOf is the group of operations that a component or an operation
// belongs to. A component belongs to the group that its name begins with, or
// that of what it is part of: acs_credential_error to /acs/credentials, a variant
// to the group of its union. One that no group owns by name belongs to the group
// that alone carries it, and else to Shared.
func (c *comparison) resourceOf(in string) string {
	if strings.HasPrefix(in, "/") {
		return in[:max(1, strings.LastIndexByte(in, '/'))]
	}
	if c.owners == nil {
		c.owners = owners(c.old, c.new)
	}
	root := c.new.place(in)
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
	return onlyGroup(slices.Concat(c.old.carriers(in), c.new.carriers(in)))
}

// owners are the groups by the names that their components begin with.
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
