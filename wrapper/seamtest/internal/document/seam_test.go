package document_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// published is Seam's own document, untouched: what these tests judge by.
var published = sync.OnceValues(func() (*openapi3.T, error) {
	text, err := os.ReadFile("../../../../openapi/openapi.json")
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		return nil, err
	}
	forgetUndocumented(doc)
	return doc, nil
})

// forgetUndocumented stops asking for properties that the document itself marks as undocumented.
func forgetUndocumented(doc *openapi3.T) {
	seen := map[*openapi3.Schema]bool{}
	var visit func(ref *openapi3.SchemaRef)
	visit = func(ref *openapi3.SchemaRef) {
		if ref == nil || seen[ref.Value] {
			return
		}
		s := ref.Value
		seen[s] = true
		s.Required = slices.DeleteFunc(s.Required, func(name string) bool {
			property := s.Properties[name]
			return property != nil && property.Value.Extensions["x-undocumented"] != nil
		})
		for _, property := range s.Properties {
			visit(property)
		}
		for _, part := range slices.Concat(s.OneOf, s.AllOf, s.AnyOf) {
			visit(part)
		}
		visit(s.Items)
		visit(s.AdditionalProperties.Schema)
	}
	for _, path := range document.Paths() {
		visit(answerOf(doc, path))
	}
}

// answerOf is what an operation answers; of one operation the document says nothing but that it
// answers.
func answerOf(doc *openapi3.T, path string) *openapi3.SchemaRef {
	media := doc.Paths.Value(path).Post.Responses.Value("200").Value.Content.Get("application/json")
	if media == nil {
		return openapi3.NewSchemaRef("", openapi3.NewObjectSchema())
	}
	return media.Schema
}

func seam(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := published()
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

// source makes IDs that count.
func source() document.Source {
	n := 0
	return document.Source{
		NewID: func(string) string { n++; return fmt.Sprintf("00000000-0000-4000-8000-%012d", n) },
		Now:   "2024-02-01T10:00:00.000Z",
	}
}

func TestExamplesFitSeamsDocument(t *testing.T) {
	t.Parallel()
	doc := seam(t)
	for _, path := range document.Paths() {
		example := lookup(t, path).Example(nil, source())
		example["ok"] = true
		if err := answerOf(doc, path).Value.VisitJSON(toJSON(t, example), openapi3.VisitAsResponse()); err != nil {
			t.Errorf("%s: %.1500v", path, err)
		}
	}
}

// toJSON is a value as a client reads it.
func toJSON(t *testing.T, value any) any {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var read any
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	return read
}

func TestMethodsAreThoseOfSeamsDocument(t *testing.T) {
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
