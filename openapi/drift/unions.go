package drift

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"
)

// variants compares the variants of a union by the value that tells them apart.
// Their order says nothing.
func (p *pair) variants() {
	old, new := mapping(p.old), mapping(p.new)
	switch {
	case len(old) == 0 && len(new) == 0:
		return
	case len(old) == 0:
		p.union(UnionGained)
		return
	case len(new) == 0:
		p.union(UnionLost)
		return
	}
	for _, value := range sortedKeys(old) {
		if to, still := new[value]; still {
			p.c.renamed(old[value], to)
			continue
		}
		p.c.on(Change{
			Kind: p.kind(RequestVariantRemoved, ResponseVariantRemoved), In: p.to, Name: value, Document: Old,
			Pointer: pointer("components", "schemas", p.from, "discriminator", "mapping", value), Operations: p.ops,
		})
	}
	for _, value := range sortedKeys(new) {
		if old[value] != "" {
			continue
		}
		p.c.on(Change{
			Kind: p.kind(RequestVariantAdded, ResponseVariantAdded), In: p.to, Name: value,
			Pointer: pointer("components", "schemas", p.to, "discriminator", "mapping", value), Operations: p.ops,
		})
	}
}

func (p *pair) union(kind Kind) {
	if p.again {
		return
	}
	p.c.on(Change{
		Kind: kind, In: p.to, Pointer: pointer("components", "schemas", p.to), Operations: p.ops,
	})
}

// mapping is the component of each variant by its value.
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

// texts are the values of an enum as text.
func texts(values []any) []string {
	out := make([]string, len(values))
	for i, value := range values {
		out[i] = fmt.Sprint(value)
	}
	return out
}
