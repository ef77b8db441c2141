package normalize

import (
	"testing"
)

// undecidedOf runs passes and returns the notes, nil if there is none.
func undecidedOf(t *testing.T, text string, names ...string) error {
	t.Helper()
	doc := mustParse(t, text)
	if err := runPasses(doc, names...); err != nil {
		t.Fatal(err)
	}
	return reported(doc)
}

func TestFormatTimes(t *testing.T) {
	t.Parallel()
	grant := func(schema string) string {
		return `"/access_grants/create": ` + post(object(`"starts_at": `+schema), "")
	}
	named := func(string) string {
		return `"/access_grants/create": ` + post(ref("access_grants_create_request"), "")
	}
	request := func(schema string) string {
		return `"access_grants_create_request": {"description": "is the request of POST /access_grants/create.", "x-seam-request": true, ` +
			object(`"starts_at": ` + schema)[1:]
	}
	const forgot, time = `{"type": "string"}`, `{"type": "string", "format": "date-time", "x-wire": {"format": null}}`
	runTests(t, []passTest{
		{
			name: "a time of a request without a format", paths: grant(forgot),
			wantPaths: named(time), wantSchemas: request(time),
		},
		{
			name: "a time with its format", paths: grant(`{"type": "string", "format": "date-time"}`),
			wantPaths: named(""), wantSchemas: request(`{"type": "string", "format": "date-time"}`),
		},
		{
			name:        "a time of a resource",
			schemas:     `"acs_credential": ` + object(`"ends_at": `+forgot),
			wantSchemas: `"acs_credential": ` + object(`"ends_at": `+time),
		},
		{name: "a time of day", schemas: `"space": ` + object(`"default_checkin_time": {"type": "string", "description": "As HH:mm."}`)},
		{name: "a number of that name", schemas: `"acs_credential": ` + object(`"ends_at": {"type": "number"}`)},
		{name: "another text", schemas: `"acs_credential": ` + object(`"time_zone": {"type": "string", "description": "Time zone."}`)},
	}, "names", "times")
}

func TestTimesToReview(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ schema, place string }{
		"by its name":         {object(`"left_at": {"type": "string"}`), "a.left_at"},
		"a date by its name":  {object(`"move_date": {"type": "string"}`), "a.move_date"},
		"the word alone":      {object(`"since": {"type": "string"}`), "a.since"},
		"by its description":  {object(`"begin": {"type": "string", "description": "Date and time, in [ISO 8601](https://x) format."}`), "a.begin"},
		"a timestamp":         {object(`"begin": {"type": "string", "description": "Timestamp of the first."}`), "a.begin"},
		"inside another":      {object(`"b": ` + object(`"left_at": {"type": "string"}`)), "a.b.left_at"},
		"in a list":           {object(`"left_at": {"type": "array", "items": {"type": "string"}}`), "a.left_at[]"},
		"a time zone":         {object(`"time_zone": {"type": "string", "description": "Zone of the time."}`), ""},
		"a picture":           {object(`"url": {"type": "string", "description": "Captured at the time of activation."}`), ""},
		"one with its format": {object(`"left_at": {"type": "string", "format": "date-time"}`), ""},
		"values":              {object(`"left_at": ` + enum("x")), ""},
		"a flag":              {object(`"flat": {"type": "string"}`), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := undecidedOf(t, docOf(`"a": `+test.schema, ""), "names", "times")
			if test.place == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantError(t, err, test.place+": ", "times_list.go")
		})
	}
}
