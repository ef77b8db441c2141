package normalize

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// documentedText is a small document with the comments that it gets.
func documentedText(t *testing.T, schemas, paths string) *document {
	t.Helper()
	doc := mustParse(t, docOf(schemas, paths))
	if err := runPasses(doc, upTo("docs")...); err != nil {
		t.Fatal(err)
	}
	return doc
}

// unwrapped returns a comment with one line for each paragraph.
func unwrapped(text string) string {
	return regexp.MustCompile(`([^\n])\n([^\n])`).ReplaceAllString(text, "$1 $2")
}

// thingDoc is a resource with parts of each kind.
const thingDoc = `"thing": {"type": "object", "description": "Represents a [thing](https://docs/thing). Things are many.", "properties": {
	"thing_id": {"type": "string", "description": "ID of the [thing](https://docs/thing)."},
	"is_new": {"type": "boolean", "description": "Indicates whether ` + "`thing_id`" + ` is new, as ` + "`/things/get`" + ` says."},
	"size": {"type": "string", "description": "Size, if thing_id is of_size."},
	"label": {"type": "string", "x-deprecated": "Use ` + "`thing_id`" + ` instead."},
	"site_id": {"type": "string", "description": "Site ID.", "x-deprecated": "Previously marked as \"@DEPRECATED.\""},
	"hidden": {"type": "string", "description": "undocumented: Unreleased."},
	"place": {"type": "object", "description": "Location information for the thing.", "properties": {"x": {"type": "string"}}},
	"errors": {"type": "array", "description": "Errors of the thing.", "items": {"type": "object", "properties": {"x": {"type": "string"}}}},
	"state": {"type": "string", "description": "State of the thing. Supported values: ` + "`on`, `off`" + `.", "enum": ["on", "off"]},
	"kind": {"oneOf": [
		{"type": "object", "description": "First kind.", "properties": {"name": {"type": "string", "description": "Name. Of one."}}},
		{"type": "object", "description": "Second kind.", "properties": {"name": {"type": "string", "description": "Name. Of two."}}}]}
}}`

const thingPaths = `"/things/get": {"post": {"description": "Returns a specified [thing](https://docs/thing).\n\nYou must specify ` + "`thing_id`" + `.",
		"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"thing_id": {"type": "string"}}}}}},
		"responses": {"200": {"description": "OK", "content": {"application/json": {"schema": {"type": "object", "properties": {"thing": {"$ref": "#/components/schemas/thing"}}}}}}}},
		"get": {"responses": {"200": {"description": "OK"}}}},
	"/things/list": {"post": {"description": "Returns a list of all things.",
		"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"page_cursor": {"type": "string"}}}}}},
		"responses": {"200": {"description": "OK", "content": {"application/json": {"schema": {"type": "object", "properties": {
			"things": {"type": "array", "items": {"$ref": "#/components/schemas/thing"}}, "pagination": {"$ref": "#/components/schemas/pagination"}}}}}}}}},
	"/spaces/delete": {"post": {"description": "Deletes a space.", "x-deprecated": "Use ` + "`/things/get`" + `.", "responses": {"200": {"description": "OK"}}}}`

const paginationDoc = `, "pagination": {"type": "object", "properties": {"has_next_page": {"type": "boolean"}}}`

func TestTypeAndFieldComments(t *testing.T) {
	t.Parallel()
	d := documentedText(t, thingDoc+paginationDoc, thingPaths)
	for place, want := range map[string]string{
		"thing":                       "is a [thing]. Things are many.\n\n[thing]: https://docs/thing",
		"thing.thing_id":              "is the ID of the thing.",
		"thing.is_new":                "reports whether ThingID is new, as [ThingsService.Get] says.",
		"thing.label":                 "is kept for compatibility.\n\nDeprecated: Use ThingID instead.",
		"thing.size":                  "is the size, if ThingID is of_size.",
		"thing.site_id":               "is the site ID.\n\nDeprecated: Seam names no replacement.",
		"thing.hidden":                "",
		"thing.place":                 "is the location information for the thing.",
		"thing.errors":                "are the errors of the thing.",
		"thing.state":                 `is the state of the thing. Supported values: "on", "off".`,
		"thing.kind":                  "",
		"thing_place":                 "is the location information for the thing. It is the type of [Thing.Place].",
		"thing_error":                 "is an element of [Thing.Errors].",
		"thing_state":                 "is the state of the thing. It is the type of [Thing.State].",
		"thing_kind":                  "is the type of [Thing.Kind].",
		"thing_kind.name":             "is the name.",
		"things_get_request":          "is the request of [ThingsService.Get].",
		"things_list_request":         "is the request of [ThingsService.List], [ThingsService.ListPages] and [ThingsService.ListPage].",
		"things_get_request.thing_id": "is the ID of the thing.",
	} {
		name, field, isField := strings.Cut(place, ".")
		got := d.Components.Schemas[name].Value.Description
		if isField {
			got = d.Components.Schemas[name].Value.Properties[field].Value.Description
		}
		if got := unwrapped(got); got != want {
			t.Errorf("%s:\n got %q\nwant %q", place, got, want)
		}
	}
}

// The comment of a result says if a method can return it with a nil field.
func TestResultComments(t *testing.T) {
	t.Parallel()
	const may = " Seam may send only some of its fields: check a field for nil before you use it."
	for result, want := range map[string]string{
		`"thing": ` + ref("thing") + `, "things": {"type": "array", "items": ` + ref("thing") + `}`: may,
		`"thing": ` + ref("thing") + `, "message": {"type": "string"}`:                              "",
	} {
		d := documentedText(t, thingDoc, `"/things/get": `+post("", object(result)))
		if got := unwrapped(d.Components.Schemas["things_get_result"].Value.Description); got != "is the result of [ThingsService.Get]."+want {
			t.Errorf("%s:\n got %q", result, got)
		}
	}
}

func TestMethodComments(t *testing.T) {
	t.Parallel()
	d := documentedText(t, thingDoc+paginationDoc, thingPaths)
	for path, want := range map[string]map[string]string{
		"/things/get": {"doc": "returns the specified [thing].\n\nYou must specify [ThingsGetRequest.ThingID].\n\n" +
			"Effect: [Read], it changes nothing.\n\nPOST /things/get\n\n[thing]: https://docs/thing"},
		"/things/list": {
			"doc": "yields all things.\n\nIt fetches page after page as the loop goes on. To continue a list later, use [ThingsService.ListPages].\n\n" +
				"Effect: [Write], calling it again may change something again.\n\nPOST /things/list",
			"pagesDoc": "yields the pages of [ThingsService.List], from the one at the PageCursor of the request on, or from the first. " +
				"To continue after a page later, set PageCursor of the same request to the NextPageCursor of the page.\n\n" +
				"Effect: [Write], calling it again may change something again.\n\nPOST /things/list",
			"pageDoc": "returns one page of what [ThingsService.List] yields: the first, or the one to which the cursor of the request leads. " +
				"A page whose pagination cannot be followed is returned with an error.\n\n" +
				"Effect: [Write], calling it again may change something again.\n\nPOST /things/list",
		},
		"/spaces/delete": {"doc": "deletes a space.\n\nEffect: [Idempotent], calling it again changes nothing more. If there is nothing " +
			"left to do, Seam may reject the call with an error of type \"space_not_found\".\n\nPOST /spaces/delete\n\n" +
			"Deprecated: Use [ThingsService.Get]."},
	} {
		notes := d.Paths.Value(path).Post.Extensions["x-go"].(map[string]any)
		for key, want := range want {
			if got := unwrapped(notes[key].(string)); got != want {
				t.Errorf("%s %s:\n got %q\nwant %q", path, key, got, want)
			}
		}
	}
}

func TestUnionComments(t *testing.T) {
	t.Parallel()
	event := `"event": {"description": "Represents an event.", "oneOf": [
		{"type": "object", "description": "A device was added.", "required": ["event_type", "from"], "properties": {
			"event_type": {"type": "string", "enum": ["device.added"]}, "from": {"type": "string", "description": "Previous name of the device."}}},
		{"type": "object", "description": "A lock was locked.", "x-deprecated": "", "required": ["event_type", "from"], "properties": {
			"event_type": {"type": "string", "enum": ["lock.locked"]}, "from": {"type": "string", "description": "Previous state of the lock."}}}]}`
	d := documentedText(t, event, `"/events/get": `+post("", object(`"event": `+ref("event"))))
	schemas := d.Components.Schemas
	for _, test := range []struct{ of, got, want string }{
		{"the union", schemas["event"].Value.Description, "is an event."},
		{"a field with two texts", schemas["event"].Value.Properties["from"].Value.Description, ""},
		{"a variant", schemas["device_added_event"].Value.Description, `is the [Event] of type "device.added": a device was added.`},
		{"its field", schemas["device_added_event"].Value.Properties["from"].Value.Description, "is the previous name of the device."},
		{"the discriminator", schemas["event_type"].Value.Description, "is the kind of an [Event]."},
	} {
		if test.got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.of, test.got, test.want)
		}
	}
	values := schemas["event_type"].Value.Extensions[extValueDocs].(map[string]any)
	if got, want := values["device.added"], "means that a device was added."; got != want {
		t.Errorf("the constant is %q, want %q", got, want)
	}
	if got := values["lock.locked"].(string); !strings.HasSuffix(got, "\n\nDeprecated: Seam names no replacement.") {
		t.Errorf("the constant of a deprecated variant is %q", got)
	}
}

func TestDottedNames(t *testing.T) {
	t.Parallel()
	d := documentedText(t, thingDoc+paginationDoc, thingPaths)
	w := newDocWriter(d)
	for span, want := range map[string]string{
		"thing.place.x": "[ThingPlace.X]", "place.x": "[ThingPlace.X]", "thing.errors.x": "[ThingError.X]",
		"thing.nothing": `"thing.nothing"`, "thing": "[Thing]", "page_cursor": "page_cursor", "true": "true", "on": `"on"`,
	} {
		if got := w.codeIn("thing", []any{"on"}, true)(span); got != want {
			t.Errorf("%s is %s, want %s", span, got, want)
		}
	}
}

func TestGoName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"acs_user_id": "ACSUserID", "device_ids": "DeviceIDs", "_member_group_id": "UnderscoreMemberGroupID", "1d": "N1D",
		"access_code.created": "AccessCodeCreated", "x2y_metadata": "X2YMetadata", "two_n": "TwoN",
	} {
		if got := goName(name); got != want {
			t.Errorf("goName(%q) = %q, want %q", name, got, want)
		}
	}
}

// The comments would name symbols that there are not.
func TestInitialismsAreThoseOfTheGenerator(t *testing.T) {
	t.Parallel()
	config, err := os.ReadFile("../../oapi-codegen.yaml")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?s)additional-initialisms: \[(.*?)\]`).FindSubmatch(config)
	if found == nil {
		t.Fatal("oapi-codegen.yaml has no additional-initialisms")
	}
	want := regexp.MustCompile(`[\s,]+`).Split(strings.TrimSpace(string(found[1])), -1)
	if !slices.Equal(additionalInitialisms, want) {
		t.Errorf("additionalInitialisms in goname.go is %q, oapi-codegen.yaml has %q", additionalInitialisms, want)
	}
}
