// Package published is for tests: it judges answers by Seam's own document, as it was published and
// before any pass of ours changed it.
package published

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// Document reads Seam's document, once for a test program.
var Document = sync.OnceValues(func() (*openapi3.T, error) {
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		return nil, errors.New("where is this file?")
	}
	text, err := os.ReadFile(filepath.Join(filepath.Dir(here), "../../../../openapi/openapi.json"))
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

// Documented lists the paths of all documented operations, sorted.
func Documented(doc *openapi3.T) []string {
	var paths []string
	for path, item := range doc.Paths.Map() {
		if item.Post != nil && item.Post.Extensions["x-undocumented"] == nil {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// Check returns what the document has against an answer of an operation, the whole JSON text of it.
func Check(path string, answer []byte) error {
	doc, err := Document()
	if err != nil {
		return err
	}
	var value any
	if err := json.Unmarshal(answer, &value); err != nil {
		return err
	}
	return answerOf(doc, path).VisitJSON(value, openapi3.VisitAsResponse(), openapi3.MultiErrors())
}

// answerOf is what an operation answers; of one operation the document says nothing but that it
// answers.
func answerOf(doc *openapi3.T, path string) *openapi3.Schema {
	media := doc.Paths.Value(path).Post.Responses.Value("200").Value.Content.Get("application/json")
	if media == nil {
		return openapi3.NewObjectSchema()
	}
	return media.Schema.Value
}

// forgetUndocumented stops asking for properties that the document itself marks as undocumented.
func forgetUndocumented(doc *openapi3.T) {
	seen := map[*openapi3.Schema]bool{}
	for _, path := range Documented(doc) {
		visit(answerOf(doc, path), seen)
	}
}

func visit(s *openapi3.Schema, seen map[*openapi3.Schema]bool) {
	if seen[s] {
		return
	}
	seen[s] = true
	s.Required = slices.DeleteFunc(s.Required, func(name string) bool {
		property := s.Properties[name]
		return property != nil && property.Value.Extensions["x-undocumented"] != nil
	})
	parts := slices.Concat(s.OneOf, s.AllOf, s.AnyOf)
	for _, property := range s.Properties {
		parts = append(parts, property)
	}
	for _, part := range append(parts, s.Items, s.AdditionalProperties.Schema) {
		if part != nil {
			visit(part.Value, seen)
		}
	}
}
