package rest

import (
	"testing"
	"time"
)

// A value that contains itself is an error if it would be sent, and is ignored if not.
func TestRequestThatContainsItself(t *testing.T) {
	type cycle struct {
		At     time.Time
		Next   *cycle
		Parent *cycle `json:"-"`
	}
	loop := &cycle{}
	loop.Next = loop
	if _, err := encodeRequest("/x", loop, true); err == nil {
		t.Error("a value that contains itself was sent")
	}
	unsent := &cycle{}
	unsent.Parent = unsent
	if body, err := encodeRequest("/x", unsent, true); err != nil || string(body) != `{"At":"0001-01-01T00:00:00Z","Next":null}` {
		t.Errorf("%s, %v", body, err)
	}
	tangled := map[string]any{}
	tangled["a"], tangled["b"] = tangled, []any{tangled, tangled}
	if _, err := encodeRequest("/x", map[string]any{"m": tangled}, false); err == nil {
		t.Error("a map that contains itself was sent")
	}
}

// Times anywhere in a request are sent as Seam stores them, and the request is not modified.
func TestSentTimes(t *testing.T) {
	at := time.Date(2030, 6, 1, 12, 0, 0, 123456789, time.FixedZone("", 7200))
	type embedded struct{ Inner time.Time }
	type nested struct {
		embedded
		At    time.Time
		Zero  time.Time
		No    *time.Time
		Maybe *time.Time
		List  []time.Time
		ByKey map[string]*time.Time
		Any   any
		Deep  []struct{ Any map[string]any }
		text  string
	}
	request := nested{
		embedded: embedded{at},
		At:       at, Maybe: &at, List: []time.Time{at}, ByKey: map[string]*time.Time{"k": &at, "nil": nil}, Any: at,
		Deep: []struct{ Any map[string]any }{{map[string]any{"t": at, "n": nil, "s": "x"}}}, text: "kept",
	}
	before := at
	body, err := encodeRequest("/x", &request, true)
	if err != nil {
		t.Fatal(err)
	}
	const sent = `"2030-06-01T10:00:00.123Z"`
	want := `{"Inner":` + sent + `,"At":` + sent + `,"Zero":"0001-01-01T00:00:00Z","No":null,"Maybe":` + sent + `,"List":[` + sent + `],` +
		`"ByKey":{"k":` + sent + `,"nil":null},"Any":` + sent + `,"Deep":[{"Any":{"n":null,"s":"x","t":` + sent + `}}]}`
	if string(body) != want {
		t.Errorf("sent %s, want %s", body, want)
	}
	if request.At != before || *request.Maybe != before || request.List[0] != before || request.Any != any(before) || request.text != "kept" {
		t.Errorf("the request was modified: %+v", request)
	}
}
