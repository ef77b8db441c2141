package drift

import (
	"maps"
	"reflect"

	"github.com/getkin/kin-openapi/openapi3"
)

// docs reports that the descriptions in a component differ, once for all of them.
func (c *comparison) docs(from, to string) {
	ops := both(c.old.usersOf(from), c.new.usersOf(to))
	if len(ops) == 0 {
		return // the normaliser adds one component that no operation uses
	}
	before, after := descriptions(c.old.component(from)), descriptions(c.new.component(to))
	// A part that only one document has is reported as added or removed.
	maps.DeleteFunc(before, func(place string, _ any) bool { _, still := after[place]; return !still })
	maps.DeleteFunc(after, func(place string, _ any) bool { _, known := before[place]; return !known })
	if reflect.DeepEqual(before, after) {
		return
	}
	c.add(Change{
		Kind: DocsChanged, In: to, Pointer: pointer("components", "schemas", to),
		Operations: ops,
	})
}

// descriptions returns the description of a component and of each of its parts.
func descriptions(s *openapi3.Schema) map[string]any {
	found := map[string]any{"": s.Title + "\n" + s.Description}
	for name, p := range s.Properties {
		v := inline(p)
		found["field "+name] = v.Title + "\n" + v.Description
		for value, text := range valueDocs(v) {
			found["value "+name+" "+value] = text
		}
	}
	for value, text := range valueDocs(s) {
		found["value "+value] = text
	}
	return found
}

func valueDocs(s *openapi3.Schema) map[string]any {
	docs, _ := s.Extensions["x-enum-descriptions"].(map[string]any)
	return docs
}
