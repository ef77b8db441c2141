package drift

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize"
)

// Surface is what a document offers, ready to be compared.
type Surface struct {
	schemas    openapi3.Schemas
	operations map[string]*operation // by path
	withheld   []string              // paths that are undocumented
	unreviewed []string              // writes whose effect nobody has reviewed
	stale      []string              // reviews without an operation
	places     map[string]string     // where the components stand in the document
	reached    map[direction]map[string][]string
}

// operation is what the normaliser says about one operation, as in x-go.
type operation struct {
	path, service, method  string
	effect, action         string
	doubles                []string
	returns, key, result   string
	request                string
	deprecated             string
	description            string
	requestRef, responseOf *openapi3.SchemaRef
}

// SurfaceOf looks up what the operations of a contract reach. The contract
// stays the caller's, who must not change it while the surface is in use.
func SurfaceOf(contract *normalize.Contract) (*Surface, error) {
	s := &Surface{
		schemas:    contract.Components.Schemas,
		operations: map[string]*operation{},
		withheld:   contract.Withheld,
		unreviewed: contract.Unreviewed,
		stale:      contract.Stale,
		places:     contract.Places,
	}
	for path, item := range contract.Paths.Map() {
		notes, ok := item.Post.Extensions["x-go"].(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%s: the normaliser left no note on it", path)
		}
		s.operations[path] = newOperation(path, item.Post, notes)
	}
	s.reach()
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
		o.requestRef = body(op.RequestBody.Value.Content)
	}
	if ok := op.Responses.Value("200"); ok != nil && ok.Value != nil {
		o.responseOf = body(ok.Value.Content)
	}
	return o
}

func body(content openapi3.Content) *openapi3.SchemaRef {
	if media := content["application/json"]; media != nil {
		return media.Schema
	}
	return nil
}

// group is the resource that the operation belongs to, as its path says it.
func (o *operation) group() string { return o.path[:strings.LastIndexByte(o.path, '/')] }

// component is the schema of a component, nil if there is none.
func (s *Surface) component(name string) *openapi3.Schema {
	if ref := s.schemas[name]; ref != nil {
		return ref.Value
	}
	return nil
}

// refName is the component that a schema refers to, also through the allOf that
// holds a description beside a reference; "" if it is inline.
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

// beside is what stands beside a reference, or the schema itself where it is
// inline. A bare reference says nothing.
func beside(r *openapi3.SchemaRef) *openapi3.Schema {
	if r == nil || r.Ref != "" || r.Value == nil {
		return &openapi3.Schema{}
	}
	return r.Value
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
