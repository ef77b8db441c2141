package normalize

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// extValueNames is where oapi-codegen looks for the names of the values of an enum.
const extValueNames = "x-enum-varnames"

// nameValues names the constants of values whose own name makes a bad one. The values
// stay. An enum with all values in capitals, such as UNLOCK_DOOR, gets names such as
// ActionTypeUnlockDoor. Long names come from [valueRenames].
func nameValues(d *document) error {
	for _, component := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		s := d.Components.Schemas[component].Value
		for value := range valueRenames[component] {
			if slices.Contains(s.Enum, any(value)) {
				d.use("valueRenames", component+"="+value)
			}
		}
		if names := valueNames(component, s.Enum); names != nil {
			setExtension(&openapi3.SchemaRef{Value: s}, extValueNames, names)
		}
	}
	return nil
}

// valueNames returns the name for each value of an enum, nil if all have their own.
func valueNames(component string, values []any) []any {
	shouted := len(values) > 0 && !slices.ContainsFunc(values, func(v any) bool { return !isShouted(fmt.Sprint(v)) })
	names := make([]any, len(values))
	other := false
	for i, value := range values {
		name := fmt.Sprint(value)
		if shouted {
			name = strings.ToLower(name)
		}
		if renamed, ok := valueRenames[component][name]; ok {
			name = renamed
		}
		names[i] = name
		other = other || name != fmt.Sprint(value)
	}
	if !other {
		return nil
	}
	return names
}

func isShouted(s string) bool { return s == strings.ToUpper(s) && s != strings.ToLower(s) }
