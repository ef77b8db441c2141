package normalize

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// share gives an enum the type that its place shares with others. A string for
// which the document lists no values gets the type too: another place lists them.
func (n *namer) share(in scope, s *openapi3.Schema) *openapi3.SchemaRef {
	name := ideaAt(in.place)
	n.use("ideas", strings.TrimPrefix(in.place, unmanagedResult))
	component := n.sharedEnum(name)
	if component == nil {
		in.name = name
		return n.withoutType(in, s)
	}
	n.addValues(name, in.place, s)
	for _, value := range s.Enum {
		if !slices.Contains(component.Enum, value) {
			component.Enum = append(component.Enum, value)
		}
	}
	addValueDocs(component, s)
	field := n.describedRef(name, s)
	keepWire(field, "enum", s.Enum)
	return field
}

// sharedEnum returns the component for an idea, nil if something else has its name.
// The first place makes it, unless it is the discriminator of a union.
func (n *namer) sharedEnum(name string) *openapi3.Schema {
	taken, made := n.places[name], n.values[name] != nil
	switch {
	case made:
	case isDiscriminator(name, taken):
		n.addValues(name, taken, n.Components.Schemas[name].Value)
	case taken != "":
		return nil
	default:
		n.setPlace(name, "shared "+name)
		n.Components.Schemas[name] = &openapi3.SchemaRef{Value: &openapi3.Schema{
			Type: &openapi3.Types{"string"}, Description: ideas[name].description,
		}}
	}
	return n.Components.Schemas[name].Value
}

func (n *namer) addValues(name, place string, s *openapi3.Schema) {
	if n.values == nil {
		n.values = map[string]map[string][]any{}
	}
	if n.values[name] == nil {
		n.values[name] = map[string][]any{}
	}
	n.values[name][place] = withoutRepeats(append(n.values[name][place], s.Enum...))
}

// addValueDocs adds the descriptions of values that no earlier place described.
func addValueDocs(component, s *openapi3.Schema) {
	docs, _ := s.Extensions[extValueDocs].(map[string]any)
	if len(docs) == 0 {
		return
	}
	all := map[string]any{}
	mine, _ := component.Extensions[extValueDocs].(map[string]any)
	maps.Copy(all, docs)
	maps.Copy(all, mine)
	setExtension(&openapi3.SchemaRef{Value: component}, extValueDocs, all)
}

// noteDivergence notes a shared enum of which no place has the values of all
// others. A filter may allow fewer values than a resource has, but two places that
// both have a value the other lacks may have become two ideas. The discriminator of
// a union is an exception: filters do not know all variants, and undocumented
// variants are missing from it.
func (n *namer) noteDivergence() {
	for _, name := range slices.Sorted(maps.Keys(n.values)) {
		places := slices.Sorted(maps.Keys(n.values[name]))
		most := slices.MaxFunc(places, func(a, b string) int { return len(n.values[name][a]) - len(n.values[name][b]) })
		for _, place := range places {
			for _, value := range n.values[name][place] {
				if place != most && !slices.Contains(n.values[name][most], value) && !isDiscriminator(name, place) && !isDiscriminator(name, most) {
					n.notes.add(Undecided, place, fmt.Sprintf("its value %q is not among those at %s, with which it shares the type %s", value, most, name),
						"if the two places mean different things now, take one out of openapi/normalize/ideas.go")
				}
			}
		}
	}
}

func isDiscriminator(name, place string) bool {
	return slices.ContainsFunc(unions, func(u union) bool { return u.discriminator == name && u.component == place })
}
