package normalize

import (
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// plainFormats are the formats, by type, that package gen has no type of its own
// for: oapi-codegen would use types of packages that gen does not import. A date
// and a duration are no time.Time, and what is encoded in text is text to Seam.
var plainFormats = map[string][]string{
	"string": {
		"binary", "byte", "date", "duration", "hostname", "ipv4", "ipv6", "json", "json-pointer",
		"password", "regex", "time", "uri-reference",
	},
	"integer": {"int32", "int64"},
}

// knownFormats are the formats, by type, that oapi-codegen.yaml decides about, and
// the one that is how the oldest documents say null.
var knownFormats = map[string][]string{
	"string": {"date-time", "email", "uri", "uuid", "null"},
	"number": {"float", "double", "null"},
}

// tidyFormats drops the formats that do not show in Go. An unknown one might give
// code that does not compile, or text where a type was meant.
func tidyFormats(d *document) error {
	return d.walk(func(place string, r *openapi3.SchemaRef) error {
		s := r.Value
		if s.Format == "" || s.Type == nil || len(*s.Type) != 1 {
			return nil
		}
		kind := (*s.Type)[0]
		switch {
		case slices.Contains(knownFormats[kind], s.Format):
		case kind == "number" && slices.Contains(plainFormats["integer"], s.Format):
			s.Type, s.Format = &openapi3.Types{"integer"}, ""
		case slices.Contains(plainFormats[kind], s.Format):
			s.Format = ""
		default:
			d.notes.add(Undecided, place, fmt.Sprintf("the format %q of a %s is not known; it is a plain %s for now", s.Format, kind, kind),
				"say in openapi/normalize/formats.go and oapi-codegen.yaml what it is in Go")
			s.Format = ""
		}
		return nil
	})
}
