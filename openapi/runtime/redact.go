package runtime

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// withoutSecrets returns the fields of a struct as %+v prints them, but for those
// that are secrets: of these it says whether they are empty.
func withoutSecrets(v any, secrets ...string) string {
	var out strings.Builder
	s := reflect.ValueOf(v)
	for i := range s.NumField() {
		name, field := s.Type().Field(i).Name, s.Field(i)
		switch {
		case !slices.Contains(secrets, name):
			fmt.Fprintf(&out, " %s:%+v", name, field)
		case field.IsZero():
			fmt.Fprintf(&out, " %s:", name)
		default:
			fmt.Fprintf(&out, " %s:[redacted]", name)
		}
	}
	return "{" + strings.TrimPrefix(out.String(), " ") + "}"
}
