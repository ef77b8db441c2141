package drift

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize"
)

// pair is a component in both documents, as it travels one way. Its names
// differ where the document renamed it.
type pair struct {
	c        *comparison
	from, to string
	old, new *openapi3.Schema
	way      direction
	ops      []string // the operations of both documents that carry it this way
	again    bool     // it travelled the other way before: what has no way is said
}

// renamed reports that one component took the place of another, and compares
// the two.
func (c *comparison) renamed(from, to string) {
	if from == to || c.seen[[2]string{from, to}] {
		return
	}
	ops := both(c.old.carriers(from), c.new.carriers(to))
	c.on(Change{
		Kind: TypeRenamed, In: to, Detail: became(from, to),
		Pointer: pointer("components", "schemas", to), Operations: ops,
	})
	c.pair(from, to)
}

// carriers are the operations that carry a component either way.
func (s *Surface) carriers(name string) []string {
	all := slices.Concat(s.reached[sent][name], s.reached[answered][name])
	slices.Sort(all)
	return slices.Compact(all)
}

// pair compares two components, once.
func (c *comparison) pair(from, to string) {
	if c.seen[[2]string{from, to}] {
		return
	}
	c.seen[[2]string{from, to}] = true
	again := false
	for _, way := range directions {
		ops := both(c.old.reached[way][from], c.new.reached[way][to])
		if len(ops) > 0 {
			p := &pair{c, from, to, c.old.component(from), c.new.component(to), way, ops, again}
			p.compare()
			again = true
		}
	}
	c.docs(from, to)
}

func (p *pair) compare() {
	// A component of another kind shows as another type of the fields that
	// refer to it.
	if p.c.old.wireType(componentRef(p.old)) != p.c.new.wireType(componentRef(p.new)) {
		return
	}
	if len(p.old.Enum) > 0 || len(p.new.Enum) > 0 {
		p.values()
		return
	}
	p.fields()
	p.variants()
}

func componentRef(s *openapi3.Schema) *openapi3.SchemaRef { return &openapi3.SchemaRef{Value: s} }

// fields compares the fields by name.
func (p *pair) fields() {
	for _, name := range sortedKeys(p.old.Properties) {
		if p.new.Properties[name] != nil {
			p.field(name)
		} else {
			p.fieldRemoved(name)
		}
	}
	for _, name := range sortedKeys(p.new.Properties) {
		if p.old.Properties[name] == nil {
			p.fieldAdded(name)
		}
	}
}

func (p *pair) fieldRemoved(name string) {
	kind := p.kind(RequestFieldRemoved, ResponseFieldRemoved)
	if withheld, _ := p.new.Extensions[normalize.WithheldMark].([]string); slices.Contains(withheld, name) {
		kind = p.kind(RequestFieldWithdrawn, ResponseFieldWithdrawn)
	}
	p.c.on(Change{
		Kind: kind, In: p.to, Name: name, Document: Old, Operations: p.ops,
		Pointer: pointer("components", "schemas", p.from, "properties", name),
	})
}

func (p *pair) fieldAdded(name string) {
	kind := p.kind(RequestFieldAdded, ResponseFieldAdded)
	if p.way == sent && slices.Contains(p.new.Required, name) {
		kind = RequestFieldAddedRequired
	}
	p.c.on(Change{
		Kind: kind, In: p.to, Name: name, Operations: p.ops,
		Pointer: pointer("components", "schemas", p.to, "properties", name),
	})
}

// kind picks one of two by the way that the component travels.
func (p *pair) kind(whenSent, whenAnswered Kind) Kind {
	if p.way == sent {
		return whenSent
	}
	return whenAnswered
}

// values compares the values of an enum.
func (p *pair) values() {
	old, new := texts(p.old.Enum), texts(p.new.Enum)
	for _, value := range old {
		if !slices.Contains(new, value) {
			p.c.on(Change{
				Kind: p.kind(RequestValueRemoved, ResponseValueRemoved), In: p.to, Name: value,
				Document: Old, Pointer: pointer("components", "schemas", p.from, "enum"), Operations: p.ops,
			})
		}
	}
	for _, value := range new {
		if !slices.Contains(old, value) {
			p.c.on(Change{
				Kind: p.kind(RequestValueAdded, ResponseValueAdded), In: p.to, Name: value,
				Pointer: pointer("components", "schemas", p.to, "enum"), Operations: p.ops,
			})
		}
	}
}
