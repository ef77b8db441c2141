package document_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
	"github.com/seam-go/seam/wrapper/seamtest/internal/published"
)

func seam(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := published.Document()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func lookup(t *testing.T, path string) *document.Operation {
	t.Helper()
	op, ok := document.Lookup(path)
	if !ok {
		t.Fatalf("no operation %s", path)
	}
	return op
}

// source returns a source whose IDs are consecutive numbers.
func source() document.Source {
	n := 0
	return document.Source{
		NewID: func(string) string { n++; return fmt.Sprintf("00000000-0000-4000-8000-%012d", n) },
		Now:   "2024-02-01T10:00:00.000Z",
	}
}

func TestPathsMatchSeamsDocument(t *testing.T) {
	t.Parallel()
	if got, want := document.Paths(), published.Documented(seam(t)); !slices.Equal(got, want) {
		t.Errorf("%d operations %v, want %d %v", len(got), got, len(want), want)
	}
}

func TestExamplesMatchSeamsDocument(t *testing.T) {
	t.Parallel()
	for _, path := range published.Documented(seam(t)) {
		example := lookup(t, path).Example(nil, source())
		example["ok"] = true
		addWithheld(example)
		text, err := json.Marshal(example)
		if err != nil {
			t.Fatal(err)
		}
		if err := published.Check(path, text); err != nil {
			t.Errorf("%s: %.1500v", path, err)
		}
	}
}

// addWithheld adds the required fields that Seam's document marks as undocumented. The normalised
// document omits these fields, so examples do not have them. Only stateful operations of seamtest return
// the objects with these fields, and they do send them.
func addWithheld(value any) {
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			addWithheld(element)
		}
	case map[string]any:
		for _, inside := range value {
			addWithheld(inside)
		}
		if _, isWebview := value["login_successful"]; isWebview {
			value["accepted_devices"], value["any_device_allowed"] = []any{}, false
		}
		if _, isUser := value["user_identity_full_name"]; isUser {
			value["last_successful_sync_at"] = nil
		}
	}
}

func TestMethodsMatchSeamsDocument(t *testing.T) {
	t.Parallel()
	doc := seam(t)
	for _, path := range document.Paths() {
		var want []string
		for method := range doc.Paths.Value(path).Operations() {
			if method != "POST" {
				want = append(want, method)
			}
		}
		slices.Sort(want)
		if got := lookup(t, path).Doubles; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}

// The normalised document merges the variants of a request. This test compares eitherOf with Seam's
// document, which has the variants.
func TestAlternativesMatchSeamsDocument(t *testing.T) {
	t.Parallel()
	for path, item := range seam(t).Paths.Map() {
		if _, ok := document.Lookup(path); !ok || item.Post.RequestBody == nil {
			continue
		}
		request := item.Post.RequestBody.Value.Content.Get("application/json").Schema.Value
		choices := request.OneOf
		for _, part := range request.AllOf {
			choices = append(choices, part.Value.OneOf...)
		}
		if fields := choice(choices); fields != nil {
			checkChoice(t, lookup(t, path), fields)
		}
	}
}

// choice returns the fields of which a request must give exactly one: each variant requires a different
// field. It returns nil if the variants have another form.
func choice(variants openapi3.SchemaRefs) []string {
	var fields []string
	for _, variant := range variants {
		if required := variant.Value.Required; len(required) != 1 || slices.Contains(fields, required[0]) {
			return nil
		}
		fields = append(fields, variant.Value.Required[0])
	}
	return fields
}

func checkChoice(t *testing.T, op *document.Operation, fields []string) {
	t.Helper()
	complains := func(params map[string]any) bool {
		return slices.ContainsFunc(op.Check(params), func(p document.Problem) bool { return len(p.Path) == 0 })
	}
	all := map[string]any{}
	for _, field := range fields {
		all[field] = ""
		if complains(map[string]any{field: ""}) {
			t.Errorf("%s: %s alone is refused", op.Path, field)
		}
	}
	if !complains(map[string]any{}) || !complains(all) {
		t.Errorf("%s: none or all of %v pass", op.Path, fields)
	}
}
