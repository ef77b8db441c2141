package normalize

import (
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// plainFormats are the formats, by type, that do not change the Go type.
// oapi-codegen would use types of packages that gen does not import for some of
// them. A date and a duration are not a time.Time, and encoded data stays a string.
var plainFormats = map[string][]string{
	"string": {
		"binary", "byte", "date", "duration", "hostname", "ipv4", "ipv6", "json", "json-pointer",
		"password", "regex", "time", "uri-reference",
	},
	"integer": {"int32", "int64"},
}

// knownFormats are the formats, by type, that oapi-codegen.yaml maps to a Go type,
// and "null", the form of null in the oldest documents.
var knownFormats = map[string][]string{
	"string": {"date-time", "email", "uri", "uuid", "null"},
	"number": {"float", "double", "null"},
}

// tidyFormats drops the formats that do not change the Go type. An unknown format is
// dropped too, with a note: its code might not compile, or a type might be meant.
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
