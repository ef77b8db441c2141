package decode_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// note stores its own text, and contains notes that do the same.
type note struct {
	Title string            `json:"title"`
	Tags  []string          `json:"tags"`
	Notes []note            `json:"notes"`
	Named map[string]string `json:"named"`
	Count *int              `json:"count"`
	text  string
}

var _ = decode.Keep(func(n *note) *string { return &n.text })

// UnmarshalJSON must not be called by package decode.
func (n *note) UnmarshalJSON([]byte) error { panic("called") }

const noted = `{"title":"outer","tags":["a","","\u0062"],"notes":[{"title":"first","x":1}, {"notes":[{"title":"deep"}]},{}],"named":{"a":"b"},"y":{"y":2}}`

func TestKeep(t *testing.T) {
	t.Parallel()
	document := []byte(" " + noted + "\n")
	var n note
	if _, err := decode.Into(document, &n); err != nil {
		t.Fatal(err)
	}
	clear(document)
	if n.text != noted || n.Title != "outer" || !slices.Equal(n.Tags, []string{"a", "", "b"}) || len(n.Notes) != 3 || n.Named["a"] != "b" {
		t.Fatalf("got %+v", n)
	}
	first, second := n.Notes[0], n.Notes[1]
	if first.Title != "first" || first.text != `{"title":"first","x":1}` || second.Notes[0].Title != "deep" ||
		second.Notes[0].text != `{"title":"deep"}` || n.Notes[2].text != `{}` {
		t.Errorf("got %+v", n.Notes)
	}
}

// The stored text may have any length and begin anywhere in a block of memory.
func TestKeepAnyLength(t *testing.T) {
	t.Parallel()
	var notes []string
	for i := range 40 {
		long := strings.Repeat("long ", i*i*i%1500)
		notes = append(notes, fmt.Sprintf(`{"tags":["%s","b"],"x":"%s","notes":[{"title":"in %s"}],"title":"t%d","y":"%s"}`, long, long, long, i, long))
	}
	for _, begin := range []int{0, 1, 7} {
		var got []note
		document := []byte(`[` + strings.Join(notes[begin:], ", ") + `]`)
		if _, err := decode.Into(document, &got); err != nil {
			t.Fatal(err)
		}
		clear(document)
		for i, n := range got {
			long := strings.Repeat("long ", (begin+i)*(begin+i)*(begin+i)%1500)
			if n.text != notes[begin+i] || n.Title != fmt.Sprintf("t%d", begin+i) || n.Tags[0] != long || n.Tags[1] != "b" ||
				n.Notes[0].Title != "in "+long || n.Notes[0].text != `{"title":"in `+long+`"}` {
				t.Fatalf("item %d is %.300v", i, n)
			}
		}
	}
}

// Of two members with the same name the last counts, whichever way each was decoded.
func TestLastMemberCounts(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`{"title":"a","title":"b"}`:                      `b []`,
		`{"title":"a","title":null}`:                     `a []`,
		`{"title":"a","title":""}`:                       ` []`,
		`{"title":"a","title":"\u0062"}`:                 `b []`,
		`{"title":"\u0061","title":"b"}`:                 `b []`,
		`{"title":"a","title":7}`:                        `7 []`,
		`{"title":"a","title":7.5}`:                      `a []`,
		`{"tags":["a"],"tags":["c","d"]}`:                ` [c d]`,
		`{"tags":["a"],"tags":[]}`:                       ` []`,
		`{"tags":["a",7,null,true,"b"]}`:                 ` [a 7 b]`,
		`{"notes":[{"title":"n"}],"notes":[{},{}]}`:      ` []`,
		`{"notes":[7,{"title":"n"}],"Title":"any case"}`: `any case []`,
	} {
		var n note
		if _, err := decode.Into([]byte(document), &n); err != nil || n.text != document {
			t.Errorf("%s: kept %s, %v", document, n.text, err)
		}
		if got := n.Title + " [" + join(n.Tags) + "]"; got != want {
			t.Errorf("%s is read as %s", document, got)
		}
	}
}

func join(tags []string) string {
	var b bytes.Buffer
	for i, tag := range tags {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(tag)
	}
	return b.String()
}

func TestUnread(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		noted:                                   `{"y":{"y":2}}`,
		`{"title":7,"tags":["a",{}],"count":1}`: `{"tags":["a",{}]}`,
		`{"title":true,"tags":["a",null]}`:      `{"tags":["a",null],"title":true}`,
		`{"notes":[{"title":7}],"count":"x"}`:   `{"count":"x"}`,
		`{"notes":[{"title":7},8]}`:             `{"notes":[{"title":7},8]}`,
		`{"title":7,"title":"a","z":1,"z":2}`:   `{"z":2}`,
		`{}`:                                    `{}`,
		`[]`:                                    `null`,
		`{"title":"a"`:                          `null`,
		``:                                      `null`,
	} {
		got, err := json.Marshal(decode.Unread([]byte(document), new(note)))
		if err != nil || string(got) != want {
			t.Errorf("%s: %s, %v; want %s", document, got, err, want)
		}
	}
}

func TestMembers(t *testing.T) {
	t.Parallel()
	got := decode.Members([]byte(" {\"a\" : [1 ],\n\"b\":{},\"\\u0061\":2} "))
	want := map[string]json.RawMessage{"a": json.RawMessage("2"), "b": json.RawMessage("{}")}
	if !maps.EqualFunc(got, want, func(a, b json.RawMessage) bool { return bytes.Equal(a, b) }) {
		t.Errorf("got %s", got)
	}
	for _, document := range []string{``, `null`, `[]`, `{"a":1`, `{"a":1} x`} {
		if got := decode.Members([]byte(document)); got != nil {
			t.Errorf("%s: %s", document, got)
		}
	}
}

// event stores its JSON next to its fields, as generated unions do.
type event struct {
	Kind string    `json:"kind"`
	Tags []string  `json:"tags"`
	At   float64   `json:"at"`
	Time time.Time `json:"time"`
	In   *event    `json:"in"`
	raw  json.RawMessage
}

func (e *event) SetRaw(raw json.RawMessage)   { e.raw = raw }
func (e *event) UnmarshalJSON(b []byte) error { panic("called") }

func TestRaw(t *testing.T) {
	t.Parallel()
	var got struct {
		Events []*event `json:"events"`
	}
	malformed, err := decode.Into([]byte(`{"events":[{"kind":"a","at":"x","tags":[null,1,null,{},"b",null],"more":1},7,null,{"kind":"b"}]}`), &got)
	if err != nil || len(got.Events) != 2 || got.Events[0].Kind != "a" || string(got.Events[0].raw) != `{"kind":"a","at":null,"tags":["1","b"],"more":1}` {
		t.Errorf("got %+v, %v", got.Events, err)
	}
	if want := `events[0].at="x" events[0].tags[0]=null events[0].tags[1]=1 events[0].tags[2]=null events[0].tags[3]={} ` +
		`events[0].tags[5]=null events[1]=7 events[2]=null`; listed(malformed) != want {
		t.Errorf("malformed %s", listed(malformed))
	}
}
