package drift

import (
	"fmt"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// variants compares the variants of a union by the value of the discriminator. Their
// order means nothing.
func (p *pair) variants() {
	before, after := mapping(p.old), mapping(p.new)
	switch {
	case len(before) == 0 && len(after) == 0:
		return
	case len(before) == 0:
		p.union(UnionGained)
		return
	case len(after) == 0:
		p.union(UnionLost)
		return
	}
	change := func(kind Kind, value string, in Document, component string) {
		p.c.add(Change{
			Kind: kind, In: p.to, Name: value, Document: in, Operations: p.ops,
			Pointer: pointer("components", "schemas", component, "discriminator", "mapping", value),
		})
	}
	for _, value := range slices.Sorted(maps.Keys(before)) {
		if to, still := after[value]; still {
			p.c.renamed(before[value], to)
			continue
		}
		change(p.kind(RequestVariantRemoved, ResponseVariantRemoved), value, Old, p.from)
	}
	for _, value := range slices.Sorted(maps.Keys(after)) {
		if before[value] == "" {
			change(p.kind(RequestVariantAdded, ResponseVariantAdded), value, New, p.to)
		}
	}
}

func (p *pair) union(kind Kind) {
	if p.again {
		return
	}
	p.c.add(Change{
		Kind: kind, In: p.to, Pointer: pointer("components", "schemas", p.to), Operations: p.ops,
	})
}

// mapping returns the component of each variant by its value.
func mapping(s *openapi3.Schema) map[string]string {
	if s.Discriminator == nil {
		return nil
	}
	out := map[string]string{}
	for value, ref := range s.Discriminator.Mapping {
		out[value] = refName(&openapi3.SchemaRef{Ref: ref.Ref})
	}
	return out
}

// texts returns the values of an enum as text.
func texts(values []any) []string {
	out := make([]string, len(values))
	for i, value := range values {
		out[i] = fmt.Sprint(value)
	}
	return out
}
