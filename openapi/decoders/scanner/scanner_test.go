package scanner_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/decoders/scanner"
)

// These are read at once; if they were left to encoding/json, only time would tell.
func TestAccepts(t *testing.T) {
	t.Parallel()
	for _, document := range []string{
		`{}`,
		" {\n\t} \r\n",
		whole,
		`{"text":null,"name":null,"text_pointer":null,"name_pointer":null,"texts":null,"names":null,"bool":null,"bool_pointer":null,` +
			`"float":null,"float_pointer":null,"int":null,"int_pointer":null,"time":null,"time_pointer":null,"any":null,"map":null,` +
			`"json":null,"object":null,"object_pointer":null,"objects":null,"pointers":null,"k":null,"unknown":null}`,
		`{"texts":[],"names":[],"any":[],"map":{},"json":[],"objects":[],"pointers":[],"object":{},"object_pointer":{}}`,
		`{"texts":[null,"a"],"names":[null],"objects":[null,{"id":"1"}],"pointers":[null]}`,
		`{"text":"a","text":"b","bool":true,"bool":false,"float":1,"float":2,"time":"2026-01-01T00:00:00Z","time":"2027-01-01T00:00:00Z"}`,
		`{"text_pointer":"a","text_pointer":"b","object":{"id":"a"},"object":{"count":2},"object":null}`,
		`{"Text":"a","NAME":"b","\u212A":"c","oBjEcT":{"ID":"d"}}`,
		`{"K":"kelvin","teXT":"any case","ſomething":1,"Unknown":{"a":1},"UNKNOWN":2}`,
		`{"t\u0065xt":"escaped key"}`,
		`{"text":"\"\\\/\b\f\n\r\t\u0041\ud83d\ude00 \ud800 \udc00 \ud800\u0041"}`,
		`{"text":"日本語 😀","any":"日本語 \"😀\""}`,
		`{"float":1e308,"int":9223372036854775807,"any":9007199254740993,"unknown":1e999}`,
		`{"float":-0,"float":-0.0e-0}`,
		`{"any":{"a":1,"a":2},"map":{"a":{"b":1},"a":{"c":2}}}`,
		`{"text":"` + strings.Repeat("long ", 1000) + `"}`,
		nested(400),
	} {
		if !accepted(t, []byte(document)) {
			t.Errorf("refused: %.200q", document)
		}
	}
}

// These are for encoding/json to judge. Some of them it accepts.
func TestRefuses(t *testing.T) {
	t.Parallel()
	for _, document := range []string{
		``, ` `, `null`, `[]`, `"x"`, `1`, `{`, `}`, `{]`, `{}}`, `{} x`, "{}\x00", "\ufeff{}",
		`{,}`, `{"text"}`, `{"text":}`, `{"text":"a",}`, `{"text":"a""name":"b"}`, `{"text" "a"}`, `{text:"a"}`, `{'text':"a"}`,
		`{"text":1}`, `{"text":true}`, `{"text":{}}`, `{"text":["a"]}`, `{"texts":"a"}`, `{"texts":[1]}`, `{"texts":[,]}`, `{"texts":["a",]}`,
		`{"bool":"true"}`, `{"bool":1}`, `{"bool":tru}`, `{"bool":true1}`, `{"bool":nul}`,
		`{"float":"1"}`, `{"float":01}`, `{"float":+1}`, `{"float":.5}`, `{"float":1.}`, `{"float":1e}`, `{"float":-}`, `{"float":NaN}`, `{"float":0x1}`, `{"float":1e999}`, `{"any":1e999}`,
		`{"int":1.0}`, `{"int":1e2}`, `{"int":9223372036854775808}`,
		`{"time":""}`, `{"time":"yesterday"}`, `{"time":1700000000}`, `{"time":"2026-02-30T00:00:00Z"}`, `{"time":"2026-01-01 00:00:00Z"}`, `{"time":{}}`,
		`{"map":[]}`, `{"map":{1:2}}`, `{"any":}`, `{"any":[,]}`, `{"json":["a"]}`, `{"json":{}}`,
		`{"object":[]}`, `{"object_pointer":"x"}`, `{"objects":{}}`, `{"objects":[[]]}`, `{"pointers":[1]}`,
		"{\"text\":\"\x01\"}", "{\"text\":\"\n\"}", "{\"text\":\"\xff\"}", "{\"text\":\"\xed\xa0\x80\"}", "{\"\xff\":1}", "{\"unknown\":\"\x1f\"}",
		`{"text":"\x"}`, `{"text":"\u12"}`, `{"text":"\u12g4"}`, `{"text":"\`, `{"unknown":"\x"}`, `{"unknown":"\u000"}`, `{"\q":1}`,
		`{"unknown":[1 2]}`, `{"unknown":[1,]}`, `{"unknown":{"a":1,}}`, `{"unknown":{"a"}}`, `{"unknown":{1:1}}`, `{"unknown":tru}`, `{"unknown":-}`, `{"unknown":}`,
		// encoding/json reads the second over the first.
		`{"texts":["a","b"],"texts":["c"]}`, `{"objects":[{"id":"a"}],"objects":[{"count":1}]}`, `{"map":{"a":1},"map":{"b":2}}`,
		`{"object_pointer":{"text":"a"},"object_pointer":{"int":1}}`, `{"text":"a","text":null}`, `{"text_pointer":"a","text_pointer":null}`,
		`{"any":1,"any":null}`, `{"time":"2026-01-01T00:00:00Z","time":null}`,
		nested(600), nested(10_000), strings.Repeat(`{"object_pointer":`, 10_000), `{"unknown":` + strings.Repeat("[", 100_000),
	} {
		if accepted(t, []byte(document)) {
			t.Errorf("accepted: %.200q", document)
		}
	}
}

// nested is a document with that many levels.
func nested(levels int) string {
	lists := levels - 2
	return `{"unknown":` + strings.Repeat("[", lists) + strings.Repeat("]", lists) + `,"object":{}}`
}

// Every document that differs from a good one in one byte, or ends before it does.
func TestMutations(t *testing.T) {
	t.Parallel()
	var others, refused int
	for at := range whole {
		if accepted(t, []byte(whole[:at])) {
			t.Errorf("accepted what breaks off after %d bytes", at)
		}
		for _, c := range []byte("\"\\,:{}[]0-.eEntfuK \n\x00\x1f\x7f\x80\xc3\xff") {
			document := []byte(whole)
			document[at] = c
			others++
			if !accepted(t, document) {
				refused++
			}
		}
	}
	if refused < others/4 || refused == others {
		t.Errorf("%d of %d mutations are refused", refused, others)
	}
}

func FuzzDecode(f *testing.F) {
	for _, document := range []string{whole, `{"Text":"a","text":null}`, `{"objects":[,]}`, `{"any":{"a":[1e5,"\u00e9"]}}`, nested(20)} {
		f.Add([]byte(document))
	}
	f.Fuzz(func(t *testing.T, document []byte) { accepted(t, document) })
}

// answer is what stands around the result of a call.
type answer struct {
	Thing *small `json:"thing"`
}

func (a *answer) Scan(s *scanner.Scanner) {
	for s.Member() {
		switch string(s.Key()) {
		case "thing":
			if s.Object(a.Thing == nil) {
				a.Thing = new(small)
				a.Thing.scan(s)
			}
		default:
			s.Aside()
		}
	}
}

func TestAside(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]bool{
		`{"thing":{"id":"1"},"ok":true}`:                   true,
		`{"thing":{"id":"1"},"ok":null,"error":null}`:      true,
		`{"thing":{"id":"1"},"ok":"false","error":"none"}`: true,
		`{"thing":{"ok":false,"error":{}},"other":false}`:  true,
		`{"ok":false}`:                        false,
		`{"thing":{"id":"1"},"OK":false}`:     false,
		`{"ok":true,"thing":{},"ok" : false}`: false,
		`{"error":{"type":"x"}}`:              false,
		`{"thing":{},"Error": {}}`:            false,
		"{\"o\u212a\":false}":                 false,
	} {
		var a answer
		if got := scanner.DecodeAnswer([]byte(document), &a); got != want {
			t.Errorf("%s: %v", document, got)
		}
		if !want && a.Thing != nil {
			t.Errorf("%s: refused, but something is left: %+v", document, a)
		}
	}
}

// note keeps its own text, and has notes that do so, too.
type note struct {
	title string
	tags  []string
	notes []note
	text  string
}

func (n *note) scan(s *scanner.Scanner) {
	begin := s.BeginKept()
	for s.Member() {
		switch string(s.Key()) {
		case "title":
			s.Text(&n.title)
		case "tags":
			s.Texts(&n.tags)
		case "notes":
			if s.List(n.notes == nil) {
				n.notes = make([]note, 0, s.Count())
				for s.Item() {
					n.notes = append(n.notes, note{})
					if s.Object(true) {
						n.notes[len(n.notes)-1].scan(s)
					}
				}
			}
		default:
			s.Unknown()
		}
	}
	s.Keep(&n.text, begin)
}

const noted = `{"title":"outer","tags":["a","","\u0062"],"notes":[{"title":"first","x":1}, {"notes":[{"title":"deep"}]},{}],"Title":"other","y":{"y":2}}`

func TestKeep(t *testing.T) {
	t.Parallel()
	document := []byte(" " + noted + "\n")
	var n note
	if !scanner.Decode(document, &n, (*note).scan) {
		t.Fatal("refused")
	}
	clear(document)
	if n.text != noted || n.title != "outer" || !slices.Equal(n.tags, []string{"a", "", "b"}) || len(n.notes) != 3 {
		t.Fatalf("got %+v", n)
	}
	first, second := n.notes[0], n.notes[1]
	if first.title != "first" || first.text != `{"title":"first","x":1}` || second.notes[0].title != "deep" ||
		second.notes[0].text != `{"title":"deep"}` || n.notes[2].text != `{}` {
		t.Errorf("got %+v", n.notes)
	}
}

// A name that comes twice is not settled by what comes last in the text.
func TestKeepRefusesDuplicates(t *testing.T) {
	t.Parallel()
	for _, document := range []string{
		`{"title":"a","title":"b"}`, `{"title":"a","title":null}`, `{"title":"a","title":""}`, `{"title":"a","title":"\u0062"}`,
		`{"title":"\u0061","title":"b"}`, `{"tags":["a"],"tags":[]}`, `{"notes":[],"notes":[{}]}`, `{"notes":[{"title":"a","title":"b"}]}`,
	} {
		var n note
		if scanner.Decode([]byte(document), &n, (*note).scan) || n.text != "" {
			t.Errorf("%s: accepted as %+v", document, n)
		}
	}
}

func TestOthers(t *testing.T) {
	t.Parallel()
	others, ok := scanner.Others([]byte(noted), (*note).scan)
	want := map[string]json.RawMessage{"Title": json.RawMessage(`"other"`), "y": json.RawMessage(`{"y":2}`)}
	if !ok || !maps.EqualFunc(others, want, func(a, b json.RawMessage) bool { return bytes.Equal(a, b) }) {
		t.Errorf("got %s, %v", others, ok)
	}
	if _, ok := scanner.Others([]byte(`{"title":1}`), (*note).scan); ok {
		t.Error("accepted a title that is none")
	}
}
