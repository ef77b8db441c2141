package seam

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
)

// The types item and document resemble generated types.
type item struct {
	ID       string               `json:"id"`
	At       time.Time            `json:"at"`
	Ends     *time.Time           `json:"ends"`
	Count    *float64             `json:"count"`
	Whole    int                  `json:"whole"`
	Flag     bool                 `json:"flag"`
	Tags     []string             `json:"tags"`
	Times    []time.Time          `json:"times"`
	ByName   map[string]time.Time `json:"by_name"`
	Children []*item              `json:"children"`
	Free     any                  `json:"free"`
	Raw      json.RawMessage      `json:"raw"`
	Level    level                `json:"level"`
	Fixed    [2]int               `json:"fixed"`
	Untagged string
	Common
	Skip int `json:"-"`
}

type Common struct {
	CreatedAt time.Time `json:"created_at"`
}

type level string

type document struct {
	Items  []item      `json:"items"`
	Item   *item       `json:"item"`
	Events []gen.Event `json:"events"`
	OK     bool        `json:"ok"`
}

func paths(malformed []MalformedValue) string {
	var list []string
	for _, m := range malformed {
		list = append(list, m.Path+"="+string(m.Raw))
	}
	return strings.Join(list, " ")
}

// decodeDocument decodes body as the response to a call.
func decodeDocument(t testing.TB, body string) (document, ResponseInfo, error) {
	c, err := newCaller(APIKey(testKey), []Option{WithTransport(transportFunc(func(*http.Request) (*http.Response, error) {
		return newResponse(200, body), nil
	}))})
	if err != nil {
		t.Fatal(err)
	}
	var d document
	var info ResponseInfo
	err = c.Call(t.Context(), readOp, nil, &d, CallInfo(&info), decodeAnyType())
	return d, info, err
}

func TestMalformedValues(t *testing.T) {
	for name, tt := range map[string]struct{ item, want string }{
		"time":              {`"at":"yesterday"`, `items[1].at="yesterday"`},
		"time is a number":  {`"at":7`, `items[1].at=7`},
		"no T":              {`"at":"2025-06-19 00:00"`, `items[1].at="2025-06-19 00:00"`},
		"empty time":        {`"at":""`, `items[1].at=""`},
		"pointer to time":   {`"ends":"never"`, `items[1].ends="never"`},
		"number as text":    {`"count":"7"`, `items[1].count="7"`},
		"number too large":  {`"count":1e999`, `items[1].count=1e999`},
		"part of a number":  {`"whole":1.5`, `items[1].whole=1.5`},
		"whole too large":   {`"whole":99999999999999999999`, `items[1].whole=99999999999999999999`},
		"text as number":    {`"id":7`, `items[1].id=7`},
		"object as text":    {`"id":{"a":[1]}`, `items[1].id={"a":[1]}`},
		"enum as number":    {`"level":7`, `items[1].level=7`},
		"flag as text":      {`"flag":"true"`, `items[1].flag="true"`},
		"list as object":    {`"tags":{}`, `items[1].tags={}`},
		"one of a list":     {`"tags":["a",7,"b"]`, `items[1].tags[1]=7`},
		"times":             {`"times":["x","2025-01-01T00:00:00Z","y"]`, `items[1].times[0]="x" items[1].times[2]="y"`},
		"map":               {`"by_name":{"a":"x","b":"2025-01-01T00:00:00Z"}`, `items[1].by_name.a="x"`},
		"map as list":       {`"by_name":[]`, `items[1].by_name=[]`},
		"child":             {`"children":[{"id":"c","children":[{"at":"x","id":"d"}]},null,7]`, `items[1].children[0].children[0].at="x" items[1].children[1]=null items[1].children[2]=7`},
		"free":              {`"free":{"a":[1,{"b":1e999}]}`, `items[1].free.a[1].b=1e999`},
		"fixed":             {`"fixed":[1,"x"]`, `items[1].fixed=[1,"x"]`},
		"other case":        {`"At":"x","WHOLE":"y"`, `items[1].At="x" items[1].WHOLE="y"`},
		"without a tag":     {`"untagged":7`, `items[1].untagged=7`},
		"embedded":          {`"created_at":"x"`, `items[1].created_at="x"`},
		"two":               {`"at":"x","whole":"y"`, `items[1].at="x" items[1].whole="y"`},
		"unknown beside it": {`"at":"x","later":{"é\n\"":1e999},"hidden":"x","common":7,"Skip":"x","-":"x"`, `items[1].at="x"`},
	} {
		t.Run(name, func(t *testing.T) {
			body := ` {"ok":true,"items":[{"id":"first","at":"2025-01-01T00:00:00Z"},{"whole":3,"raw":[1],` + tt.item + `},{"id":"last"}]}`
			d, info, err := decodeDocument(t, body)
			if err != nil {
				t.Fatal(err)
			}
			if got := paths(info.Malformed); got != tt.want {
				t.Errorf("malformed %s\nwant      %s", got, tt.want)
			}
			if !d.OK || len(d.Items) != 3 || d.Items[0].ID != "first" || d.Items[0].At.IsZero() || d.Items[2].ID != "last" || string(d.Items[1].Raw) != "[1]" {
				t.Errorf("lost more than that: %+v", d)
			}
			if !strings.Contains(strings.ToLower(tt.item), `"whole"`) && d.Items[1].Whole != 3 {
				t.Errorf("the item lost more than that: %+v", d.Items[1])
			}
		})
	}
}

func TestMalformedValuesKeepTheRest(t *testing.T) {
	d, _, err := decodeDocument(t, `{"ok":true,"items":[{"id":"a","tags":["x",7,"y"],"times":["2025-01-01T00:00:00Z","no"],
		"by_name":{"a":"no","b":"2025-01-01T00:00:00Z"},"children":[{"id":"c","at":"no"},7,{"id":"d"}],"free":{"n":1e999,"m":2}}]}`)
	if err != nil {
		t.Fatal(err)
	}
	got := d.Items[0]
	if fmt.Sprint(got.Tags) != "[x 7 y]" || len(got.Times) != 1 || len(got.ByName) != 1 || len(got.Children) != 2 ||
		got.Children[0].ID != "c" || got.Children[1].ID != "d" || !reflect.DeepEqual(got.Free, map[string]any{"m": 2.0}) {
		t.Errorf("got %+v", got)
	}
}

// One malformed value among 500 items does not affect the others.
func TestBadTimestampInAPage(t *testing.T) {
	var items []string
	for i := range 500 {
		at := "2025-01-01T00:00:00Z"
		if i == 250 {
			at = "not a time"
		}
		items = append(items, fmt.Sprintf(`{"id":"%d","at":"%s"}`, i, at))
	}
	d, info, err := decodeDocument(t, `{"ok":true,"items":[`+strings.Join(items, ",")+`]}`)
	if err != nil || len(d.Items) != 500 || paths(info.Malformed) != `items[250].at="not a time"` {
		t.Fatalf("%d items, %s, %v", len(d.Items), paths(info.Malformed), err)
	}
	for i, it := range d.Items {
		if it.ID != strconv.Itoa(i) || it.At.IsZero() != (i == 250) {
			t.Errorf("item %d is %+v", i, it)
		}
	}
}

// An item that is not an object is left out, and not decoded to an empty item.
func TestMalformedItem(t *testing.T) {
	d, info, err := decodeDocument(t, `{"ok":true,"items":[{"id":"a"},"b",[],{"id":"c"}],"item":7}`)
	if err != nil || len(d.Items) != 2 || d.Items[1].ID != "c" || d.Item != nil {
		t.Errorf("%+v, %v", d, err)
	}
	if want := `items[1]="b" items[2]=[] item=7`; paths(info.Malformed) != want {
		t.Errorf("malformed %s", paths(info.Malformed))
	}
}

// A union keeps its raw JSON, but with null for values that do not fit the fields that all variants
// share: they would not fit the fields of the variant either.
func TestMalformedUnion(t *testing.T) {
	const first = `{"event_type":"a","occurred_at":"x","more":{"deep":1}}`
	d, info, err := decodeDocument(t, `{"ok":true,"events":[`+first+`,{"event_type":"b"},7]}`)
	if err != nil || len(d.Events) != 2 || d.Events[0].EventType != "a" || d.Events[1].EventType != "b" {
		t.Fatalf("%+v, %v", d, err)
	}
	if got := string(d.Events[0].Raw()); got != strings.Replace(first, `"x"`, "null", 1) {
		t.Errorf("raw %s", got)
	}
	if want := `events[0].occurred_at="x" events[2]=7`; paths(info.Malformed) != want {
		t.Errorf("malformed %s", paths(info.Malformed))
	}
}

// undecodable rejects every object.
type undecodable struct {
	At time.Time `json:"at"`
}

func (*undecodable) UnmarshalJSON([]byte) error {
	return errors.New("no")
}

// An object that cannot be decoded, although its parts can, is reported once, as a whole.
func TestMalformedWhole(t *testing.T) {
	var out struct {
		A  undecodable `json:"a"`
		OK bool        `json:"ok"`
	}
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		return newResponse(200, `{"a":{"at":"x"},"ok":true}`), nil
	})
	var info ResponseInfo
	err := c.Call(t.Context(), readOp, nil, &out, CallInfo(&info))
	if err != nil || !out.OK || paths(info.Malformed) != `a={"at":"x"}` {
		t.Errorf("%+v, %s, %v", out, paths(info.Malformed), err)
	}
}

// Unknown values and null are not malformed.
func TestToleratedValues(t *testing.T) {
	d, info, err := decodeDocument(t, `{"new":1,"ok":true,"items":[{"id":"no UUID","at":null,"level":"brand new","tags":null,"children":null,
		"free":{"big":9007199254740993},"count":9007199254740993,"new":{"x":[1e999]}}],"item":null,"events":null,"result":null}`)
	if err != nil || len(info.Malformed) != 0 {
		t.Fatalf("%v, malformed %s", err, paths(info.Malformed))
	}
	if got := d.Items[0]; got.ID != "no UUID" || got.Level != "brand new" || *got.Count != 9007199254740993 || !got.At.IsZero() {
		t.Errorf("got %+v", got)
	}
}

// A deeply nested value uses neither much stack nor much time.
func TestDeepMalformedValue(t *testing.T) {
	deep := strings.Repeat("[", 5000) + "1e999" + strings.Repeat("]", 5000)
	d, info, err := decodeDocument(t, `{"ok":true,"items":[{"id":"a","free":`+deep+`}]}`)
	if err != nil || len(d.Items) != 1 || d.Items[0].ID != "a" || len(info.Malformed) != 1 {
		t.Fatalf("%+v, %d malformed, %v", d, len(info.Malformed), err)
	}
	if levels := strings.Count(info.Malformed[0].Path, "[0]"); levels > 32 {
		t.Errorf("descended %d levels", levels)
	}
}

// A target that cannot hold an object is an error. A map that already has entries is extended.
func TestUndecodable(t *testing.T) {
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) { return newResponse(200, `{"a":1,"b":"x"}`), nil })
	var list []int
	err := c.Call(t.Context(), readOp, nil, &list)
	if _, ok := err.(*Error); !ok { //nolint:errorlint // The Error must not be wrapped.
		t.Errorf("got %v", err)
	}
	numbers := map[string]int{"old": 1}
	if err := c.Call(t.Context(), readOp, nil, &numbers); err != nil || !reflect.DeepEqual(numbers, map[string]int{"old": 1, "a": 1}) {
		t.Errorf("%v, %v", numbers, err)
	}
}

func TestMalformedValuesAreLogged(t *testing.T) {
	var log bytes.Buffer
	c := stubCaller(t, func(int, *http.Request) (*http.Response, error) {
		return newResponse(200, `{"ok":true,"items":[{"at":"personal"}]}`), nil
	}, WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	var d document
	if err := c.Call(t.Context(), readOp, nil, &d); err != nil {
		t.Fatal(err)
	}
	if got := log.String(); !strings.Contains(got, "level=WARN") || !strings.Contains(got, "items[0].at") || strings.Contains(got, "personal") {
		t.Errorf("logged %s", got)
	}
}

// Malformed values of a credential are reported by CallInfo.
func TestMalformedCredentialValues(t *testing.T) {
	const (
		valid     = `{"acs_credential_id":"a","errors":[{"error_code":"e"}]}`
		malformed = `{"acs_credential_id":"b","created_at":"then","code":7,"errors":[{"error_code":[]}],"warnings":[{"created_at":""}]}`
	)
	get := func(s *CredentialsService, info *ResponseInfo) error {
		_, err := s.Get(t.Context(), "b", CallInfo(info))
		return err
	}
	list := func(s *CredentialsService, info *ResponseInfo) error {
		_, err := s.ListPage(t.Context(), CredentialFilter{}, CallInfo(info))
		return err
	}
	for _, tt := range []struct {
		call       func(*CredentialsService, *ResponseInfo) error
		body, want string
	}{
		{get, `{"acs_credential":` + valid + `}`, ``},
		{list, `{"acs_credentials":[` + valid + `],"pagination":{"has_next_page":false}}`, ``},
		{
			get, `{"acs_credential":` + malformed + `}`,
			`acs_credential.created_at="then" acs_credential.code=7 acs_credential.errors[0].error_code=[] acs_credential.warnings[0].created_at=""`,
		},
		{
			list, `{"acs_credentials":[` + valid + `,null,{"is_issued":"yes"}],"pagination":{"has_next_page":false}}`,
			`acs_credentials[1]=null acs_credentials[2].is_issued="yes"`,
		},
	} {
		s, _ := stubCredentials(t, tt.body)
		var info ResponseInfo
		if err := tt.call(s, &info); err != nil || paths(info.Malformed) != tt.want {
			t.Errorf("%s: malformed %s, %v", tt.body, paths(info.Malformed), err)
		}
	}
}
