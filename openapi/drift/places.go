package drift

import (
	"cmp"
	"slices"
	"strings"
)

// place is where a component stands in the document as Seam publishes it: the
// component or operation that it is part of, and the steps that lead to it.
func (s *Surface) place(component string) string {
	place := cmp.Or(s.places[component], component)
	// What it is part of may be inline itself: a variant has no name of its own.
	root, steps, _ := strings.Cut(place, ".")
	if root == component || s.places[root] == "" || s.places[root] == root {
		return place
	}
	return s.place(root) + "." + steps
}

// places finds what a change is about in a document that is not normalised.
type places struct{ root *node }

func newPlaces(document []byte) (*places, error) {
	root, err := readTree(document)
	if err != nil {
		return nil, err
	}
	return &places{root}, nil
}

// line is the line of the part of the document that a change is about. What
// the document does not have is looked for as far as it goes.
func (p *places) line(c Change) int {
	if strings.HasPrefix(c.In, "/") {
		return lineOr(p.root.member("paths", c.In, "post"), p.root.member("paths"))
	}
	n, steps := p.start(c.place)
	if n == nil {
		return lineOr(nil, p.root.member("components", "schemas"))
	}
	if c.Name != "" {
		steps = append(steps, c.Name)
	}
	for _, step := range steps {
		next := p.step(n, step, nil)
		if next == nil {
			break
		}
		n = next
	}
	return n.line
}

func lineOr(n, otherwise *node) int {
	switch {
	case n != nil:
		return n.line
	case otherwise != nil:
		return otherwise.line
	}
	return 1
}

// start is the schema that a place begins with, and the steps from there.
func (p *places) start(place string) (*node, []string) {
	if path, body, ok := strings.Cut(place, " "); ok {
		op := p.root.member("paths", path, "post")
		if op == nil {
			return nil, nil
		}
		which, steps, _ := strings.Cut(body, ".")
		content := op.member("requestBody", "content", "application/json", "schema")
		if which == "response" {
			content = op.member("responses", "200", "content", "application/json", "schema")
		}
		if content == nil {
			return op, nil
		}
		return content, fields(steps)
	}
	if union, value, ok := strings.Cut(place, "|"); ok {
		schema := p.root.member("components", "schemas", union)
		variant, steps := p.variant(schema, value)
		if variant == nil {
			return schema, nil
		}
		return variant, steps
	}
	root, steps, _ := strings.Cut(place, ".")
	return p.root.member("components", "schemas", root), fields(steps)
}

func fields(steps string) []string {
	if steps == "" {
		return nil
	}
	return strings.Split(steps, ".")
}

// variant is the variant of a union that has a value of its own, which may
// hold dots, and the steps that come after that value.
func (p *places) variant(union *node, place string) (*node, []string) {
	if union == nil {
		return nil, nil
	}
	for _, v := range union.member("oneOf").list() {
		for _, tag := range []string{"event_type", "action_type"} {
			for _, value := range v.member("properties", tag, "enum").list() {
				if rest, ok := strings.CutPrefix(place, value.text); ok && (rest == "" || rest[0] == '.') {
					return v, fields(strings.TrimPrefix(rest, "."))
				}
			}
		}
	}
	return nil, nil
}

// list are the items of an array, none for what is no array.
func (n *node) list() []*node {
	if n == nil {
		return nil
	}
	return n.items
}

// step finds a field of a schema, or a value of its enum: in itself, in its
// parts and variants, and behind a reference.
func (p *places) step(n *node, name string, seen []*node) *node {
	if n == nil || slices.Contains(seen, n) {
		return nil
	}
	seen = append(seen, n)
	// The name of a list is in the singular where it leads to what is in it.
	for _, field := range []string{name, name + "s", name + "es", strings.TrimSuffix(name, "y") + "ies"} {
		if found := n.member("properties", field); found != nil {
			return found
		}
	}
	for _, value := range n.member("enum").list() {
		if value.text == name {
			return value
		}
	}
	inside := slices.Concat(n.member("oneOf").list(), n.member("allOf").list(), n.member("anyOf").list(),
		[]*node{n.member("items"), n.member("additionalProperties")})
	if ref := n.member("$ref"); ref != nil {
		inside = append(inside, p.root.member("components", "schemas", strings.TrimPrefix(ref.text, "#/components/schemas/")))
	}
	for _, part := range inside {
		if found := p.step(part, name, seen); found != nil {
			return found
		}
	}
	return nil
}
