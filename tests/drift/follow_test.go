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

// follow finds the property at a path, in the newer document or else in the older one.
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

// place is the position in a schema that a path leads to.
type place struct {
	document  *openapi3.T
	schema    *openapi3.Schema
	component string // the component with the schema
	owner     string // the component with the last property
	property  string
}

// enter resolves references, and an allOf with one member, which oasdiff may spell out.
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

// steps splits a path at the slashes outside of brackets.
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
