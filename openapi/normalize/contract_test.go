package normalize

import (
	"maps"
	"slices"
	"testing"
)

// A contract keeps what an answer promises, and knows where its parts stood.
func TestReadContract(t *testing.T) {
	t.Parallel()
	str := `{"type": "string"}`
	data := docOf(
		`"thing": `+object(`"a": `+str+`, "b": {"type": "string", "nullable": true}, "c": {"type": "string", `+hidden+`}, "d": `+enum("x"), "a", "c")+`,
		"event": {"oneOf": [`+object(`"event_type": `+enum("made")+`, "code": `+enum("y"), "event_type")+`]}`,
		`"/things/get": `+post(object(`"filter": `+object(`"x": `+str)), object(`"thing": `+ref("thing")+`, "ok": {"type": "boolean"}`))+`,
		"/events/get": `+post("", object(`"event": `+ref("event")))+`,
		"/spaces/delete": `+post("", "")+`, "/a/read": {"post": `+opOf("", "")+`, "get": `+opOf("", "")+`},
		"/things/hide": `+post("", "", hidden)+`, "/a/hide": `+post("", "", hidden))
	c, err := ReadContract([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	thing := c.Components.Schemas["thing"].Value
	if !slices.Equal(thing.Required, []string{"a"}) || !thing.Properties["b"].Value.Nullable {
		t.Errorf("the promises are gone: required %v, b %+v", thing.Required, thing.Properties["b"].Value)
	}
	if withheld, _ := thing.Extensions[WithheldMark].([]string); !slices.Equal(withheld, []string{"c"}) {
		t.Errorf("withheld fields: %v", withheld)
	}
	if !slices.Equal(c.Withheld, []string{"/a/hide", "/things/hide"}) {
		t.Errorf("withheld operations: %v", c.Withheld)
	}
	if len(c.Stale) != len(reviews)-1 || slices.Contains(c.Stale, "/spaces/delete") {
		t.Errorf("%d stale reviews of %d", len(c.Stale), len(reviews))
	}
	if want := []string{"/events/get", "/things/get"}; !slices.Equal(c.Unreviewed, want) {
		t.Errorf("unreviewed operations: %v, want %v", c.Unreviewed, want)
	}
	if c.Components.Schemas["things_get_request"].Value.Extensions[RequestMark] != true || thing.Extensions[RequestMark] != nil {
		t.Error("requests are not marked, or more than they")
	}
	want := map[string]string{
		"thing": "thing", "event": "event", "event_type": "event", "pagination": "pagination",
		"thing_d": "thing.d", "made_event": "event|made", "event_code": "event.code",
		"things_get_request": "/things/get request", "things_get_request_filter": "/things/get request.filter",
	}
	if !maps.Equal(c.Places, want) {
		t.Errorf("places %v", c.Places)
	}
}

func TestReadContractRefuses(t *testing.T) {
	t.Parallel()
	_, err := ReadContract([]byte(`{}`))
	wantError(t, err, "not an OpenAPI document")
	_, err = ReadContract([]byte(docOf("", `"/a/view": {"get": `+opOf("", "")+`}`)))
	wantError(t, err, "/a/view: takes GET and not POST")
}

// What one variant withholds the merged one withholds too.
func TestMergedVariantsWithhold(t *testing.T) {
	t.Parallel()
	str, secret := `{"type": "string"}`, `{"type": "string", `+hidden+`}`
	c, err := ReadContract([]byte(docOf(
		`"thing": {"oneOf": [`+object(`"a": `+str+`, "b": `+secret)+`, `+object(`"a": `+str+`, "c": `+secret)+`]}`,
		`"/things/get": `+post("", object(`"thing": `+ref("thing"))))))
	if err != nil {
		t.Fatal(err)
	}
	if withheld, _ := c.Components.Schemas["thing"].Value.Extensions[WithheldMark].([]string); !slices.Equal(withheld, []string{"b", "c"}) {
		t.Errorf("got %v", withheld)
	}
}
