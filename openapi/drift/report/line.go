package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
)

// Line is one or more changes in one sentence.
type Line struct {
	Resource   string
	Wire       drift.Wire
	Source     drift.Source
	Text       string
	Operations []string
	Touches    []string
	Changes    []drift.Change
}

func (l *Line) harm() drift.Threshold { return l.Changes[0].Harm() }

// Lines writes the changes as sentences, the most harmful first. One sentence covers
// the same change of one name in several components, and the same change of several
// names in the same components.
func Lines(r *drift.Report) []Line {
	var lines []Line
	for _, changes := range bundle(bundle(each(r.Changes), sameName), samePlaces) {
		lines = append(lines, newLine(changes))
	}
	slices.SortStableFunc(lines, func(a, b Line) int {
		return cmp.Or(
			-cmp.Compare(a.harm(), b.harm()),
			-cmp.Compare(a.Wire, b.Wire),
			-cmp.Compare(a.Source, b.Source),
			cmp.Compare(a.Resource, b.Resource),
			cmp.Compare(a.Text, b.Text),
		)
	})
	return lines
}

func each(changes []drift.Change) [][]drift.Change {
	out := make([][]drift.Change, len(changes))
	for i, c := range changes {
		out[i] = []drift.Change{c}
	}
	return out
}

// sameName is the key of changes of one name, in any component. A change of a whole
// operation or component has no name and is bundled by its place.
func sameName(changes []drift.Change) string {
	c := changes[0]
	if c.Name == "" {
		return "in " + c.In + "\n" + c.Detail
	}
	return "name " + c.Name + "\n" + c.Detail
}

// samePlaces is the key of changes in the same components. Changes of whole
// operations are bundled by resource.
func samePlaces(changes []drift.Change) string {
	if changes[0].Name == "" {
		return changes[0].Resource
	}
	var places []string
	for _, c := range changes {
		places = append(places, c.In)
	}
	return strings.Join(places, "\n")
}

// bundle joins the lists of changes that share their kind, their verdicts and a key,
// in the order in which they first occur.
func bundle(lists [][]drift.Change, keyOf func([]drift.Change) string) [][]drift.Change {
	type bundleKey struct {
		kind   drift.Kind
		wire   drift.Wire
		source drift.Source
		key    string
	}
	at := map[bundleKey]int{}
	var out [][]drift.Change
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

func newLine(changes []drift.Change) Line {
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

// commonResource returns the resource that both are parts of.
func commonResource(a, b string) string {
	partsA, partsB := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < min(len(partsA), len(partsB)) && partsA[n] == partsB[n] {
		n++
	}
	if common := strings.Join(partsA[:n], "/"); common != "" {
		return common
	}
	return drift.Shared
}
