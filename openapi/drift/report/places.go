package report

import (
	"slices"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
)

// places finds the part that a change is about in a document as Seam publishes it.
type places struct{ root *node }

func newPlaces(document []byte) (*places, error) {
	root, err := readTree(document)
	if err != nil {
		return nil, err
	}
	return &places{root}, nil
}

// line returns the line of the part that a change is about, or of the nearest part
// around it that the document has.
func (p *places) line(c drift.Change) int {
	switch {
	case strings.HasPrefix(c.In, "/"):
		return lineOr(p.root.member("paths", c.In, "post"), p.root.member("paths"))
	case c.In == drift.Servers:
		return lineOr(p.root.member("servers"), nil)
	case c.In == drift.SecuritySchemes:
		return lineOr(p.root.member("components", "securitySchemes", c.Name), p.root.member("components"))
	}
	n, steps := p.start(c.Place)
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

// start returns the schema that a place begins with, and the steps from there.
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

// variant returns the variant of a union that a place names by its value, which may
// contain dots, and the steps after that value.
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

// list returns the items of an array, nil for any other value.
func (n *node) list() []*node {
	if n == nil {
		return nil
	}
	return n.items
}

// step finds a field of a schema, or a value of its enum: in the schema, in its parts
// and variants, and behind a reference.
func (p *places) step(n *node, name string, seen []*node) *node {
	if n == nil || slices.Contains(seen, n) {
		return nil
	}
	seen = append(seen, n)
	// A step into the items of a list has the name of the list in the singular.
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
