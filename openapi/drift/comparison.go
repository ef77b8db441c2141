package drift

import (
	"cmp"
	"slices"
	"strings"
)

// comparison collects the changes between two surfaces.
type comparison struct {
	old, new *Surface
	seen     map[[2]string]bool // the pairs of components compared so far
	owners   map[string]string  // the groups by what their components begin with
	changes  []Change
}

// onField adds a change of a field, with the Go types that it had and has.
func (c *comparison) onField(change Change, goFrom, goTo string) {
	change.Wire, change.Source = judge(change.Kind, goFrom, goTo)
	c.add(change)
}

// on adds a change of anything else.
func (c *comparison) on(change Change) { c.onField(change, "", "") }

func (c *comparison) add(change Change) {
	if change.Document == "" {
		change.Document = New
	}
	if change.Resource == "" {
		change.Resource = c.resourceOf(change.In)
	}
	change.place = c.new.place(change.In)
	change.Text = sentence([]Change{change})
	c.changes = append(c.changes, change)
}

// components compares the components that both documents have. One that came or
// went shows where it is used.
func (c *comparison) components() {
	for _, name := range sortedKeys(c.new.schemas) {
		if c.old.schemas[name] != nil {
			c.pair(name, name)
		}
	}
}

// sort puts the most harmful changes first, and changes that belong together
// next to each other.
func (c *comparison) sort() {
	slices.SortStableFunc(c.changes, func(a, b Change) int {
		return cmp.Or(
			-cmp.Compare(a.harm(), b.harm()),
			-cmp.Compare(a.Wire, b.Wire),
			-cmp.Compare(a.Source, b.Source),
			cmp.Compare(a.Resource, b.Resource),
			cmp.Compare(a.Kind, b.Kind),
			cmp.Compare(a.In, b.In),
			cmp.Compare(a.Name, b.Name),
			cmp.Compare(a.Detail, b.Detail),
		)
	})
}

// pointer joins the steps of a JSON pointer.
func pointer(steps ...string) string {
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	var out strings.Builder
	for _, step := range steps {
		out.WriteByte('/')
		out.WriteString(escape.Replace(step))
	}
	return out.String()
}

// both are the values that stand in both of two sorted lists.
func both(a, b []string) []string {
	var out []string
	for _, v := range a {
		if _, found := slices.BinarySearch(b, v); found {
			out = append(out, v)
		}
	}
	return out
}
