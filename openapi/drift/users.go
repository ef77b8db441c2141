package drift

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// direction is the body that a value travels in. The same change does different
// harm in a request and in a response.
type direction uint8

const (
	inRequest direction = iota
	inResponse
)

var directions = []direction{inRequest, inResponse}

// findUsers lists for each component the operations that use it, directly or
// inside another component, by direction.
func (s *Surface) findUsers() {
	links := map[string][]string{}
	for name, ref := range s.schemas {
		links[name] = componentsIn(ref.Value)
	}
	s.users = map[direction]map[string][]string{inRequest: {}, inResponse: {}}
	for _, path := range s.paths() {
		op := s.operations[path]
		s.addUser(inRequest, path, op.requestBody, links)
		s.addUser(inResponse, path, op.response, links)
	}
}

// addUser adds one operation to all components that one of its bodies reaches.
func (s *Surface) addUser(way direction, path string, body *openapi3.SchemaRef, links map[string][]string) {
	if body == nil {
		return
	}
	seen := map[string]bool{}
	todo := componentsAt(body)
	for len(todo) > 0 {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[name] {
			continue
		}
		seen[name] = true
		s.users[way][name] = append(s.users[way][name], path)
		todo = append(todo, links[name]...)
	}
}

// usersOf returns the operations that use a component in either direction, sorted.
func (s *Surface) usersOf(name string) []string {
	all := slices.Concat(s.users[inRequest][name], s.users[inResponse][name])
	slices.Sort(all)
	return slices.Compact(all)
}

// componentsIn returns the components that a schema refers to.
func componentsIn(s *openapi3.Schema) []string {
	var out []string
	for _, p := range s.Properties {
		out = append(out, componentsAt(p)...)
	}
	for _, parts := range []openapi3.SchemaRefs{s.OneOf, s.AllOf} {
		for _, part := range parts {
			out = append(out, componentsAt(part)...)
		}
	}
	if s.Items != nil {
		out = append(out, componentsAt(s.Items)...)
	}
	if values := s.AdditionalProperties.Schema; values != nil {
		out = append(out, componentsAt(values)...)
	}
	return out
}

func componentsAt(r *openapi3.SchemaRef) []string {
	if name := refName(r); name != "" {
		return []string{name}
	}
	if r.Value == nil {
		return nil
	}
	return componentsIn(r.Value)
}
