package drift

import (
	"cmp"
	"slices"
	"strings"
)

// Line is one or more changes that are said in one sentence.
type Line struct {
	Resource   string
	Wire       Wire
	Source     Source
	Text       string
	Operations []string
	Touches    []string
	Changes    []Change
}

// Lines are the changes as sentences, the most harmful first. What happened to
// one name in several components is said once, and so is what happened to
// several names in the same components.
func (r *Report) Lines() []Line {
	var lines []Line
	for _, changes := range bundle(bundle(each(r.Changes), sameName), samePlaces) {
		lines = append(lines, newLine(changes))
	}
	slices.SortStableFunc(lines, func(a, b Line) int {
		return cmp.Or(
			-cmp.Compare(a.Changes[0].harm(), b.Changes[0].harm()),
			-cmp.Compare(a.Wire, b.Wire),
			-cmp.Compare(a.Source, b.Source),
			cmp.Compare(a.Resource, b.Resource),
			cmp.Compare(a.Text, b.Text),
		)
	})
	return lines
}

func each(changes []Change) [][]Change {
	out := make([][]Change, len(changes))
	for i, c := range changes {
		out[i] = []Change{c}
	}
	return out
}

// sameName tells apart the changes of one name, wherever it stands. Those of
// whole operations and components have no name and stay apart.
func sameName(changes []Change) string {
	c := changes[0]
	if c.Name == "" {
		return "in " + c.In + "\n" + c.Detail
	}
	return "name " + c.Name + "\n" + c.Detail
}

// samePlaces tells apart the changes in the same components. Those of whole
// operations share their resource.
func samePlaces(changes []Change) string {
	if changes[0].Name == "" {
		return changes[0].Resource
	}
	var places []string
	for _, c := range changes {
		places = append(places, c.In)
	}
	return strings.Join(places, "\n")
}

// bundle joins the lists of changes of one kind, one harm and one key, in the
// order in which they first occur.
func bundle(lists [][]Change, keyOf func([]Change) string) [][]Change {
	type bundleKey struct {
		kind   Kind
		wire   Wire
		source Source
		key    string
	}
	at := map[bundleKey]int{}
	var out [][]Change
	for _, changes := range lists {
		first := changes[0]
		key := bundleKey{first.Kind, first.Wire, first.Source, keyOf(changes)}
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], changes...)
	}
	return out
}

func newLine(changes []Change) Line {
	l := Line{
		Resource: changes[0].Resource, Wire: changes[0].Wire, Source: changes[0].Source,
		Text: sentence(changes), Changes: changes,
	}
	for _, c := range changes {
		l.Resource = commonResource(l.Resource, c.Resource)
		l.Operations = append(l.Operations, c.Operations...)
		l.Touches = append(l.Touches, c.Touches...)
	}
	for _, list := range []*[]string{&l.Operations, &l.Touches} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return l
}

// commonResource is the resource that two are parts of.
func commonResource(a, b string) string {
	partsA, partsB := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < min(len(partsA), len(partsB)) && partsA[n] == partsB[n] {
		n++
	}
	if common := strings.Join(partsA[:n], "/"); common != "" {
		return common
	}
	return Shared
}
