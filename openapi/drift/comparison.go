package drift

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// comparison collects the changes between two surfaces.
type comparison struct {
	old, new *Surface
	seen     map[[2]string]bool // the pairs of components compared so far
	owners   map[string]string  // groups by the beginning of component names
	changes  []Change
}

// addField adds a change of a field whose Go type was goFrom and is goTo.
func (c *comparison) addField(change Change, goFrom, goTo string) {
	change.Wire, change.Source = judge(change.Kind, goFrom, goTo)
	if change.Document == "" {
		change.Document = New
	}
	if change.Resource == "" {
		change.Resource = c.resourceOf(change.In)
	}
	change.Place = c.new.Place(change.In)
	c.changes = append(c.changes, change)
}

// add adds a change of anything but a field.
func (c *comparison) add(change Change) { c.addField(change, "", "") }

// components compares the components that both documents have. A component that
// only one of them has shows in the fields that use it.
func (c *comparison) components() {
	for _, name := range slices.Sorted(maps.Keys(c.new.schemas)) {
		if c.old.schemas[name] != nil {
			c.pair(name, name)
		}
	}
}

// sort puts the most harmful changes first, and related changes next to each other.
func (c *comparison) sort() {
	slices.SortStableFunc(c.changes, func(a, b Change) int {
		return cmp.Or(
			-cmp.Compare(a.Harm(), b.Harm()),
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

// Place returns where a component is in the document as Seam publishes it: the
// component or operation that it is part of, and the fields from there.
func (s *Surface) Place(component string) string {
	places := s.contract.Places
	place := cmp.Or(places[component], component)
	// A variant of a union is inline itself, so its place needs a second look.
	root, steps, _ := strings.Cut(place, ".")
	if root == component || places[root] == "" || places[root] == root {
		return place
	}
	return s.Place(root) + "." + steps
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

// both returns the values that two sorted lists share.
func both(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(v string) bool {
		_, found := slices.BinarySearch(b, v)
		return !found
	})
}

// only returns the values of a sorted list that another sorted list lacks.
func only(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(v string) bool {
		_, found := slices.BinarySearch(b, v)
		return found
	})
}
