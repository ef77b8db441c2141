package runtime

import (
	"encoding/json"
	"reflect"
	"testing"
)

func TestNullable(t *testing.T) {
	t.Parallel()
	type request struct {
		Name Nullable[string]   `json:"name,omitzero"`
		IDs  Nullable[[]string] `json:"ids,omitzero"`
	}
	for _, test := range []struct {
		request request
		json    string
	}{
		{request{}, `{}`},
		{request{Name: Nullable[string]{}}, `{}`},
		{request{Name: Value("")}, `{"name":""}`},
		{request{Name: Value("a"), IDs: Value([]string{"b"})}, `{"name":"a","ids":["b"]}`},
		{request{Name: Null[string](), IDs: Null[[]string]()}, `{"name":null,"ids":null}`},
	} {
		if got := asJSON(t, test.request); got != test.json {
			t.Errorf("%v is %s, want %s", test.request, got, test.json)
		}
		var read request
		if err := json.Unmarshal([]byte(test.json), &read); err != nil {
			t.Fatal(err)
		}
		if got := asJSON(t, read); got != test.json {
			t.Errorf("%s came back as %s", test.json, got)
		}
	}
}

func TestNullableTellsWhatItIs(t *testing.T) {
	t.Parallel()
	type state struct {
		value        int
		ok, null, no bool
	}
	for _, test := range []struct {
		n    Nullable[int]
		want state
	}{
		{nil, state{no: true}},
		{Nullable[int]{}, state{no: true}},
		{Null[int](), state{null: true}},
		{Value(0), state{ok: true}},
		{Value(7), state{value: 7, ok: true}},
	} {
		value, ok := test.n.Get()
		if got := (state{value, ok, test.n.IsNull(), test.n.IsZero()}); got != test.want {
			t.Errorf("%v: got %+v, want %+v", test.n, got, test.want)
		}
	}
}

func TestNullableKeepsItsValueWhenItCannotRead(t *testing.T) {
	t.Parallel()
	n := Value(7)
	if err := json.Unmarshal([]byte(`"x"`), &n); err == nil {
		t.Error("text was read as a number")
	}
	if !reflect.DeepEqual(n, Value(7)) {
		t.Errorf("became %v", n)
	}
}
