package drift

import "github.com/getkin/kin-openapi/openapi3"

// direction is the way that a value travels.
type direction uint8

const (
	sent direction = iota
	answered
)

var directions = []direction{sent, answered}

// reach notes for each component the operations that send it and those that
// answer it, directly or inside another.
func (s *Surface) reach() {
	links := map[string][]string{}
	for name, ref := range s.schemas {
		links[name] = linksOf(ref.Value)
	}
	s.reached = map[direction]map[string][]string{sent: {}, answered: {}}
	for _, path := range sortedKeys(s.operations) {
		op := s.operations[path]
		s.mark(sent, path, op.requestRef, links)
		s.mark(answered, path, op.responseOf, links)
	}
}

// mark enters one operation with all that its request, or its answer, reaches.
func (s *Surface) mark(way direction, path string, from *openapi3.SchemaRef, links map[string][]string) {
	if from == nil {
		return
	}
	seen := map[string]bool{}
	todo := linksFrom(from)
	for len(todo) > 0 {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[name] {
			continue
		}
		seen[name] = true
		s.reached[way][name] = append(s.reached[way][name], path)
		todo = append(todo, links[name]...)
	}
}

// linksOf are the components that a schema refers to.
func linksOf(s *openapi3.Schema) []string {
	var out []string
	for _, p := range s.Properties {
		out = append(out, linksFrom(p)...)
	}
	for _, parts := range []openapi3.SchemaRefs{s.OneOf, s.AllOf} {
		for _, part := range parts {
			out = append(out, linksFrom(part)...)
		}
	}
	if s.Items != nil {
		out = append(out, linksFrom(s.Items)...)
	}
	if more := s.AdditionalProperties.Schema; more != nil {
		out = append(out, linksFrom(more)...)
	}
	return out
}

func linksFrom(r *openapi3.SchemaRef) []string {
	if name := refName(r); name != "" {
		return []string{name}
	}
	if r.Value == nil {
		return nil
	}
	return linksOf(r.Value)
}
