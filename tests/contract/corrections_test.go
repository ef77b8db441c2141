package contract

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// correction repairs a mistake in the document that would make every comparison with it wrong.
type correction struct {
	reason string
	// needed reports whether a schema has the mistake.
	needed func(place string, s *openapi3.Schema) bool
	apply  func(s *openapi3.Schema)
}

var corrections = []correction{
	{
		"a request that names an ACS user and an ACS system, or anything at all, fits several variants: oneOf has to be anyOf",
		at("/acs/credentials/list request|0"), overlap,
	},
	{
		"every date-time is a string too: oneOf has to be anyOf",
		at("/events/list request.between[]"), overlap,
	},
	{
		"a time is documented as any text, but described as a date and time",
		func(_ string, s *openapi3.Schema) bool {
			return s.Type.Is("string") && s.Format == "" && timeText.MatchString(s.Description)
		},
		func(s *openapi3.Schema) { s.Format = "date-time" },
	},
	{
		"what counts or identifies something is documented as any number, but never has a fraction",
		func(place string, s *openapi3.Schema) bool { return s.Type.Is("number") && whole.MatchString(place) },
		func(s *openapi3.Schema) { s.Type, s.Format = &openapi3.Types{"integer"}, "" },
	},
	{
		"ok is documented as any boolean, but an answer that says false is a failure",
		func(place string, s *openapi3.Schema) bool {
			return s.Type.Is("boolean") && len(s.Enum) == 0 && isOK(place)
		},
		func(s *openapi3.Schema) { s.Enum = []any{true} },
	},
	{
		"a schema of no type that may be null is described as always null",
		func(_ string, s *openapi3.Schema) bool {
			return s.Nullable && s.Type == nil && len(s.OneOf)+len(s.AllOf) == 0
		},
		func(s *openapi3.Schema) { s.Enum = []any{nil} },
	},
}

// timeText matches the descriptions of times.
var timeText = regexp.MustCompile(`^(Date and time at which|Timestamp to indicate|Time of latest|(The new|New|Previous) (start|end) time)`)

// whole matches the names of fields with whole numbers.
var whole = regexp.MustCompile(`(_count|_id|_lengths?|_minutes|_seconds|_number|_offset|_offset_ms|prefix|\.limit|\.device_num|_hardlock` +
	`|\.max_active_codes_supported|_periods_per_day|_weekly_program|\.number_of_issued_cards)(\[\])?$`)

func at(where string) func(string, *openapi3.Schema) bool {
	return func(place string, s *openapi3.Schema) bool { return place == where && len(s.OneOf) > 0 }
}

func overlap(s *openapi3.Schema) { s.OneOf, s.AnyOf = nil, s.OneOf }

// testOverlaps finds an anyOf that could be the oneOf that it is in the document, because each of
// its samples matches only one variant.
func testOverlaps(t *testing.T) {
	doc, err := loadDocument()
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range doc.operations {
		if op.request == nil {
			continue
		}
		walk(op.path+" request", op.request, map[*openapi3.Schema]bool{}, func(place string, s *openapi3.Schema) {
			if len(s.AnyOf) == 0 {
				return
			}
			before := *s
			before.OneOf, before.AnyOf = s.AnyOf, nil
			refused := func(v sample) bool { return validate(&before, v.value) != nil }
			if !slices.ContainsFunc(newSampler().all(t, s), refused) {
				t.Errorf("%s: its variants do not overlap, so it needs no correction", place)
			}
		})
	}
}

func isOK(place string) bool { return strings.HasSuffix(place, " response.ok") }

// correct removes undocumented parts and applies the corrections. It keeps the reasons of those that
// change nothing, because a newer document may have corrected itself.
func (d *document) correct() {
	seen := map[*openapi3.Schema]bool{}
	done := make([]int, len(corrections))
	visit := func(place string, s *openapi3.Schema) {
		d.withoutUndocumented(s)
		for i, m := range corrections {
			if m.needed(place, s) {
				m.apply(s)
				done[i]++
			}
		}
	}
	for _, op := range d.operations {
		if op.request != nil {
			walk(op.path+" request", op.request, seen, visit)
		}
		if op.response != nil {
			walk(op.path+" response", op.response, seen, visit)
		}
	}
	for i, m := range corrections {
		if done[i] == 0 {
			d.stale = append(d.stale, m.reason)
		}
	}
}
