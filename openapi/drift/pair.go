package drift

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize"
)

// pair is a component in both documents, as one direction uses it. Its names differ
// if the document renamed it.
type pair struct {
	c        *comparison
	from, to string
	old, new *openapi3.Schema
	way      direction
	ops      []string // the operations of both documents that use it this way
	again    bool     // the other direction was compared before
}

// renamed reports that one component took the place of another, and compares the
// two.
func (c *comparison) renamed(from, to string) {
	if from == to || c.seen[[2]string{from, to}] {
		return
	}
	c.add(Change{
		Kind: TypeRenamed, In: to, Detail: became(from, to),
		Pointer: pointer("components", "schemas", to), Operations: both(c.old.usersOf(from), c.new.usersOf(to)),
	})
	c.pair(from, to)
}

// pair compares two components, once.
func (c *comparison) pair(from, to string) {
	if c.seen[[2]string{from, to}] {
		return
	}
	c.seen[[2]string{from, to}] = true
	again := false
	for _, way := range directions {
		ops := both(c.old.users[way][from], c.new.users[way][to])
		if len(ops) > 0 {
			p := &pair{c, from, to, c.old.component(from), c.new.component(to), way, ops, again}
			p.compare()
			again = true
		}
	}
	c.docs(from, to)
}

func (p *pair) compare() {
	from, to := &openapi3.SchemaRef{Value: p.old}, &openapi3.SchemaRef{Value: p.new}
	// A component of another type shows in the fields that refer to it.
	if p.c.old.wireType(from) != p.c.new.wireType(to) {
		return
	}
	if len(p.old.Enum) > 0 || len(p.new.Enum) > 0 {
		p.values()
		return
	}
	p.limits(from, to, func(kind Kind, detail, goType string) {
		p.c.addField(Change{
			Kind: kind, In: p.to, Detail: detail, Operations: p.ops, Pointer: pointer("components", "schemas", p.to),
		}, goType, goType)
	})
	p.fields()
	p.variants()
}

// fields compares the fields by name.
func (p *pair) fields() {
	for _, name := range slices.Sorted(maps.Keys(p.old.Properties)) {
		if p.new.Properties[name] != nil {
			p.field(name)
		} else {
			p.fieldRemoved(name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.new.Properties)) {
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
	p.c.add(Change{
		Kind: kind, In: p.to, Name: name, Document: Old, Operations: p.ops,
		Pointer: pointer("components", "schemas", p.from, "properties", name),
	})
}

func (p *pair) fieldAdded(name string) {
	kind := p.kind(RequestFieldAdded, ResponseFieldAdded)
	if p.way == inRequest && slices.Contains(p.new.Required, name) {
		kind = RequestFieldAddedRequired
	}
	p.c.add(Change{
		Kind: kind, In: p.to, Name: name, Operations: p.ops,
		Pointer: pointer("components", "schemas", p.to, "properties", name),
	})
}

// kind picks one of two kinds by the direction.
func (p *pair) kind(request, response Kind) Kind {
	if p.way == inRequest {
		return request
	}
	return response
}

// values compares the values of an enum.
func (p *pair) values() {
	before, after := texts(p.old.Enum), texts(p.new.Enum)
	change := func(kind Kind, value string, in Document, component string) {
		p.c.add(Change{
			Kind: kind, In: p.to, Name: value, Document: in,
			Pointer: pointer("components", "schemas", component, "enum"), Operations: p.ops,
		})
	}
	for _, value := range before {
		if !slices.Contains(after, value) {
			change(p.kind(RequestValueRemoved, ResponseValueRemoved), value, Old, p.from)
		}
	}
	for _, value := range after {
		if !slices.Contains(before, value) {
			change(p.kind(RequestValueAdded, ResponseValueAdded), value, New, p.to)
		}
	}
}
