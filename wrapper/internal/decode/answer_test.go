package decode_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

func TestOutcome(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]bool{
		`{"thing":{"id":"1"},"ok":true}`:                   false,
		`{"thing":{"id":"1"},"ok":null,"error":null}`:      false,
		`{"thing":{"id":"1"},"ok":"false","error":"none"}`: false,
		`{"thing":{"ok":false,"error":{}},"other":false}`:  false,
		`{"ok":false,"thing":{},"ok":true}`:                false,
		`{"ok":false}`:                                     true,
		`{"thing":{"id":"1"},"OK":false}`:                  true,
		`{"ok":true,"thing":{},"ok" : false}`:              true,
		`{"error":{"type":"x"}}`:                           true,
		`{"thing":{},"Error": {}}`:                         true,
		"{\"o\u212a\":false}":                              true,
	} {
		var answer struct {
			Thing *small `json:"thing"`
		}
		_, failed, err := decode.Answer([]byte(document), &answer, nil)
		if failed != want || err != nil {
			t.Errorf("%s: %v, %v", document, failed, err)
		}
		if failed && answer.Thing != nil {
			t.Errorf("%s: failed, but something is left: %+v", document, answer)
		}
		// It is the same for those who ask for it themselves.
		var all struct {
			OK    any `json:"ok"`
			Error any `json:"error"`
		}
		if _, failed, err := decode.Answer([]byte(document), &all, nil); failed != want || err != nil {
			t.Errorf("%s: %v, %v", document, failed, err)
		}
		if failed, err := decode.Check([]byte(document)); failed != want || err != nil {
			t.Errorf("%s: checked as %v, %v", document, failed, err)
		}
	}
}

// What was in the target before is there until there is something better.
func TestAnswerOverOthers(t *testing.T) {
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
		_, _, _ = decode.Answer([]byte(document), &target, nil)
		if got, err := json.Marshal(target); err != nil || string(got) != want {
			t.Errorf("%s: %s, %v", document, got, err)
		}
	}
}

// stubborn refuses every object, for reasons of its own.
type stubborn struct{}

var errStubborn = errors.New("no")

func (*stubborn) UnmarshalJSON([]byte) error { return errStubborn }

func TestMisfitAsAWhole(t *testing.T) {
	t.Parallel()
	var list []int
	for _, target := range []any{&list, new(string), new(stubborn), new(chan int)} {
		_, _, err := decode.Answer([]byte(`{"a":1}`), target, json.Unmarshal)
		if !errors.Is(err, decode.ErrMisfit) {
			t.Errorf("%T: %v", target, err)
		}
		if _, own := target.(*stubborn); own != errors.Is(err, errStubborn) {
			t.Errorf("%T: %v", target, err)
		}
	}
}

// Types that only encoding/json reads are misfits where it was not handed over.
func TestWithoutOther(t *testing.T) {
	t.Parallel()
	var got struct {
		Fixed [1]int `json:"fixed"`
		A     string `json:"a"`
	}
	misfits, err := decode.Into([]byte(`{"fixed":[1],"a":"b"}`), &got)
	if err != nil || got.A != "b" || len(misfits) != 1 || misfits[0].Path != "fixed" {
		t.Errorf("got %+v, %v, %v", got, misfits, err)
	}
}

// There is room for a long list at once, but not for as many items as its first makes think.
func TestRoom(t *testing.T) {
	t.Parallel()
	tail := `,"text":"` + strings.Repeat("x", 1<<20) + `"`
	var got thing
	document := `{"texts":["a","b"],"object_pointer":{"texts":["a","b"]` + tail + `}}`
	if _, _, err := decode.Answer([]byte(document), &got, nil); err != nil {
		t.Fatal(err)
	}
	if top, inner := cap(got.Texts), cap(got.ObjectPointer.Texts); top > 2000 || inner > 2 {
		t.Errorf("room for %d and %d items", top, inner)
	}
}

// What a type that decodes itself refuses is left as it was.
func TestRefusedByItself(t *testing.T) {
	t.Parallel()
	var got thing
	misfits, _, err := decode.Answer([]byte(`{"half":1,"text":"a"}`), &got, nil)
	if err != nil || len(misfits) != 1 || got.Half.taken != "" || got.Text != "a" {
		t.Errorf("%+v, %v, %v", got, misfits, err)
	}
}

// A hostile depth of values costs neither the stack nor the time nor the memory.
func TestDeepMisfits(t *testing.T) {
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
		misfits, failed, err := decode.Answer([]byte(document), &got, json.Unmarshal)
		if err != nil || failed || got.Text != "a" || len(misfits) == 0 || len(misfits) > 21 {
			t.Errorf("%.40s: %d misfits, %v, %+v", document, len(misfits), err, got)
		}
		for _, misfit := range misfits {
			if parts := strings.Count(misfit.Path, ".") + strings.Count(misfit.Path, "["); parts > 32 {
				t.Errorf("%.40s: %s", document, misfit.Path)
			}
		}
	}
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
		`{"object_pointer":{"objects":[{"count": [ 1 ] },null]}}`: `object_pointer.objects[0].count=[ 1 ]`,
	} {
		misfits, _, err := decode.Answer([]byte(document), new(thing), json.Unmarshal)
		var got []string
		for _, misfit := range misfits {
			got = append(got, misfit.Path+"="+string(misfit.Raw))
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s: %s, %v; want %s", document, strings.Join(got, " "), err, want)
		}
	}
}
