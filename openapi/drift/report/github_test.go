package report

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
)

func indented(t *testing.T, p parts) []byte {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(p.JSON()), &value); err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// An annotation points at a removed part itself, and at the parent of a new one.
func TestGitHub(t *testing.T) {
	t.Parallel()
	text := indented(t, before)
	var out strings.Builder
	if err := GitHub(&out, example(t), "openapi/openapi.json", text); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 3 {
		t.Fatalf("got %s", out.String())
	}
	for i, want := range []struct{ start, at, end string }{
		{"::error file=openapi/openapi.json,line=", `"b"`, ",title=/things%3A fails / breaks::request value b removed from things_do_request_mode%0Atouches: seam.ThingsService.Do"},
		{"::warning file=openapi/openapi.json,line=", `"x": {`, ",title=/things%3A misreads / breaks::response field x removed from part"},
		{"::notice file=openapi/openapi.json,line=", `"part": {`, ",title=/things%3A ignores / additive::response field y added to 2 components: part, spare"},
	} {
		rest, found := strings.CutPrefix(lines[i], want.start)
		number, message, _ := strings.Cut(rest, ",")
		if !found || ","+message != want.end {
			t.Errorf("got %s", lines[i])
		}
		n, err := strconv.Atoi(number)
		if err != nil {
			t.Fatal(err)
		}
		if got := lineAt(text, n); got != want.at {
			t.Errorf("%s is at line %d: %s", want.end, n, got)
		}
	}
}

func lineAt(text []byte, n int) string {
	return strings.Trim(strings.Split(string(text), "\n")[n-1], " ,")
}

// A name of the normalised document leads back to its schema in the original.
func TestPlaces(t *testing.T) {
	t.Parallel()
	deep := parts{
		Request: object(`"filters": ` + list(object(`"mode": `+enum("a", "b")))),
		Answer:  object(`"thing": ` + ref("thing") + `, "event": ` + ref("event")),
		Schemas: event(variant("lock.locked", `, "codes": `+list(enum("c", "d"))), variant("lock.unlocked", `, "result": `+object(`"why": `+enum("e")))),
		Thing:   `{"allOf": [` + object(`"name": `+object(`"first": `+anyText)) + `, ` + object(`"last": `+anyText) + `]}`,
	}
	places, err := newPlaces(indented(t, deep))
	if err != nil {
		t.Fatal(err)
	}
	surface, err := drift.Read([]byte(deep.JSON()))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ in, name, want string }{
		{"/things/do", "", `"post": {`},
		{"/things/undo", "", `"paths": {`},
		{"thing", "last", `"last": {`},
		{"thing_name", "first", `"first": {`},
		{"thing_name", "second", `"name": {`},
		{"things_do_request", "filters", `"filters": {`},
		{"things_do_request_filter", "mode", `"mode": {`},
		{"things_do_request_filter_mode", "b", `"b"`},
		{"event_code", "d", `"d"`},
		{"lock_unlocked_event", "result", `"result": {`},
		{"event_result", "why", `"why": {`},
		{"nowhere", "x", `"schemas": {`},
	} {
		line := places.line(drift.Change{In: test.in, Name: test.name, Place: surface.Place(test.in)})
		if got := lineAt(indented(t, deep), line); got != test.want {
			t.Errorf("%s.%s (%s) is at line %d: %s, want %s", test.in, test.name, surface.Place(test.in), line, got, test.want)
		}
	}
}

func TestGitHubWithoutDocument(t *testing.T) {
	t.Parallel()
	err := GitHub(&strings.Builder{}, example(t), "openapi/openapi.json", []byte(`{"paths": `))
	if err == nil || !strings.HasPrefix(err.Error(), "openapi/openapi.json: not JSON") {
		t.Errorf("got %v", err)
	}
}

// A hand-written line to change is annotated in its own file.
func TestGitHubByHand(t *testing.T) {
	t.Parallel()
	r := example(t)
	r.ByHand = []drift.HandChange{{Symbol: "seam.Thing.X", File: "wrapper/thing.go", Line: 7, Changes: []int{1}}}
	var out strings.Builder
	if err := GitHub(&out, r, "openapi/openapi.json", indented(t, before)); err != nil {
		t.Fatal(err)
	}
	const want = "::warning file=wrapper/thing.go,line=7,title=change by hand%3A seam.Thing.X::response field x removed from part, " +
		"old document#/components/schemas/part/properties/x\n"
	if !strings.HasSuffix(out.String(), want) {
		t.Errorf("got %s", out.String())
	}
}
