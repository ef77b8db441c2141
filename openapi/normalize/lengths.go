package normalize

import "fmt"

// maxName is the most letters that a type or a constant may have.
const maxName = 60

// measureNames finds the names that are too long to read, to be reviewed: nothing
// that shortens them by rule would leave what matters.
func measureNames(d *document) error {
	for _, name := range sortedKeys(d.Components.Schemas) {
		s := d.Components.Schemas[name].Value
		place := d.placeOf(name)
		if n := len(fold(name)); n > maxName {
			d.undecided = append(d.undecided, fmt.Errorf("%s: its name %s has %d letters, more than %d; "+
				"give it a short one in shortNames in exceptions.go", place, fold(name), n, maxName))
			continue
		}
		names, _ := s.Extensions[extValueNames].([]any)
		for i, value := range s.Enum {
			called := value
			if names != nil {
				called = names[i]
			}
			if constant := fold(name + "_" + fmt.Sprint(called)); len(constant) > maxName {
				d.undecided = append(d.undecided, fmt.Errorf("%s: the name %s of its value %q has %d letters, more than %d; "+
					"give it a short one in valueRenames in exceptions.go", place, constant, value, len(constant), maxName))
			}
		}
	}
	return nil
}
