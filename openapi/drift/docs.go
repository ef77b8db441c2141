package drift

import (
	"maps"
	"reflect"

	"github.com/getkin/kin-openapi/openapi3"
)

// docs reports that the words about a component differ, once for all of them.
func (c *comparison) docs(from, to string) {
	ops := both(c.old.carriers(from), c.new.carriers(to))
	if len(ops) == 0 {
		return // the normaliser adds one that nothing uses
	}
	old, new := wordsOf(c.old.component(from)), wordsOf(c.new.component(to))
	// What came or went is reported as such, with its words.
	maps.DeleteFunc(old, func(place string, _ any) bool { _, still := new[place]; return !still })
	maps.DeleteFunc(new, func(place string, _ any) bool { _, before := old[place]; return !before })
	if reflect.DeepEqual(old, new) {
		return
	}
	c.on(Change{
		Kind: DocsChanged, In: to, Pointer: pointer("components", "schemas", to),
		Operations: ops,
	})
}

// wordsOf are the words about a component and about each of its parts.
func wordsOf(s *openapi3.Schema) map[string]any {
	words := map[string]any{"": s.Title + "\n" + s.Description}
	for name, p := range s.Properties {
		v := beside(p)
		words["field "+name] = v.Title + "\n" + v.Description
		for value, text := range valueDocs(v) {
			words["value "+name+" "+value] = text
		}
	}
	for value, text := range valueDocs(s) {
		words["value "+value] = text
	}
	return words
}

func valueDocs(s *openapi3.Schema) map[string]any {
	docs, _ := s.Extensions["x-enum-descriptions"].(map[string]any)
	return docs
}
