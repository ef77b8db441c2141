// Package document looks up operations in Seam's OpenAPI document, validates requests, and generates
// example responses. It parses the document on first use and builds the schemas of an operation when
// they are needed. Building all schemas would take a quarter of a second; finding one operation takes a
// few milliseconds.
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
	// Path is the URL path of the operation.
	Path string
	// Doubles are the HTTP methods other than POST that Seam accepts for it.
	Doubles []string
	// Key is the property of the response that holds the result, or "" if the response has no result.
	Key string
	// Paged reports whether a response is one page of a list.
	Paged bool
	// Action is the type of action attempt that the operation returns, or "" if the document gives no
	// type.
	Action string

	request  func() *openapi3.Schema
	response func() *openapi3.Schema
}

// rawOperation is an operation with undecoded schemas.
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

// document is Seam's document. Most of it stays undecoded until it is needed.
type document struct {
	paths      map[string]json.RawMessage
	components map[string]json.RawMessage

	mu         sync.Mutex
	operations map[string]*Operation
	schemas    map[string]*openapi3.Schema
}

// load returns the document. It reads the document once per process.
var load = sync.OnceValue(read)

func read() *document {
	var whole struct {
		Paths      map[string]json.RawMessage
		Components struct {
			Schemas map[string]json.RawMessage
		}
	}
	mustDecode("the whole", []byte(openapi.Normalized()), &whole)
	return &document{
		paths:      whole.Paths,
		components: whole.Components.Schemas,
		operations: map[string]*Operation{},
		schemas:    map[string]*openapi3.Schema{},
	}
}

// Paths returns the paths of all operations, sorted.
func Paths() []string { return slices.Sorted(maps.Keys(load().paths)) }

// Lookup returns the operation at a path, or false if the document has no such operation.
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

// Known returns the documented ones of the parameters.
func (op *Operation) Known(params map[string]any) map[string]any {
	known := make(map[string]any, len(params))
	for name := range op.request().Properties {
		if value, given := params[name]; given {
			known[name] = value
		}
	}
	return known
}

// Requires reports whether the document requires a field of the request.
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

// build decodes a schema of an operation and resolves its references. Without a schema it returns one
// for an empty object. The name appears in panics.
func (d *document) build(name string, raw json.RawMessage) *openapi3.Schema {
	if raw == nil {
		return openapi3.NewObjectSchema()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	ref := &openapi3.SchemaRef{}
	mustDecode(name, raw, ref)
	d.link(ref)
	return ref.Value
}

// mustDecode decodes a part of the document. It panics if that fails, which only a broken build can
// cause: the document is embedded in the module, and tests decode all of it.
func mustDecode(name string, raw json.RawMessage, into any) {
	if err := json.Unmarshal(raw, into); err != nil {
		panic(fmt.Sprintf("seamtest: decode %s of Seam's document: %v", name, err))
	}
}

// component returns a schema of the document's components by its name.
func (d *document) component(name string) *openapi3.Schema {
	if s, ok := d.schemas[name]; ok {
		return s
	}
	s := &openapi3.Schema{}
	d.schemas[name] = s // set before linkParts, because a part may refer to the schema
	mustDecode(name, d.components[name], s)
	s.Required = append(s.Required, requiredOnWire(s.Extensions)...)
	d.linkParts(s)
	return s
}

const componentPrefix = "#/components/schemas/"

// link sets the Value of a reference and of all references inside it.
func (d *document) link(ref *openapi3.SchemaRef) {
	if name, ok := strings.CutPrefix(ref.Ref, componentPrefix); ok {
		ref.Value = onWire(d.component(name), ref.Extensions)
		return
	}
	d.linkParts(ref.Value)
	ref.Value = onWire(unwrap(ref.Value), ref.Value.Extensions)
}

// linkParts links the references inside a schema.
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

// metadataValue is the schema of the values of custom metadata. The normalised document allows any
// value, because Go has no type for a choice of scalars.
var metadataValue = openapi3.NewAnyOfSchema(
	openapi3.NewStringSchema().WithMaxLength(500), openapi3.NewBoolSchema(),
).WithNullable()

// unwrap returns the schema inside an allOf with a single reference, which only adds a description or
// null to the reference. Validation errors then describe the value instead of the allOf.
func unwrap(s *openapi3.Schema) *openapi3.Schema {
	if len(s.AllOf) != 1 || s.Type != nil || len(s.Properties) > 0 {
		return s
	}
	inner := *s.AllOf[0].Value
	inner.Nullable = inner.Nullable || s.Nullable
	return &inner
}
