package drift

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize"
)

// Surface is a document prepared for comparison.
type Surface struct {
	contract   *normalize.Contract
	schemas    openapi3.Schemas
	operations map[string]*operation             // by path
	users      map[direction]map[string][]string // the operations that use a component
}

// operation holds the normaliser's notes on one operation, from x-go.
type operation struct {
	path, service, method string
	effect, action        string
	doubles               []string
	returns, key, result  string
	request               string
	deprecated            string
	description           string
	requestBody, response *openapi3.SchemaRef
}

// SurfaceOf prepares a contract for comparison. The caller must not change the
// contract while the surface is in use.
func SurfaceOf(contract *normalize.Contract) (*Surface, error) {
	s := &Surface{
		contract:   contract,
		schemas:    contract.Components.Schemas,
		operations: map[string]*operation{},
	}
	for path, item := range contract.Paths.Map() {
		notes, ok := item.Post.Extensions["x-go"].(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%s: the normaliser left no x-go on it", path)
		}
		s.operations[path] = newOperation(path, item.Post, notes)
	}
	s.findUsers()
	return s, nil
}

func newOperation(path string, op *openapi3.Operation, notes map[string]any) *operation {
	note := func(name string) string {
		text, _ := notes[name].(string)
		return text
	}
	o := &operation{
		path: path, service: note("service"), method: note("method"),
		effect: note("effect"), action: note("action"),
		returns: note("returns"), key: note("key"), result: note("result"),
		request: note("request"), deprecated: note("deprecated"),
		description: op.Summary + "\n" + op.Description,
	}
	if doubles, ok := notes["doubles"].([]any); ok {
		o.doubles = texts(doubles)
	}
	if op.RequestBody != nil && op.RequestBody.Value != nil {
		o.requestBody = jsonSchema(op.RequestBody.Value.Content)
	}
	if success := op.Responses.Value("200"); success != nil && success.Value != nil {
		o.response = jsonSchema(success.Value.Content)
	}
	return o
}

func jsonSchema(content openapi3.Content) *openapi3.SchemaRef {
	if media := content["application/json"]; media != nil {
		return media.Schema
	}
	return nil
}

// group returns the resource that the operation belongs to by its path.
func (o *operation) group() string { return o.path[:strings.LastIndexByte(o.path, '/')] }

// withheld reports whether Seam serves an operation without documenting it.
func (s *Surface) withheld(path string) bool {
	_, found := slices.BinarySearch(s.contract.Withheld, path)
	return found
}

// paths returns the paths of all operations, sorted.
func (s *Surface) paths() []string { return slices.Sorted(maps.Keys(s.operations)) }

// component returns the schema of a component, nil if there is no such component.
func (s *Surface) component(name string) *openapi3.Schema {
	if ref := s.schemas[name]; ref != nil {
		return ref.Value
	}
	return nil
}

// refName returns the component that a schema refers to, directly or through the
// allOf that adds a description to a reference; "" for an inline schema.
func refName(r *openapi3.SchemaRef) string {
	const prefix = "#/components/schemas/"
	switch {
	case r == nil:
		return ""
	case r.Ref != "":
		return strings.TrimPrefix(r.Ref, prefix)
	case r.Value != nil && len(r.Value.AllOf) == 1:
		return strings.TrimPrefix(r.Value.AllOf[0].Ref, prefix)
	}
	return ""
}

// inline returns the keywords that a schema itself has: those around a reference,
// or all of an inline schema. A bare reference has no keywords.
func inline(r *openapi3.SchemaRef) *openapi3.Schema {
	if r == nil || r.Ref != "" || r.Value == nil {
		return &openapi3.Schema{}
	}
	return r.Value
}
