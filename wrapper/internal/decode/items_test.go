package decode_test

import (
	"encoding/json"
	"net/netip"
	"reflect"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/decode"
)

// optional distinguishes null from absent, as the types of package nullable do.
type optional map[bool]string

func (o *optional) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*o = optional{false: ""}
		return nil
	}
	var s string
	err := json.Unmarshal(b, &s)
	*o = optional{true: s}
	return err
}

// indifferent decodes itself and ignores null, as most types do.
type indifferent struct{ ID string }

func (i *indifferent) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil
	}
	return json.Unmarshal(b, &i.ID)
}

// An item that is null, or of the wrong type, is left out of a list of any type, at any place.
func TestItems(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)
	raw := func(s string) *json.RawMessage { return new(json.RawMessage(s)) }
	for _, tt := range []struct {
		document   string
		want       any
		wantReport string
	}{
		{`[null,"a",null,true,"b",null]`, []string{"a", "b"}, "[0]=null [2]=null [3]=true [5]=null"},
		{`[null]`, []string{}, "[0]=null"},
		{`[null,"a",{}]`, []name{"a"}, "[0]=null [2]={}"},
		{`[null,"a",[]]`, []*string{new("a")}, "[0]=null [2]=[]"},
		{`["a",null]`, []**string{new(new("a"))}, "[1]=null"},
		{`[null,true,0]`, []bool{true}, "[0]=null [2]=0"},
		{`[null,1,"x"]`, []float64{1}, `[0]=null [2]="x"`},
		{`[null,1,1.5]`, []int{1}, "[0]=null [2]=1.5"},
		{`[null,1,-1]`, []uint16{1}, "[0]=null [2]=-1"},
		{`[null,"2026-02-03T04:05:06Z","then"]`, []time.Time{at}, `[0]=null [2]="then"`},
		{`[null,"2026-02-03T04:05:06Z",7]`, []*time.Time{&at}, `[0]=null [2]=7`},
		{`[null,{"id":"a"},"x",{"count":"y"}]`, []small{{ID: "a"}, {}}, `[0]=null [2]="x" [3].count="y"`},
		{`[null,{"id":"a"},[null]]`, []*small{{ID: "a"}}, `[0]=null [2]=[null]`},
		{`[null,[null,"a"],"x",[]]`, [][]string{{"a"}, {}}, `[0]=null [1][0]=null [2]="x"`},
		{`[null,{"a":"b"},"x"]`, []map[string]string{{"a": "b"}}, `[0]=null [2]="x"`},
		{`[null,"a",7]`, []indifferent{{"a"}}, `[0]=null [2]=7`},
		{`[null,"a",7]`, []*indifferent{{"a"}}, `[0]=null [2]=7`},
		{`[null,"::1","x"]`, []netip.Addr{netip.IPv6Loopback()}, `[0]=null [2]="x"`},
		{`[null,"YQ==",7]`, [][]byte{[]byte("a")}, `[0]=null [2]=7`},
		{`[null,1.50,"x"]`, []json.Number{"1.50"}, `[0]=null [2]="x"`},
		// These types can represent null.
		{`[null,"a",7]`, []optional{{false: ""}, {true: "a"}}, `[2]=7`},
		{`[null,{},7]`, []any{nil, map[string]any{}, 7.0}, ``},
		{`[null,{},7]`, []json.RawMessage{[]byte("null"), []byte("{}"), []byte("7")}, ``},
		// This would be a nil pointer.
		{`[null,7]`, []*json.RawMessage{raw("7")}, `[0]=null`},
	} {
		got := reflect.New(reflect.TypeOf(tt.want))
		malformed, err := decode.IntoWith([]byte(tt.document), got.Interface(), json.Unmarshal)
		if err != nil || !reflect.DeepEqual(got.Elem().Interface(), tt.want) || listed(malformed) != tt.wantReport {
			t.Errorf("%s into %T: %v, malformed %s, %v", tt.document, tt.want, got.Elem(), listed(malformed), err)
		}
	}
}

func TestItemsThatStoreTheirText(t *testing.T) {
	t.Parallel()
	var got []note
	malformed, err := decode.Into([]byte(`[null,{"title":"a","tags":[null]},7,{"notes":[null,{}]}]`), &got)
	if err != nil || len(got) != 2 || got[0].text != `{"title":"a","tags":[null]}` || len(got[1].Notes) != 1 || got[1].Notes[0].text != "{}" {
		t.Errorf("got %+v, %v", got, err)
	}
	if want := `[0]=null [1].tags[0]=null [2]=7 [3].notes[0]=null`; listed(malformed) != want {
		t.Errorf("malformed %s", listed(malformed))
	}
}

// A union stores JSON that can be decoded again, and gives the same values.
func TestRawText(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`{"kind":"a"}`:                             `{"kind":"a"}`,
		`{"kind":7,"x":[null]}`:                    `{"kind":"7","x":[null]}`,
		`{"kind":7.5,"tags":["a"]}`:                `{"kind":null,"tags":["a"]}`,
		`{"tags": [ null , "a" ] }`:                `{"tags": [ "a" ] }`,
		`{"tags":["a",null]}`:                      `{"tags":["a"]}`,
		`{"tags":[null,null]}`:                     `{"tags":[]}`,
		`{"tags":[null,{},"a",null,null,"b",[]]}`:  `{"tags":["a","b"]}`,
		`{"tags":[1,null,2]}`:                      `{"tags":["1","2"]}`,
		`{"tags":[null,1,2]}`:                      `{"tags":["1","2"]}`,
		`{"time":"2030-01-01"}`:                    `{"time":"2030-01-01T00:00:00Z"}`,
		`{"time":"2030-01-01T01:00+05","kind":7}`:  `{"time":"2030-01-01T01:00:00+05:00","kind":"7"}`,
		`{"time":"2030-01-01T01:00:00Z"}`:          `{"time":"2030-01-01T01:00:00Z"}`,
		`{"in":{"kind":7,"tags":[null]},"kind":8}`: `{"in":{"kind":"7","tags":[]},"kind":"8"}`,
		`{"kind":8,"in":{"kind":7}}`:               `{"kind":"8","in":{"kind":"7"}}`,
		`{"kind":8,"in":{"kind":"b"},"at":"x"}`:    `{"kind":"8","in":{"kind":"b"},"at":null}`,
		`{"in":{"kind":7},"in":7}`:                 `{"in":{"kind":"7"},"in":null}`,
	} {
		var list []*event
		if _, err := decode.Into([]byte(`[{"kind":"before","at":"x"}, `+document+`,{}]`), &list); err != nil || len(list) != 3 {
			t.Fatalf("%s: %v, %v", document, list, err)
		}
		if got := string(list[1].raw); got != want {
			t.Errorf("%s: %s", document, got)
		}
		if in := list[1].In; in != nil && in.Kind == "7" && string(in.raw) != `{"kind":"7"}` && string(in.raw) != `{"kind":"7","tags":[]}` {
			t.Errorf("%s: inside is %s", document, in.raw)
		}
		if string(list[0].raw) != `{"kind":"before","at":null}` || string(list[2].raw) != `{}` {
			t.Errorf("%s: before is %s, after %s", document, list[0].raw, list[2].raw)
		}
	}
}

// A type that stores members without a field loses only the values that do not fit.
func TestAdditionalProperties(t *testing.T) {
	t.Parallel()
	var got gen.SpaceCustomerData
	malformed, err := decode.Into([]byte(`{"address":7,"time_zone":{},"Address":"x","guesty_name":["n",null],"big":1e999,"":null}`), &got)
	if err != nil || got.Address == nil || *got.Address != "7" || got.TimeZone != nil || listed(malformed) != `address=7 time_zone={} big=1e999` {
		t.Errorf("%+v, malformed %s, %v", got, listed(malformed), err)
	}
	if want := map[string]any{"guesty_name": []any{"n", nil}, "Address": "x", "": nil}; !reflect.DeepEqual(got.AdditionalProperties, want) {
		t.Errorf("the rest is %v", got.AdditionalProperties)
	}
}
