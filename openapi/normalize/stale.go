package normalize

import (
	"maps"
	"slices"
)

// entry is an entry of a reviewed list.
type entry struct{ list, name string }

// use records that an entry of a reviewed list applies to the document.
func (d *document) use(list, name string) {
	if d.used == nil {
		d.used = map[entry]bool{}
	}
	d.used[entry{list, name}] = true
}

// reviewed are the reviewed lists, by name.
var reviewed = map[string]struct {
	file    string
	entries func() []string
}{
	"aliases":        {"exceptions.go", keysOf(aliases)},
	"clocks":         {"times_list.go", listOf(clocks)},
	"contradictions": {"exceptions.go", placesOfContradictions},
	"copies":         {"exceptions.go", keysOf(copies)},
	"fractionNames":  {"numbers.go", listOf(fractionNames)},
	"ideas":          {"ideas.go", func() []string { return slices.Collect(maps.Keys(ideasByPlace())) }},
	"notTimes":       {"times_list.go", keysOf(notTimes)},
	"nullIsAbsent":   {"nulls.go", listOf(nullIsAbsent)},
	"renames":        {"exceptions.go", keysOf(renames)},
	"resourceFiles":  {"files.go", keysOf(resourceFiles)},
	"reviews":        {"reviews.go", keysOf(reviews)},
	"secretPlaces":   {"secrets.go", keysOf(secretPlaces)},
	"shortNames":     {"exceptions.go", keysOf(shortNames)},
	"times":          {"times_list.go", listOf(times)},
	"valueRenames":   {"exceptions.go", valuesRenamed},
	"wholeNames":     {"numbers.go", listOf(wholeNames)},
}

func keysOf[V any](list map[string]V) func() []string {
	return func() []string { return slices.Collect(maps.Keys(list)) }
}

func listOf(list []string) func() []string { return func() []string { return list } }

func placesOfContradictions() []string {
	var places []string
	for _, c := range contradictions {
		places = append(places, c.place)
	}
	return places
}

func valuesRenamed() []string {
	var values []string
	for component, names := range valueRenames {
		for value := range names {
			values = append(values, component+"="+value)
		}
	}
	return values
}

// noteStale notes the entries of reviewed lists that the document no longer needs.
// They do no harm today, but would decide about a later field of the same name.
func noteStale(d *document) error {
	for list, l := range reviewed {
		for _, name := range l.entries() {
			if !d.used[entry{list, name}] {
				d.notes = append(d.notes, Note{Stale, name, "the document no longer needs this entry of " + list, "remove it from openapi/normalize/" + l.file})
			}
		}
	}
	return nil
}
