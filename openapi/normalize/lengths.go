package normalize

import (
	"fmt"
	"maps"
	"slices"
)

// maxName is the most letters that a type or a constant may have.
const maxName = 60

// measureNames notes the names that are too long to read. A person shortens them: no
// rule knows which words matter.
func measureNames(d *document) error {
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		s := d.Components.Schemas[name].Value
		place := d.placeOf(name)
		if n := len(fold(name)); n > maxName {
			d.notes.add(Undecided, place, fmt.Sprintf("its name %s has %d letters, more than %d", fold(name), n, maxName),
				"give it a short one in shortNames in openapi/normalize/exceptions.go")
			continue
		}
		names, _ := s.Extensions[extValueNames].([]any)
		for i, value := range s.Enum {
			called := value
			if names != nil {
				called = names[i]
			}
			if constant := fold(name + "_" + fmt.Sprint(called)); len(constant) > maxName {
				d.notes.add(Undecided, place, fmt.Sprintf("the name %s of its value %q has %d letters, more than %d", constant, value, len(constant), maxName),
					"give it a short one in valueRenames in openapi/normalize/exceptions.go")
			}
		}
	}
	return nil
}
