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

// departure is a place where a response of the fake differs from Seam's document.
type departure struct {
	operation string
	// place is the path in the response, with a star for each index of a list.
	place string
	// rule is the keyword of the schema that the value breaks.
	rule string
}

func (d departure) String() string { return d.operation + " " + d.place + ": " + d.rule }

func (d departure) compare(other departure) int { return strings.Compare(d.String(), other.String()) }

// known has a departure of every kind. If one disappears, the fake no longer tests our tolerance of
// it, and another test must.
var known = []departure{
	{"/thermostats/list", "devices", "required"},
	{"/access_codes/pull_backup_access_code", "access_code", "required"},
	{"/acs/entrances/get", "acs_entrance.visionline_metadata", "nullable"},
	{"/access_codes/unmanaged/list", "access_codes.*.status", "enum"},
	{"/thermostats/cool", "action_attempt.action_type", "enum"},
	{"/devices/get", "device.device_id", "format"},
}

// checkDepartures compares every response that the client has decoded with the document, and counts
// each departure once. All those calls succeeded, so the client tolerates each departure.
func checkDepartures(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromFile("../../../openapi/openapi.json")
	check(t, err)
	openapi3.DefineStringFormatValidator("uuid", openapi3.NewRegexpFormatValidator(openapi3.FormatOfStringForUUIDOfRFC4122))
	found := map[departure]bool{}
	for _, a := range recorder.answers {
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

// departures compares one response with its schema.
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

// index matches the index of an item in a list.
var index = regexp.MustCompile(`^\d+$`)

func place(path []string) string {
	for i, part := range path {
		path[i] = index.ReplaceAllString(part, "*")
	}
	return strings.Join(path, ".")
}

// judge makes the validator report every problem, including IDs that are not UUIDs, without details:
// place and rule are enough, and details take most of the time.
var judge = []openapi3.SchemaValidationOption{
	openapi3.MultiErrors(), openapi3.EnableFormatValidation(), openapi3.DisableSchemaErrorDetails(),
}

// violation is a broken rule and the path to the value.
type violation struct {
	path []string
	rule string
}

func breaches(schema *openapi3.Schema, value any, path []string) (found []violation) {
	for _, e := range schemaErrors(schema.VisitJSON(value, judge...)) {
		at := slices.Concat(path, e.JSONPointer())
		if e.SchemaField == "oneOf" {
			found = append(found, closest(e.Schema.OneOf, e.Value, at)...)
		} else {
			found = append(found, violation{at, e.SchemaField})
		}
	}
	return found
}

// closest returns the broken rules of the variant that a value matches best. Enums with one value,
// such as the type of an event, identify a variant, so they count most.
func closest(variants openapi3.SchemaRefs, value any, path []string) (least []violation) {
	for i, variant := range variants {
		if found := breaches(variant.Value, value, path); i == 0 || weight(found) < weight(least) {
			least = found
		}
	}
	return least
}

func weight(breaches []violation) (sum int) {
	for _, b := range breaches {
		sum++
		if b.rule == "enum" {
			sum += 100
		}
	}
	return sum
}

// schemaErrors returns the errors in err, without the errors that they wrap.
func schemaErrors(err error) (found []*openapi3.SchemaError) {
	switch err := err.(type) { //nolint:errorlint // errors.As would also find wrapped errors
	case openapi3.MultiError:
		for _, each := range err {
			found = append(found, schemaErrors(each)...)
		}
	case *openapi3.SchemaError:
		found = append(found, err)
	}
	return found
}
