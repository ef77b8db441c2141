// Package document knows what Seam's OpenAPI document says about an operation. It reads the
// document when it is first asked and then no more than the question needs: building all schemas
// takes a quarter of a second, finding one operation takes a few milliseconds.
package document

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi"
)

// Operation is one documented operation.
type Operation struct {
	// Path is where the operation is served.
	Path string
	// Doubles are the methods, besides POST, under which Seam serves it.
	Doubles []string
	// Key is the property of the answer that holds the result, "" if there is none.
	Key string
	// Paged says that an answer is one page of a list.
	Paged bool
	// Action is the type of the action attempt that the operation returns, "" if it names none.
	Action string

	request  func() *openapi3.Schema
	response func() *openapi3.Schema
}

// rawOperation is what is read of an operation before anything is asked about its schemas.
type rawOperation struct {
	RequestBody struct {
		Content content `json:"content"`
	} `json:"requestBody"`
	Responses map[string]struct {
		Content content `json:"content"`
	} `json:"responses"`
	Notes struct {
		Doubles []string `json:"doubles"`
		Key     string   `json:"key"`
		Action  string   `json:"action"`
		Returns string   `json:"returns"`
	} `json:"x-go"`
}

type content map[string]struct {
	Schema json.RawMessage `json:"schema"`
}

func (c content) schema() json.RawMessage { return c["application/json"].Schema }

// document is the whole, mostly unread.
type document struct {
	paths      map[string]json.RawMessage
	components map[string]json.RawMessage

	mu         sync.Mutex
	operations map[string]*Operation
	schemas    map[string]*openapi3.Schema
}

// load reads the document once for the whole program.
var load = sync.OnceValue(read)

func read() *document {
	var whole struct {
		Paths      map[string]json.RawMessage
		Components struct {
			Schemas map[string]json.RawMessage
		}
	}
	mustDecode("the document", []byte(openapi.Normalized()), &whole)
	return &document{
		paths:      whole.Paths,
		components: whole.Components.Schemas,
		operations: map[string]*Operation{},
		schemas:    map[string]*openapi3.Schema{},
	}
}

// Paths lists all operations, sorted.
func Paths() []string { return slices.Sorted(maps.Keys(load().paths)) }

// Lookup returns the operation at a path, or false if Seam documents none there.
func Lookup(path string) (*Operation, bool) {
	d := load()
	d.mu.Lock()
	defer d.mu.Unlock()
	if op, ok := d.operations[path]; ok {
		return op, true
	}
	item, ok := d.paths[path]
	if !ok {
		return nil, false
	}
	op := d.operation(path, item)
	d.operations[path] = op
	return op, true
}

// Known returns those parameters that the document knows.
func (op *Operation) Known(params map[string]any) map[string]any {
	known := make(map[string]any, len(params))
	for name := range op.request().Properties {
		if value, given := params[name]; given {
			known[name] = value
		}
	}
	return known
}

// Requires reports whether a request must have a field.
func (op *Operation) Requires(field string) bool {
	return slices.Contains(op.request().Required, field)
}

func (d *document) operation(path string, item json.RawMessage) *Operation {
	var methods struct{ Post rawOperation }
	mustDecode(path, item, &methods)
	raw := methods.Post
	return &Operation{
		Path:    path,
		Doubles: raw.Notes.Doubles,
		Key:     raw.Notes.Key,
		Paged:   raw.Notes.Returns == "paged",
		Action:  raw.Notes.Action,
		request: sync.OnceValue(func() *openapi3.Schema {
			return d.build(path+" request", raw.RequestBody.Content.schema())
		}),
		response: sync.OnceValue(func() *openapi3.Schema {
			return d.build(path+" response", raw.Responses["200"].Content.schema())
		}),
	}
}

// build makes a schema that stands in an operation, an empty object if there is none.
func (d *document) build(what string, raw json.RawMessage) *openapi3.Schema {
	if raw == nil {
		return openapi3.NewObjectSchema()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	ref := &openapi3.SchemaRef{}
	mustDecode(what, raw, ref)
	d.link(ref)
	return ref.Value
}

// mustDecode reads a part of the document, which this module ships and its tests read whole: a part
// that cannot be read is a fault of the build.
func mustDecode(what string, raw json.RawMessage, into any) {
	if err := json.Unmarshal(raw, into); err != nil {
		panic(fmt.Sprintf("seamtest: %s: %v", what, err))
	}
}

// component returns a schema by its name.
func (d *document) component(name string) *openapi3.Schema {
	if s, ok := d.schemas[name]; ok {
		return s
	}
	s := &openapi3.Schema{}
	d.schemas[name] = s // before its parts are linked, which may refer to it
	mustDecode(name, d.components[name], s)
	s.Required = append(s.Required, requiredOnWire(s.Extensions)...)
	d.linkParts(s)
	return s
}

const componentPrefix = "#/components/schemas/"

// link sets the value of every reference.
func (d *document) link(ref *openapi3.SchemaRef) {
	if name, ok := strings.CutPrefix(ref.Ref, componentPrefix); ok {
		ref.Value = onWire(d.component(name), ref.Extensions)
		return
	}
	d.linkParts(ref.Value)
	ref.Value = onWire(unwrap(ref.Value), ref.Value.Extensions)
}

func (d *document) linkParts(s *openapi3.Schema) {
	for _, ref := range s.Properties {
		d.link(ref)
	}
	for _, refs := range []openapi3.SchemaRefs{s.OneOf, s.AnyOf, s.AllOf} {
		for _, ref := range refs {
			d.link(ref)
		}
	}
	for _, ref := range []*openapi3.SchemaRef{s.Items, s.Not, s.AdditionalProperties.Schema} {
		if ref != nil {
			d.link(ref)
		}
	}
	if more := s.AdditionalProperties.Schema; more != nil && more.Value.IsEmpty() {
		more.Value = metadataValue
	}
}

// metadataValue is what custom metadata may hold. The normalised document leaves it open, because Go
// has no type for a choice of scalars.
var metadataValue = openapi3.NewAnyOfSchema(
	openapi3.NewStringSchema().WithMaxLength(500), openapi3.NewBoolSchema(),
).WithNullable()

// unwrap takes away the allOf around a single reference, which is there to give the reference a
// description or a null of its own. A refusal is then about the value, not about allOf.
func unwrap(s *openapi3.Schema) *openapi3.Schema {
	if len(s.AllOf) != 1 || s.Type != nil || len(s.Properties) > 0 {
		return s
	}
	inner := *s.AllOf[0].Value
	inner.Nullable = inner.Nullable || s.Nullable
	return &inner
}
