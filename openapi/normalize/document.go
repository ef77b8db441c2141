package normalize

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

const (
	schemaPrefix = "#/components/schemas/"
	mediaJSON    = "application/json"
)

// document is the document a pass works on.
type document struct {
	*openapi3.T
	places map[string]string // component -> the place its name comes from
	used   map[entry]bool    // entries of reviewed lists that apply to the document

	notes  noteList
	access Access // for comparisons
}

func (d *document) setPlace(component, place string) {
	if d.places == nil {
		d.places = map[string]string{}
	}
	d.places[component] = place
}

// operation is one operation and the path it is sent to.
type operation struct {
	*openapi3.Operation
	path string
}

// operations returns the POST operations by path.
func (d *document) operations() []operation {
	var ops []operation
	for _, path := range slices.Sorted(maps.Keys(d.Paths.Map())) {
		if post := d.Paths.Value(path).Post; post != nil {
			ops = append(ops, operation{post, path})
		}
	}
	return ops
}

// request returns the request body of an operation, nil if it has none.
func (o operation) request() *openapi3.MediaType {
	if o.RequestBody == nil || o.RequestBody.Value == nil {
		return nil
	}
	return withSchema(o.RequestBody.Value.Content[mediaJSON])
}

// response returns the body of a successful response, nil if it has none.
func (o operation) response() *openapi3.MediaType {
	if o.Responses == nil {
		return nil
	}
	r := o.Responses.Value("200")
	if r == nil || r.Value == nil {
		return nil
	}
	return withSchema(r.Value.Content[mediaJSON])
}

// withSchema returns nil for a body without a schema.
func withSchema(m *openapi3.MediaType) *openapi3.MediaType {
	if m == nil || m.Schema == nil {
		return nil
	}
	return m
}

// name returns the group of an operation and its method there. Seam's extensions
// name both; without them the path does.
func (o operation) name() (group []string, method string) {
	parts := strings.Split(strings.Trim(o.path, "/"), "/")
	group, method = parts[:len(parts)-1], parts[len(parts)-1]
	if g, ok := o.Extensions["x-fern-sdk-group-name"].([]any); ok && len(g) > 0 {
		group = nil
		for _, part := range g {
			s, _ := part.(string)
			group = append(group, s)
		}
	}
	if m, ok := o.Extensions["x-fern-sdk-method-name"].(string); ok && m != "" {
		method = m
	}
	return group, method
}

// root is a schema that is inside no other: a component or a body.
type root struct {
	place string
	ref   *openapi3.SchemaRef
}

// roots returns the components and bodies of the document, in a fixed order.
func (d *document) roots() []root {
	var out []root
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		out = append(out, root{name, d.Components.Schemas[name]})
	}
	for _, op := range d.operations() {
		if m := op.request(); m != nil && m.Schema != nil {
			out = append(out, root{op.path + " request", m.Schema})
		}
		if m := op.response(); m != nil && m.Schema != nil {
			out = append(out, root{op.path + " response", m.Schema})
		}
	}
	return out
}

// visitor is called for an inline schema. It may replace r.Value.
type visitor func(place string, r *openapi3.SchemaRef) error

// walk visits every inline schema of the document, inner ones first.
func (d *document) walk(visit visitor) error {
	var errs []error
	for _, root := range d.roots() {
		errs = append(errs, walk(root.place, root.ref, visit))
	}
	return errors.Join(errs...)
}

// walk visits ref and the inline schemas in it, inner ones first. It does not
// follow references: the component behind one is visited by itself.
func walk(place string, ref *openapi3.SchemaRef, visit visitor) error {
	if ref == nil || ref.Ref != "" || ref.Value == nil {
		return nil
	}
	for step, child := range children(ref.Value) {
		if err := walk(place+step, child, visit); err != nil {
			return err
		}
	}
	return visit(place, ref)
}

// children yields the schemas directly inside s, with the step that leads to each,
// in a fixed order.
func children(s *openapi3.Schema) func(yield func(string, *openapi3.SchemaRef) bool) {
	return func(yield func(string, *openapi3.SchemaRef) bool) {
		for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
			if !yield("."+name, s.Properties[name]) {
				return
			}
		}
		if s.Items != nil && !yield("[]", s.Items) {
			return
		}
		if a := s.AdditionalProperties.Schema; a != nil && !yield("{}", a) {
			return
		}
		for _, list := range []openapi3.SchemaRefs{s.OneOf, s.AnyOf, s.AllOf} {
			for i, variant := range list {
				if !yield("|"+strconv.Itoa(i), variant) {
					return
				}
			}
		}
	}
}

// refTo returns a reference to a component.
func (d *document) refTo(name string) *openapi3.SchemaRef {
	return &openapi3.SchemaRef{Ref: schemaPrefix + name, Value: d.Components.Schemas[name].Value}
}

// refName returns the component that a schema refers to, directly or through an
// allOf that adds a description; "" if the schema is inline.
func refName(r *openapi3.SchemaRef) string {
	if r.Ref != "" {
		return strings.TrimPrefix(r.Ref, schemaPrefix)
	}
	if r.Value != nil && len(r.Value.AllOf) == 1 {
		return strings.TrimPrefix(r.Value.AllOf[0].Ref, schemaPrefix)
	}
	return ""
}

// describedRef returns a reference to a component with the description of s. OpenAPI
// 3.0 ignores the neighbours of a $ref, so they need an allOf around it.
func (d *document) describedRef(name string, s *openapi3.Schema) *openapi3.SchemaRef {
	ref := d.refTo(name)
	if !s.Nullable && !s.Deprecated && (s.Description == "" || s.Description == ref.Value.Description) {
		return ref
	}
	return &openapi3.SchemaRef{Value: &openapi3.Schema{
		AllOf:       openapi3.SchemaRefs{ref},
		Description: s.Description,
		Nullable:    s.Nullable,
		Deprecated:  s.Deprecated,
		Extensions:  s.Extensions,
	}}
}

func undocumented(extensions map[string]any) bool {
	_, ok := extensions["x-undocumented"]
	return ok
}

func isType(s *openapi3.Schema, name string) bool { return s.Type != nil && s.Type.Is(name) }

// isObject reports whether s has fields. Seam leaves out the type of some objects.
func isObject(s *openapi3.Schema) bool {
	return len(s.Properties) > 0 && (s.Type == nil || s.Type.Is("object"))
}

func isString(s *openapi3.Schema) bool { return isType(s, "string") }

func isNumber(s *openapi3.Schema) bool { return isType(s, "number") || isType(s, "integer") }

// onlyNull reports whether a schema allows null and nothing else.
func onlyNull(s *openapi3.Schema) bool {
	if s.Format == "null" { // in the oldest documents
		return true
	}
	return s.Nullable && s.Type == nil && len(s.Properties) == 0 && len(s.Enum) == 0 &&
		len(s.OneOf)+len(s.AnyOf)+len(s.AllOf) == 0
}

// isAnything reports whether a schema allows any value.
func isAnything(s *openapi3.Schema) bool {
	return s.Type == nil && len(s.Properties) == 0 && s.Items == nil && len(s.Enum) == 0 &&
		len(s.OneOf)+len(s.AnyOf)+len(s.AllOf) == 0
}

// setExtension sets an extension on a schema that may be a reference.
func setExtension(r *openapi3.SchemaRef, key string, value any) {
	extensions := &r.Extensions
	if r.Ref == "" {
		extensions = &r.Value.Extensions
	}
	*extensions = maps.Clone(*extensions)
	if *extensions == nil {
		*extensions = map[string]any{}
	}
	(*extensions)[key] = value
}
