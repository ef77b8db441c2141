package report

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
)

// before and after have one change of each harm, and one change in two components.
var (
	before = parts{
		Request: object(`"mode": ` + enum("a", "b")),
		Thing:   object(`"id": `+anyText+`, "part": `+ref("part")+`, "spare": `+ref("spare"), "id"),
		Schemas: `"part": ` + object(`"x": `+anyText) + `, "spare": ` + object(`"x": `+anyText),
	}
	after = parts{
		Request: object(`"mode": ` + enum("a")),
		Thing:   object(`"id": ` + anyText + `, "part": ` + ref("part") + `, "spare": ` + ref("spare")),
		Schemas: `"part": ` + object(`"y": `+anyText) + `, "spare": ` + object(`"x": `+anyText+`, "y": `+anyText),
		Notes:   `"description": "Does it."`,
	}
)

func example(t *testing.T) *drift.Report {
	t.Helper()
	r := between(t, before, after)
	r.From, r.To = "old.json", "new.json"
	for i := range r.Changes {
		if r.Changes[i].Kind == drift.RequestValueRemoved {
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
	if err := Text(&out, example(t), false); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	out.Reset()
	if err := Text(&out, example(t), true); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "\x1b[31mfails     breaks   \x1b[0m  request value") {
		t.Errorf("no colour: %q", out.String())
	}
}

// The most harmful changes come first.
func TestChangesAreInOrder(t *testing.T) {
	t.Parallel()
	want := []drift.Kind{drift.RequestValueRemoved, drift.ResponseFieldRemoved, drift.ResponseFieldAdded, drift.ResponseFieldAdded, drift.DocsChanged, drift.ResponseFieldOptional}
	var got []drift.Kind
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
	if err := Text(&out, r, false); err != nil {
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

### New, or with another behaviour

**/things**

- ignores / additive: response field ` + "`y`" + ` added to 2 components: ` + "`part`, `spare`" + `

<details><summary>No program notices (2)</summary>

**/things**

- ignores / docs: docs of ` + "`/things/do`" + `
- ignores / docs: response field ` + "`id`" + ` no longer always present in ` + "`thing`" + `

</details>
`
	var out strings.Builder
	if err := Markdown(&out, example(t)); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestMarkdownFoldsLongParts(t *testing.T) {
	t.Parallel()
	r := &drift.Report{}
	for in := range strings.FieldsSeq("a b c d e f g h i j k l") {
		r.Changes = append(r.Changes, drift.Change{Kind: drift.ResponseFieldAdded, Resource: "/" + in, In: in, Name: "of_" + in, Source: drift.Additive})
	}
	var out strings.Builder
	if err := Markdown(&out, r); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "<details><summary>New, or with another behaviour (12)</summary>") {
		t.Errorf("got %s", out.String())
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	want := example(t)
	var out strings.Builder
	if err := JSON(&out, want); err != nil {
		t.Fatal(err)
	}
	var got struct {
		drift.Report
		Counts []drift.Count
	}
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Counts, want.Counts()) || len(got.Counts) != 5 {
		t.Errorf("counts %v", got.Counts)
	}
	if !reflect.DeepEqual(got.Report, *want) {
		t.Errorf("got %+v\nwant %+v", got.Report, *want)
	}
}

func TestPointers(t *testing.T) {
	t.Parallel()
	want := map[drift.Kind]string{
		drift.RequestValueRemoved:   "from /components/schemas/things_do_request_mode/enum",
		drift.ResponseFieldRemoved:  "from /components/schemas/part/properties/x",
		drift.ResponseFieldAdded:    "to /components/schemas/spare/properties/y",
		drift.ResponseFieldOptional: "to /components/schemas/thing/properties/id",
		drift.DocsChanged:           "to /paths/~1things~1do/post",
	}
	got := map[drift.Kind]string{}
	for _, c := range example(t).Changes {
		got[c.Kind] = string(c.Document) + " " + c.Pointer
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}
