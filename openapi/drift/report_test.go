package drift

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// before and after differ in one way of each harm, and one thing twice.
var (
	before = parts{
		request: object(`"mode": ` + enum("a", "b")),
		thing:   object(`"id": `+anyText+`, "part": `+ref("part")+`, "spare": `+ref("spare"), "id"),
		schemas: `"part": ` + object(`"x": `+anyText) + `, "spare": ` + object(`"x": `+anyText),
	}
	after = parts{
		request: object(`"mode": ` + enum("a")),
		thing:   object(`"id": ` + anyText + `, "part": ` + ref("part") + `, "spare": ` + ref("spare")),
		schemas: `"part": ` + object(`"y": `+anyText) + `, "spare": ` + object(`"x": `+anyText+`, "y": `+anyText),
		notes:   `"description": "Does it."`,
	}
)

func example(t *testing.T) *Report {
	t.Helper()
	r := between(t, before, after)
	r.From, r.To = "old.json", "new.json"
	r.StaleReviews = nil // A small document has hardly one of the reviewed operations.
	for i := range r.Changes {
		if r.Changes[i].Kind == RequestValueRemoved {
			r.Changes[i].Touches = []string{"seam.ThingsService.Do"}
		}
	}
	return r
}

func TestText(t *testing.T) {
	t.Parallel()
	want := `old.json → new.json
1 operations → 1
deployed programs: fail at 1, misread 1, ignore 2
generated again: 2 break, 0 behave differently, 2 add, 2 change docs alone

/things
  fails     breaks     request value b removed from things_do_request_mode
                       touches: seam.ThingsService.Do
  misreads  breaks     response field x removed from part
  ignores   additive   response field y added to 2 components: part, spare

no program notices: 1 response-field-optional, 1 docs-changed
`
	var out strings.Builder
	if err := example(t).WriteText(&out, false); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	out.Reset()
	if err := example(t).WriteText(&out, true); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "\x1b[31mfails     breaks   \x1b[0m  request value") {
		t.Errorf("no colour: %q", out.String())
	}
}

// The most harmful changes come first.
func TestChangesAreInOrder(t *testing.T) {
	t.Parallel()
	want := []Kind{RequestValueRemoved, ResponseFieldRemoved, ResponseFieldAdded, ResponseFieldAdded, DocsChanged, ResponseFieldOptional}
	var got []Kind
	for _, c := range example(t).Changes {
		got = append(got, c.Kind)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestTextOfNoChange(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	r := between(t, before, before)
	r.StaleReviews = nil
	if err := r.WriteText(&out, false); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(out.String(), "\n\nnothing changed\n") {
		t.Errorf("got %q", out.String())
	}
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	want := `## Drift: old.json → new.json

- 1 operations → 1
- deployed programs: fail at 1, misread 1, ignore 2
- generated again: 2 break, 0 behave differently, 2 add, 2 change docs alone

### Deployed programs fail

**/things**

- fails / breaks: request value ` + "`b`" + ` removed from ` + "`things_do_request_mode`" + `
  - touches: ` + "`seam.ThingsService.Do`" + `

### Programs no longer compile

**/things**

- misreads / breaks: response field ` + "`x`" + ` removed from ` + "`part`" + `

### Behaves differently, or is new

**/things**

- ignores / additive: response field ` + "`y`" + ` added to 2 components: ` + "`part`, `spare`" + `

<details><summary>No program notices (2)</summary>

**/things**

- ignores / docs: docs of ` + "`/things/do`" + `
- ignores / docs: response field ` + "`id`" + ` not always there any more in ` + "`thing`" + `

</details>
`
	var out strings.Builder
	if err := example(t).WriteMarkdown(&out); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestMarkdownFoldsWhatIsLong(t *testing.T) {
	t.Parallel()
	r := &Report{}
	for in := range strings.FieldsSeq("a b c d e f g h i j k l") {
		r.Changes = append(r.Changes, Change{Kind: ResponseFieldAdded, Resource: "/" + in, In: in, Name: "of_" + in, Source: Additive})
	}
	var out strings.Builder
	if err := r.WriteMarkdown(&out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "<details><summary>Behaves differently, or is new (12)</summary>") {
		t.Errorf("got %s", out.String())
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	want := example(t)
	var out strings.Builder
	if err := want.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Report
		Counts []Count
	}
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Counts, want.Counts()) || len(got.Counts) != 5 {
		t.Errorf("counts %v", got.Counts)
	}
	for i := range want.Changes {
		want.Changes[i].place = ""
	}
	if !reflect.DeepEqual(got.Report, *want) {
		t.Errorf("got %+v\nwant %+v", got.Report, *want)
	}
}

func TestPointersLeadToWhatTheySay(t *testing.T) {
	t.Parallel()
	want := map[Kind]string{
		RequestValueRemoved:   "from /components/schemas/things_do_request_mode/enum",
		ResponseFieldRemoved:  "from /components/schemas/part/properties/x",
		ResponseFieldAdded:    "to /components/schemas/spare/properties/y",
		ResponseFieldOptional: "to /components/schemas/thing/properties/id",
		DocsChanged:           "to /paths/~1things~1do/post",
	}
	got := map[Kind]string{}
	for _, c := range example(t).Changes {
		got[c.Kind] = string(c.Document) + " " + c.Pointer
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestThresholds(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		from, to parts
		want     string
	}{
		{"nothing", before, before, ""},
		{"words", parts{}, parts{notes: `"description": "Does it."`}, "docs"},
		{"a new field", answers(""), answers(`"a": ` + anyText), "docs additive"},
		{"a method renamed", parts{notes: `"x-fern-sdk-method-name": "do"`}, parts{notes: `"x-fern-sdk-method-name": "perform"`}, "docs additive source-breaks"},
		{"a value refused", before, after, "docs additive source-breaks wire-fails"},
	} {
		var got []string
		for _, name := range thresholdNames {
			threshold, err := ParseThreshold(name)
			if err != nil {
				t.Fatal(err)
			}
			if between(t, test.from, test.to).Reaches(threshold) {
				got = append(got, threshold.String())
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s reaches %v, want %s", test.name, got, test.want)
		}
	}
	if _, err := ParseThreshold("sometimes"); err == nil || !strings.Contains(err.Error(), "wire-fails") {
		t.Errorf("got %v", err)
	}
}

func TestCompareRefuses(t *testing.T) {
	t.Parallel()
	good := parts{}.document()
	for _, test := range []struct{ from, to, want string }{
		{"{}", good, "the old document: not an OpenAPI document"},
		{good, `{"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "paths": {}}`, "the new document: not an OpenAPI document: it has no paths"},
	} {
		report, err := Compare([]byte(test.from), []byte(test.to))
		if report != nil || err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("got %v, %v", report, err)
		}
	}
}
