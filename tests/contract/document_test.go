package contract

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

const documentPath = "../../openapi/openapi.json"

// document is Seam's document with the corrections.
type document struct {
	operations []*operation
	// The number of properties and variants that were removed because Seam marks them as
	// undocumented.
	leftProperties, leftVariants int
	// stale lists the reasons of corrections that change nothing.
	stale []string
}

// operation is a documented operation with the schemas of its bodies.
type operation struct {
	path string
	// request and response are nil if the document has no such body.
	request, response *openapi3.Schema
}

// loadDocument reads the document once for all tests. Do not change its result.
var loadDocument = sync.OnceValues(func() (*document, error) {
	raw, err := openapi3.NewLoader().LoadFromFile(documentPath)
	if err != nil {
		return nil, err
	}
	err = raw.Validate(context.Background(), openapi3.DisableExamplesValidation(), openapi3.DisableSchemaDefaultsValidation())
	if err != nil {
		return nil, err
	}
	doc := &document{}
	for _, path := range slices.Sorted(maps.Keys(raw.Paths.Map())) {
		post := raw.Paths.Value(path).Post
		if post == nil || undocumented(post.Extensions) {
			continue
		}
		op, err := newOperation(path, post)
		if err != nil {
			return nil, err
		}
		doc.operations = append(doc.operations, op)
	}
	doc.correct()
	return doc, nil
})

func newOperation(path string, post *openapi3.Operation) (*operation, error) {
	op := &operation{path: path}
	if post.RequestBody != nil {
		op.request = jsonSchema(post.RequestBody.Value.Content)
		if op.request == nil {
			return nil, fmt.Errorf("%s: its request has no JSON schema", path)
		}
	}
	success := post.Responses.Value("200")
	if success == nil {
		return nil, fmt.Errorf("%s: no answer 200 is documented", path)
	}
	op.response = jsonSchema(success.Value.Content)
	return op, nil
}

func jsonSchema(content openapi3.Content) *openapi3.Schema {
	if body := content["application/json"]; body != nil && body.Schema != nil {
		return body.Schema.Value
	}
	return nil
}

func undocumented(extensions map[string]any) bool {
	_, marked := extensions["x-undocumented"]
	return marked
}

func refUndocumented(r *openapi3.SchemaRef) bool {
	return undocumented(r.Extensions) || r.Ref == "" && undocumented(r.Value.Extensions)
}

// walk calls visit once for every schema in s, with the place of the schema.
func walk(place string, s *openapi3.Schema, seen map[*openapi3.Schema]bool, visit func(place string, s *openapi3.Schema)) {
	if seen[s] {
		return
	}
	seen[s] = true
	visit(place, s)
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		walk(place+"."+name, s.Properties[name].Value, seen, visit)
	}
	if s.Items != nil {
		walk(place+"[]", s.Items.Value, seen, visit)
	}
	if more := s.AdditionalProperties.Schema; more != nil {
		walk(place+"{}", more.Value, seen, visit)
	}
	for _, parts := range []openapi3.SchemaRefs{s.OneOf, s.AnyOf, s.AllOf} {
		for i, part := range parts {
			walk(fmt.Sprintf("%s|%d", place, i), part.Value, seen, visit)
		}
	}
}

// withoutUndocumented removes the parts of a schema that are marked as undocumented, as the client
// does.
func (d *document) withoutUndocumented(s *openapi3.Schema) {
	for name, p := range s.Properties {
		if refUndocumented(p) {
			d.leftProperties++
			delete(s.Properties, name)
			s.Required = slices.DeleteFunc(s.Required, func(other string) bool { return other == name })
		}
	}
	before := len(s.OneOf)
	s.OneOf = slices.DeleteFunc(s.OneOf, refUndocumented)
	d.leftVariants += before - len(s.OneOf)
}
