package normalize

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// hugeEnum is the size from which an enum is a list that somebody else keeps, such as
// the IANA time zones. Code does not switch on such values.
const hugeEnum = 200

// tidyScalars removes the parts of scalars that do not belong into Go types:
// constants of booleans, defaults (the server applies them), examples, huge enums,
// and values that an enum lists twice (korelock, in 1.721.0 and 1.841.0). It folds
// the white space of one-paragraph descriptions.
func tidyScalars(d *document) error {
	return d.walk(func(_ string, r *openapi3.SchemaRef) error {
		s := r.Value
		s.Default, s.Example = nil, nil
		if isType(s, "boolean") || len(s.Enum) > hugeEnum {
			s.Enum = nil
		}
		s.Enum = withoutRepeats(s.Enum)
		if !strings.Contains(s.Description, "\n\n") {
			s.Description = strings.Join(strings.Fields(s.Description), " ")
		}
		if why, ok := s.Extensions["x-deprecated"].(string); ok {
			s.Deprecated = true
			s.Extensions["x-deprecated-reason"] = why
		}
		return nil
	})
}

// withoutRepeats keeps the first of equal values, in place.
func withoutRepeats(values []any) []any {
	var out []any
	for _, v := range values {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}
