package drift

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize"
)

// follow goes the way that leads to a property, in the document that has it.
func (j *judge) follow(f finding, path string) (end place, err error) {
	for _, doc := range []*normalize.Contract{j.new, j.old} {
		op := doc.Paths.Value(f.Path)
		if op == nil || op.Post == nil {
			continue
		}
		content := op.Post.Responses.Value("200").Value.Content
		if strings.Contains(f.ID, "request") {
			content = op.Post.RequestBody.Value.Content
		}
		if end, err = follow(doc.T, content.Get("application/json").Schema, path); err == nil {
			return end, nil
		}
	}
	return place{}, fmt.Errorf("%s has no %s: %w", f.Path, path, err)
}

// place is where a path in a schema has come to.
type place struct {
	document  *openapi3.T
	schema    *openapi3.Schema
	component string // the one that schema is, or is part of
	owner     string // the one that has the last property
	property  string
}

// enter goes into a schema, through references and what oasdiff may spell out.
func (p *place) enter(r *openapi3.SchemaRef) {
	for r.Ref == "" && len(r.Value.AllOf) == 1 {
		r = r.Value.AllOf[0]
	}
	if r.Ref != "" {
		p.component = path.Base(r.Ref)
		r = p.document.Components.Schemas[p.component]
	}
	p.schema = r.Value
}

// steps splits a path at the slashes that are not inside brackets.
var steps = regexp.MustCompile(`(?:[^/\[]|\[[^\]]*\])+`)

func follow(document *openapi3.T, root *openapi3.SchemaRef, way string) (place, error) {
	p := place{document: document}
	p.enter(root)
	for _, step := range steps.FindAllString(way, -1) {
		ref := strings.TrimSuffix(step[strings.IndexByte(step, '[')+1:], "]")
		switch property := p.schema.Properties[step]; {
		case strings.HasPrefix(step, "allOf["):
			if path.Base(ref) != p.component {
				return p, fmt.Errorf("%s is not %s", p.component, step)
			}
		case strings.HasPrefix(step, "oneOf["):
			i := slices.IndexFunc(p.schema.OneOf, func(v *openapi3.SchemaRef) bool { return v.Ref == ref })
			if i < 0 {
				return p, fmt.Errorf("%s has no %s", p.component, step)
			}
			p.enter(p.schema.OneOf[i])
		case step == "items" && p.schema.Items != nil:
			p.enter(p.schema.Items)
		case property != nil:
			p.owner, p.property = p.component, step
			p.enter(property)
		default:
			return p, fmt.Errorf("%s has no %s", p.component, step)
		}
	}
	return p, nil
}
