package normalize

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// dateTime is the format of the strings that are time.Time in Go.
const dateTime = "date-time"

// formatTimes adds the format of a time where the document forgot it. As a plain
// string, a time that Seam cannot read would compile.
func formatTimes(d *document) error {
	for place, r := range d.scalars() {
		s := r.Value
		switch {
		case !isString(s) || len(s.Enum) > 0 || s.Format != "":
		case slices.Contains(times, place):
			d.use("times", place)
			keepWire(r, "format", nil)
			s.Format = dateTime
		case isClock(place):
			d.use("clocks", fieldOf(place))
		case notTimes[place] != "":
			d.use("notTimes", place)
		case looksLikeTime(place, s.Description):
			d.notes.add(Undecided, place, "looks like a time, but has no format; it is a string for now",
				"see what Seam means, then list it in times or notTimes in openapi/normalize/times_list.go")
		}
	}
	return nil
}

// timeWords are the last words of the names of times.
var timeWords = []string{"after", "at", "before", "date", "datetime", "since", "time", "timestamp", "until"}

var timeText = regexp.MustCompile(`(?i)\b(date and time|date-time|timestamp|iso[ -]?8601|rfc[ -]?3339)\b`)

// looksLikeTime reports whether the name or the description of a string suggests
// that it is a time.
func looksLikeTime(place, description string) bool {
	return slices.Contains(timeWords, lastWord(fieldOf(place))) || timeText.MatchString(description)
}

func isClock(place string) bool { return slices.Contains(clocks, fieldOf(place)) }

// fieldOf returns the name of the field at a place.
func fieldOf(place string) string {
	field := place[strings.LastIndexByte(place, '.')+1:]
	return strings.TrimSuffix(field, "[]")
}

func lastWord(name string) string { return name[strings.LastIndexByte(name, '_')+1:] }

// scalars yields the fields of the components that refer to no component, and the
// items of lists of such, by their places.
func (d *document) scalars() func(yield func(string, *openapi3.SchemaRef) bool) {
	return func(yield func(string, *openapi3.SchemaRef) bool) {
		for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
			component := d.Components.Schemas[name].Value
			for _, field := range slices.Sorted(maps.Keys(component.Properties)) {
				p, place := component.Properties[field], d.placeOf(name)+"."+field
				for p != nil && p.Ref == "" && p.Value.Items != nil {
					p, place = p.Value.Items, place+"[]"
				}
				if p != nil && refName(p) == "" && !yield(place, p) {
					return
				}
			}
		}
	}
}

// placeOf returns the place that the name of a component comes from.
func (d *document) placeOf(component string) string {
	if place := d.places[component]; place != "" {
		return place
	}
	return component
}
