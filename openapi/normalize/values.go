package normalize

import (
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// extValueNames is where oapi-codegen looks for the names of the values of an enum.
const extValueNames = "x-enum-varnames"

// nameValues gives the values of an enum that are all shouted, such as
// UNLOCK_DOOR, names that Go can spell: ActionTypeUnlockDoor. The values stay.
func nameValues(d *document) error {
	return d.walk(func(_ string, r *openapi3.SchemaRef) error {
		names := make([]any, len(r.Value.Enum))
		for i, value := range r.Value.Enum {
			names[i] = strings.ToLower(fmt.Sprint(value))
		}
		if len(names) > 0 && !slices.ContainsFunc(r.Value.Enum, func(v any) bool { return !isShouted(fmt.Sprint(v)) }) {
			setExtension(r, extValueNames, names)
		}
		return nil
	})
}

func isShouted(s string) bool { return s == strings.ToUpper(s) && s != strings.ToLower(s) }
