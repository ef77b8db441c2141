package decode_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// verdictOf formats a verdict: whether it accepts, the value of ok, and the flags that are set.
func verdictOf(v decode.Verdict) string {
	text := "refused"
	if v.Accepted() {
		text = "accepted"
	}
	text += []string{"", " ok", " not-ok", " odd-ok"}[v.OK]
	for name, is := range map[string]bool{" error": v.Error, " refusal": v.Refusal && !v.Error} {
		if is {
			text += name
		}
	}
	if v.Result {
		text += " result"
	}
	return text
}

func TestVerdict(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`{"thing":{"id":"1"},"ok":true}`:   "accepted ok result",
		`{"thing":{"id":"1"}}`:             "accepted result",
		`{"ok":true}`:                      "accepted ok",
		`{}`:                               "refused",
		`{"thing":null}`:                   "refused",
		`{"pagination":{},"Pagination":1}`: "refused",
		`{"thing":{"id":"1"},"ok":null,"error":null}`:     "accepted result",
		`{"thing":{"id":"1"},"ok":"false"}`:               "refused odd-ok result",
		`{"thing":{"id":"1"},"ok":1}`:                     "refused odd-ok result",
		`{"thing":{"id":"1"},"ok":{}}`:                    "refused odd-ok result",
		`{"thing":{"id":"1"},"error":"none"}`:             "refused refusal result",
		`{"thing":{"id":"1"},"ok":true,"error":"none"}`:   "accepted ok refusal result",
		`{"thing":{"id":"1"},"ok":true,"error":{}}`:       "refused ok error result",
		`{"thing":{"id":"1"},"error":false}`:              "refused refusal result",
		`{"error":{},"error":null,"thing":{}}`:            "refused error result",
		`{"thing":{"ok":false,"error":{}},"other":false}`: "accepted result",
		`{"ok":false,"thing":{},"ok":true}`:               "refused odd-ok result",
		`{"ok":true,"thing":{},"ok":true,"ok":null}`:      "accepted ok result",
		`{"ok":false}`:                    "refused not-ok",
		`{"thing":{"id":"1"},"OK":false}`: "refused not-ok result",
		`{"thing":{},"ok" : false}`:       "refused not-ok result",
		`{"error":{"type":"x"}}`:          "refused error",
		`{"thing":{},"Error": {}}`:        "refused error result",
		"{\"o\u212a\":false}":             "refused not-ok",
		`{"\u006fk":true}`:                "accepted ok",
		`{"thing":{},"thing":null}`:       "refused",
		`{"thing":null,"thing":{}}`:       "accepted result",
		" \n{\"thing\":{}}":               "accepted result",
	} {
		var response struct {
			Thing *small `json:"thing"`
		}
		got, err := decode.Response([]byte(document), &response, nil)
		if verdictOf(got) != want || err != nil {
			t.Errorf("%s: %s, %v; want %s", document, verdictOf(got), err, want)
		}
		if accepted := got.Accepted() && got.Result; accepted != (response.Thing != nil) {
			t.Errorf("%s: %s, and the result is %+v", document, verdictOf(got), response.Thing)
		}
		if got, err := decode.Check([]byte(document), "thing"); err != nil || verdictOf(got) != want {
			t.Errorf("%s: %s, %v from Check; want %s", document, verdictOf(got), err, want)
		}
	}
}

// A value is a result only if it was decoded into the target.
func TestResult(t *testing.T) {
	t.Parallel()
	type withOK struct {
		OK         any  `json:"ok"`
		Error      any  `json:"error"`
		Pagination any  `json:"pagination"`
		Thing      *int `json:"thing"`
		List       []int
		Name       string
	}
	for _, tt := range []struct {
		document string
		target   any
		want     bool
	}{
		{`{"thing":1}`, new(withOK), true},
		{`{"thing":"x"}`, new(withOK), false},
		{`{"thing":1,"thing":"x"}`, new(withOK), true},
		{`{"thing":1,"list":[],"thing":null}`, new(withOK), true},
		{`{"list":["x"]}`, new(withOK), true},
		{`{"name":null}`, new(withOK), false},
		{`{"name":"x","name":null}`, new(withOK), true},
		{`{"other":1}`, new(withOK), false},
		{`{"ok":true,"error":1,"pagination":{}}`, new(withOK), false},
		{`{"a":1}`, new(map[string]int), true},
		{`{"a":"x"}`, new(map[string]int), false},
		{`{"ok":1,"pagination":1}`, new(map[string]int), false},
		{`{"a":1}`, new(any), true},
		{`{"a":{"b":1e999}}`, new(any), true},
		{`{"a":1e999,"b":null}`, new(any), false},
		{`{"ok":true,"a":null}`, new(json.RawMessage), false},
		{`{"ok":true,"a":7}`, new(json.RawMessage), true},
		{`{"a":7}`, new(half), false},
		{`{"a":7}`, new([]int), false},
	} {
		got, _ := decode.Response([]byte(tt.document), tt.target, json.Unmarshal)
		if got.Result != tt.want {
			t.Errorf("%s into %T: result is %v", tt.document, tt.target, got.Result)
		}
	}
}

func TestCheckKey(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]bool{
		`{"thing":[]}`: true, `{"Thing":0}`: true, `{"thing":null}`: false, `{"a":{"thing":1}}`: false,
		`{"other":1}`: false, `{"thing":1,"thing":null}`: false,
	} {
		got, err := decode.Check([]byte(document), "thing")
		if err != nil || got.Result != want {
			t.Errorf("%s: result is %v, %v", document, got.Result, err)
		}
		if got, err := decode.Check([]byte(document), ""); err != nil || got.Result {
			t.Errorf("%s: a result without a key, %v", document, err)
		}
	}
	for _, document := range []string{`[]`, `"x"`, ` 1`, `null`} {
		if _, err := decode.Check([]byte(document), ""); !errors.Is(err, decode.ErrNoObject) {
			t.Errorf("%s: %v", document, err)
		}
	}
}

// The target keeps its value unless the response is accepted.
func TestResponseOverValue(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`{"b":2}`:            `{"a":1,"b":2}`,
		`{"a":3}`:            `{"a":3}`,
		`{"b":2`:             `{"a":1}`,
		`{"b":2,"ok":false}`: `{"a":1}`,
		`{"b":2,"c":"x"}`:    `{"a":1,"b":2}`,
		`[{"a":1}]`:          `{"a":1}`,
	} {
		target := map[string]int{"a": 1}
		_, _ = decode.Response([]byte(document), &target, nil)
		if got, err := json.Marshal(target); err != nil || string(got) != want {
			t.Errorf("%s: %s, %v", document, got, err)
		}
	}
}

// stubborn returns its own error for every object.
type stubborn struct{}

var errStubborn = errors.New("no")

func (*stubborn) UnmarshalJSON([]byte) error { return errStubborn }

func TestWrongType(t *testing.T) {
	t.Parallel()
	var list []int
	for _, target := range []any{&list, new(string), new(stubborn), new(chan int)} {
		_, err := decode.Response([]byte(`{"a":1}`), target, json.Unmarshal)
		if !errors.Is(err, decode.ErrWrongType) {
			t.Errorf("%T: %v", target, err)
		}
		if _, own := target.(*stubborn); own != errors.Is(err, errStubborn) {
			t.Errorf("%T: %v", target, err)
		}
	}
}

// Values of types that only encoding/json can decode do not fit if it was not passed in.
func TestWithoutFallback(t *testing.T) {
	t.Parallel()
	var got struct {
		Fixed [1]int `json:"fixed"`
		A     string `json:"a"`
	}
	malformed, err := decode.Into([]byte(`{"fixed":[1],"a":"b"}`), &got)
	if err != nil || got.A != "b" || len(malformed) != 1 || malformed[0].Path != "fixed" {
		t.Errorf("got %+v, %v, %v", got, malformed, err)
	}
}

// A long list grows by many items at once, but not by as many as its first item suggests.
func TestListGrowth(t *testing.T) {
	t.Parallel()
	tail := `,"text":"` + strings.Repeat("x", 1<<20) + `"`
	var got thing
	document := `{"texts":["a","b"],"object_pointer":{"texts":["a","b"]` + tail + `}}`
	if _, err := decode.Response([]byte(document), &got, nil); err != nil {
		t.Fatal(err)
	}
	if top, inner := cap(got.Texts), cap(got.ObjectPointer.Texts); top > 2000 || inner > 2 {
		t.Errorf("capacity %d and %d", top, inner)
	}
}

// A value that decodes itself is unchanged after an error.
func TestUnmarshalError(t *testing.T) {
	t.Parallel()
	var got thing
	verdict, err := decode.Response([]byte(`{"half":1,"text":"a"}`), &got, nil)
	if err != nil || len(verdict.Malformed) != 1 || got.Half.taken != "" || got.Text != "a" {
		t.Errorf("%+v, %v, %v", got, verdict, err)
	}
}

// Deeply nested malformed values take neither stack nor time nor memory.
func TestDeeplyMalformed(t *testing.T) {
	t.Parallel()
	const levels = 5000
	deep := strings.Repeat(`{"any":[`, levels/2) + strings.Repeat("1e999,", 10_000) + "1e999" + strings.Repeat("]}", levels/2)
	for _, document := range []string{
		`{"text":"a","any":` + deep + `}`,
		`{"text":"a","lists":` + deep + `}`,
		`{"text":"a","object_pointer":` + strings.Repeat(`{"object_pointer":`, levels) + `{"texts":[7,8]}` + strings.Repeat("}", levels+1),
		`{"text":"a","object_pointer":` + strings.Repeat(`{"by_name":7,"object_pointer":`, 20) + `7` + strings.Repeat("}", 21),
	} {
		var got thing
		verdict, err := decode.Response([]byte(document), &got, json.Unmarshal)
		malformed := verdict.Malformed
		if err != nil || got.Text != "a" || len(malformed) == 0 || len(malformed) > 21 {
			t.Errorf("%.40s: %d malformed, %v, %+v", document, len(malformed), err, got)
		}
		for _, m := range malformed {
			if parts := strings.Count(m.Path, ".") + strings.Count(m.Path, "["); parts > 32 {
				t.Errorf("%.40s: %s", document, m.Path)
			}
		}
	}
}

// listed formats malformed values as path=raw.
func listed(malformed []decode.Malformed) string {
	var list []string
	for _, m := range malformed {
		list = append(list, m.Path+"="+string(m.Raw))
	}
	return strings.Join(list, " ")
}

func TestPaths(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`{"text":1,"int":"x"}`:                                    `text=1 int="x"`,
		`{"Text":1,"te\u0078t":2}`:                                `Text=1 text=2`,
		`{"texts":["a",1,"b",2]}`:                                 `texts[1]=1 texts[3]=2`,
		`{"lists":[[],["a",{}],7]}`:                               `lists[1][1]={} lists[2]=7`,
		`{"any":{"a":[1,{"b":1e999}]}}`:                           `any.a[1].b=1e999`,
		`{"map":{"m":1e999,"n":1}}`:                               `map.m=1e999`,
		`{"by_name":{"a":{"id":1},"b":2}}`:                        `by_name.a.id=1 by_name.b=2`,
		`{"object_pointer":{"objects":[{"count": [ 1 ] },null]}}`: `object_pointer.objects[0].count=[ 1 ] object_pointer.objects[1]=null`,
	} {
		verdict, err := decode.Response([]byte(document), new(thing), json.Unmarshal)
		if got := listed(verdict.Malformed); err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", document, got, err, want)
		}
	}
}
