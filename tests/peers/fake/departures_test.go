package fake

import (
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/tests/internal/tally"
)

// departure is a place where what the fake sent is not what Seam's document says.
type departure struct {
	operation string
	// place is where in the answer, with a star for each index of a list.
	place string
	// rule is the keyword of the document that does not hold.
	rule string
}

func (d departure) String() string { return d.operation + " " + d.place + ": " + d.rule }

func (d departure) compare(other departure) int { return strings.Compare(d.String(), other.String()) }

// known are departures of every sort that the fake is known for. Should one disappear, our
// tolerance is no longer tried by the fake, and has to be by something else.
var known = []departure{
	{"/thermostats/list", "devices", "required"},
	{"/access_codes/pull_backup_access_code", "access_code", "required"},
	{"/acs/entrances/get", "acs_entrance.visionline_metadata", "nullable"},
	{"/access_codes/unmanaged/list", "access_codes.*.status", "enum"},
	{"/thermostats/cool", "action_attempt.action_type", "enum"},
	{"/devices/get", "device.device_id", "format"},
}

// checkDepartures holds every answer that our client has read by now against the document, and
// counts the departures, each once. The calls have all succeeded: so each of them is tolerated.
func checkDepartures(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromFile("../../../openapi/openapi.json")
	check(t, err)
	openapi3.DefineStringFormatValidator("uuid", openapi3.NewRegexpFormatValidator(openapi3.FormatOfStringForUUIDOfRFC4122))
	found := map[departure]bool{}
	for _, a := range spoken.answers {
		if a.status == 200 {
			for _, d := range departures(t, doc, a) {
				found[d] = true
			}
		}
	}
	for _, d := range known {
		if !found[d] {
			t.Errorf("the fake no longer departs from the document: %v", d)
		}
	}
	for _, d := range slices.SortedFunc(maps.Keys(found), departure.compare) {
		t.Log(d)
	}
	tally.Print("departures tolerated", len(found))
}

// departures compares one answer with its schema.
func departures(t *testing.T, doc *openapi3.T, a answer) (found []departure) {
	t.Helper()
	var body any
	check(t, json.Unmarshal(a.body, &body))
	schema := doc.Paths.Value(a.path).Post.Responses.Status(http.StatusOK).Value.Content["application/json"].Schema.Value
	for _, b := range breaches(schema, body, nil) {
		found = append(found, departure{a.path, place(b.path), b.rule})
	}
	return found
}

// index is the place of an item in a list.
var index = regexp.MustCompile(`^\d+$`)

func place(path []string) string {
	for i, part := range path {
		path[i] = index.ReplaceAllString(part, "*")
	}
	return strings.Join(path, ".")
}

// judge tells everything that is wrong, IDs that are no UUIDs included; where and which rule is
// enough, the rest of what it could say would cost most of the time.
var judge = []openapi3.SchemaValidationOption{
	openapi3.MultiErrors(), openapi3.EnableFormatValidation(), openapi3.DisableSchemaErrorDetails(),
}

// breach is a rule that a value does not keep, and the way to the value.
type breach struct {
	path []string
	rule string
}

func breaches(schema *openapi3.Schema, value any, path []string) (found []breach) {
	for _, e := range schemaErrors(schema.VisitJSON(value, judge...)) {
		at := slices.Concat(path, e.JSONPointer())
		if e.SchemaField == "oneOf" {
			found = append(found, closest(e.Schema.OneOf, e.Value, at)...)
		} else {
			found = append(found, breach{at, e.SchemaField})
		}
	}
	return found
}

// closest is what a value breaks of the variant that it fits best. What tells variants apart are
// their enums of one value, such as the type of an event, so these count most.
func closest(variants openapi3.SchemaRefs, value any, path []string) (least []breach) {
	for i, variant := range variants {
		if found := breaches(variant.Value, value, path); i == 0 || weight(found) < weight(least) {
			least = found
		}
	}
	return least
}

func weight(breaches []breach) (sum int) {
	for _, b := range breaches {
		sum++
		if b.rule == "enum" {
			sum += 100
		}
	}
	return sum
}

// schemaErrors are the errors in err, without those that they wrap.
func schemaErrors(err error) (found []*openapi3.SchemaError) {
	switch err := err.(type) { //nolint:errorlint // errors.As would find what is wrapped
	case openapi3.MultiError:
		for _, each := range err {
			found = append(found, schemaErrors(each)...)
		}
	case *openapi3.SchemaError:
		found = append(found, err)
	}
	return found
}
