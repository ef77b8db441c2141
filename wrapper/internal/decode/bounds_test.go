package decode_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// hostile returns documents that try to take far more time or memory than their length suggests. n is the
// number or length of their parts.
func hostile(n int) map[string]string {
	key := strings.Repeat("k", n)
	repeat := func(item string) string { return strings.TrimSuffix(strings.Repeat(item+",", n), ",") }
	return map[string]string{
		"malformed items":         `{"texts":[` + repeat(`{}`) + `]}`,
		"numbers as text":         `{"texts":[` + repeat(`7`) + `]}`,
		"null items":              `{"texts":[` + repeat(`null`) + `]}`,
		"times by a guess":        `{"times":{` + repeat(`"a":"2030-01-01"`) + `}}`,
		"below a long key":        `{"map":{"` + key + `":[` + repeat(`1e999`) + `]}}`,
		"below an escaped key":    `{"map":{"` + strings.Repeat(`\u0041`, n) + `":[` + repeat(`1e999`) + `]}}`,
		"below many long keys":    `{"map":{` + strings.Repeat(`"`+strings.Repeat("k", n/20)+`":{`, 20) + `"a":[` + repeat(`1e999`) + `]` + strings.Repeat("}", 20) + `}}`,
		"at long keys":            `{"map":{` + strings.Repeat(`"`+key[:n/10]+`":1e999,`, 100) + `"a":1}}`,
		"deep":                    `{"any":` + strings.Repeat(`[1e999,`, min(n, 4000)) + `1` + strings.Repeat("]", min(n, 4000)) + `}`,
		"deep and wide":           `{"any":` + strings.Repeat(`{"a":1e999,"b":[`, min(n/4, 4000)) + repeat(`1e999`) + strings.Repeat("]}", min(n/4, 4000)) + `}`,
		"lists in lists":          `{"lists":[` + repeat(`[null]`) + `]}`,
		"long value":              `{"text":[` + repeat(`"a"`) + `]}`,
		"long values":             `{"texts":[` + strings.Repeat(`["`+key[:n/10]+`"],`, 100) + `[]]}`,
		"long number":             `{"text":` + strings.Repeat("9", n) + `,"float":` + strings.Repeat("9", n) + `,"int":` + strings.Repeat("9", n) + `}`,
		"long fraction":           `{"time":"2030-01-01T00:00:00.` + strings.Repeat("9", n) + `Z"}`,
		"long time":               `{"time":"` + strings.Repeat("9", n) + `"}`,
		"escaped time":            `{"time":"` + strings.Repeat(`\u0032`, n) + `"}`,
		"no field":                `{` + repeat(`"x":1`) + `}`,
		"the same field":          `{` + repeat(`"time":"x"`) + `}`,
		"any case":                `{` + repeat(`"TIME":"x"`) + `}`,
		"lists again and again":   `{` + repeat(`"objects":[{},{}],"objects":null`) + `}`,
		"unions":                  `{"events":[` + repeat(`{"tags":[null]}`) + `]}`,
		"union of many malformed": `{"events":[{"tags":[` + repeat(`{},null`) + `]}]}`,
		"union inside union":      `{"events":[` + strings.Repeat(`{"kind":7,"in":`, 10) + `{"tags":[` + repeat(`7,{}`) + `]}` + strings.Repeat("}", 10) + `]}`,
		"notes":                   `{"notes":[` + repeat(`{"tags":[null]}`) + `]}`,
		"notes in notes":          `{"notes":[` + strings.Repeat(`{"title":{},"notes":[`, min(n/10, 4000)) + strings.Repeat("]}", min(n/10, 4000)) + `]}`,
		"notes far between":       `{"notes":[` + strings.Repeat(`{"title":"a","x":"`+key[:n/10]+`"},`, 100) + `{}]}`,
		"verdict":                 `{` + repeat(`"ok":1,"error":{}`) + `}`,
		"keys that fold":          "{" + repeat("\"\u212aſ\":1") + "}",
		"escapes":                 `{"text":"` + strings.Repeat(`\ud83d\ude00`, n) + `"}`,
		"half escapes":            `{"text":"` + strings.Repeat(`\ud83d`, n) + `"}`,
		"objects in a dictionary": `{"by_name":{` + repeat(`"a":[]`) + `}}`,
	}
}

// target has fields for all documents of [hostile].
type target struct {
	thing
	Events []*event `json:"events"`
	Notes  []note   `json:"notes"`
}

// allocated returns the number of bytes that f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// Every document takes at most a small multiple of its size in memory.
func TestBounds(t *testing.T) { //nolint:paralleltest // Allocations of other tests would count.
	const fixed = 2 << 20
	for name, document := range hostile(20_000) {
		for way, read := range map[string]func() []decode.Malformed{
			"Response": func() []decode.Malformed {
				verdict, _ := decode.Response([]byte(document), new(target), json.Unmarshal)
				return verdict.Malformed
			},
			"Unread":  func() []decode.Malformed { decode.Unread([]byte(document), new(target)); return nil },
			"Members": func() []decode.Malformed { decode.Members([]byte(document)); return nil },
			"Check":   func() []decode.Malformed { _, _ = decode.Check([]byte(document), "thing"); return nil },
			"Rewrite": func() []decode.Malformed { decode.Rewrite([]byte(document), strings.ToUpper); return nil },
		} {
			var malformed []decode.Malformed
			used := allocated(func() { malformed = read() })
			if limit := uint64(fixed + 40*len(document)); used > limit {
				t.Errorf("%s: %s of %d KiB takes %d KiB", name, way, len(document)>>10, used>>10)
			}
			isBounded(t, name, malformed)
		}
	}
}

func isBounded(t *testing.T, name string, malformed []decode.Malformed) {
	t.Helper()
	var paths, raws int
	for _, m := range malformed {
		paths += len(m.Path)
		raws += len(m.Raw)
		if len(m.Path) > 512 || len(m.Raw) > 4<<10 || m.Raw != nil && !json.Valid(m.Raw) || !utf8.ValidString(m.Path) {
			t.Errorf("%s: a value with %d bytes of path and %d of text", name, len(m.Path), len(m.Raw))
		}
	}
	if len(malformed) > 1001 || paths > 66<<10 || raws > 256<<10 {
		t.Errorf("%s: %d values with %d bytes of paths and %d of text", name, len(malformed), paths, raws)
	}
}

func TestOmittedValuesAreCounted(t *testing.T) {
	t.Parallel()
	var got struct {
		Texts []string       `json:"texts"`
		Map   map[string]any `json:"map"`
	}
	list := strings.TrimSuffix(strings.Repeat("{},", 1234), ",")
	malformed, err := decode.Into([]byte(`{"texts":[`+list+`]}`), &got)
	if err != nil || len(malformed) != 1001 || malformed[999].Path != "texts[999]" || malformed[1000].Path != "… 234 more" || malformed[1000].Raw != nil {
		t.Errorf("%d values, the last is %v, %v", len(malformed), malformed[len(malformed)-1], err)
	}
	// With exactly as many as are kept, none are omitted.
	malformed, err = decode.Into([]byte(`{"texts":[`+list[:1000*3-1]+`]}`), &got)
	if err != nil || len(malformed) != 1000 {
		t.Errorf("%d values, %v", len(malformed), err)
	}
	// Long keys use up the bytes for paths.
	long := strings.Repeat("é", 300)
	malformed, err = decode.Into([]byte(`{"map":{"`+long+`":{"`+long+`":{"`+long+`":{"`+long+`":{"`+long+`":[`+strings.Repeat("1e999,", 500)+`1]}}}}}}`), &got)
	last := malformed[len(malformed)-1]
	if err != nil || len(malformed) > 200 || last.Path != fmt.Sprintf("… %d more", 501-len(malformed)) {
		t.Errorf("%d values, the last is %v, %v", len(malformed), last.Path, err)
	}
	if first := malformed[0].Path; len(first) > 512 || !strings.HasPrefix(first, "map.éé") || !strings.HasSuffix(first, "é…[0]") || !strings.Contains(first, "…") {
		t.Errorf("cut to %s", first)
	}
	// Only a value that is not too long has its text.
	malformed, err = decode.Into([]byte(`{"texts":[["`+strings.Repeat("x", 4<<10)+`"],["x"]]}`), &got)
	if err != nil || len(malformed) != 2 || malformed[0].Raw != nil || string(malformed[1].Raw) != `["x"]` {
		t.Errorf("%v, %v", malformed, err)
	}
}

// Unread returns all members, although reports of malformed values are limited.
func TestUnreadIsNotLimited(t *testing.T) {
	t.Parallel()
	document := `{"tags":[` + strings.Repeat("{},", 5000) + `"a"],"count":"x"}`
	if unread := decode.Unread([]byte(document), new(note)); len(unread) != 2 {
		t.Errorf("%d members", len(unread))
	}
	var got struct {
		Tags   []string `json:"tags"`
		Events []*event `json:"events"`
	}
	_, err := decode.Into([]byte(`{"tags":[`+strings.Repeat("{},", 5000)+`"a"],"events":[{"kind":"b","at":"x"}]}`), &got)
	if err != nil || len(got.Tags) != 1 || string(got.Events[0].raw) != `{"kind":"b","at":null}` {
		t.Errorf("%+v, %v", got, err)
	}
}

// Empty objects become large structs. Too many of them are an error, after which the target is empty.
func TestEmptyObjects(t *testing.T) { //nolint:paralleltest // Allocations of other tests would count.
	for _, tt := range []struct {
		key, item string
		want      error
	}{
		{"objects", `{}`, decode.ErrTooLarge},
		{"things", `{}`, decode.ErrTooLarge},
		{"things", `1`, nil},
		{"things", `null`, nil},
		{"objects", `1`, nil},
		{"by_key", `"":1`, nil},
		{"by_key", `"":{}`, decode.ErrTooLarge},
		{"things", `{"text":"the usual","more":"` + strings.Repeat("x", 100) + `"}`, nil},
	} {
		const items = 100_000
		list := strings.Repeat(tt.item+",", items) + tt.item
		document := []byte(`{"` + tt.key + `":[` + list + `]}`)
		if strings.HasPrefix(tt.item, `"`) {
			document = []byte(`{"` + tt.key + `":{` + list + `}}`)
		}
		var got struct {
			Objects []wide          `json:"objects"`
			Things  []*wide         `json:"things"`
			ByKey   map[string]wide `json:"by_key"`
		}
		var err error
		used := allocated(func() { _, err = decode.Response(document, &got, nil) })
		if !errors.Is(err, tt.want) || tt.want != nil && (got.Objects != nil || got.Things != nil || got.ByKey != nil) {
			t.Errorf("%s: %v", document[:20], err)
		}
		limit := uint64(256 << 20)
		if tt.item[len(tt.item)-1] != '}' { // These leave nothing.
			limit = 4 << 20
		}
		if used > limit {
			t.Errorf("%s: %d KiB take %d KiB", document[:20], len(document)>>10, used>>10)
		}
	}
}

// wide takes many bytes for a short JSON object.
type wide struct {
	Text string `json:"text"`
	_    [1000]byte
}
