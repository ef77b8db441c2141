package normalize

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// unmanagedResult begins the place of a result of a group of unmanaged resources.
const unmanagedResult = "unmanaged "

// extRequest marks the schemas that are only ever sent.
const extRequest = "x-seam-request"

// nameInlineSchemas moves every inline object and enum to a component whose
// name comes from the place of the schema: the component or operation it is in,
// and the fields that lead to it. Two places may share a name only where the
// rules say that they are one thing:
//
//   - a field that several variants of a union have,
//   - a result of two operations of one group of unmanaged resources,
//   - an enum of a request whose resource has the same field,
//   - an enum at one of the places that [ideas] lists under one name.
//
// Of any other two places with one name, the later one gets no type: it is a plain
// string or any JSON until exceptions.go has a name for it.
func nameInlineSchemas(d *document) error {
	n := &namer{document: d}
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		if d.places[name] == "" {
			d.setPlace(name, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		n.component(name)
	}
	for _, op := range d.operations() {
		n.result(op)
	}
	for _, op := range d.operations() {
		n.request(op)
	}
	n.noteDivergence()
	return nil
}

type namer struct {
	*document
	values map[string]map[string][]any // shared enum -> place -> the values there
}

// scope is the place of a schema, and the name that the names of its parts begin with.
type scope struct {
	name    string
	place   string
	request bool
}

// field returns the scope of a field, in the singular for the items of a list.
func (s scope) field(name string, r *openapi3.SchemaRef) scope {
	name = singularIfArray(name, r)
	in := scope{joinName(s.name, name), s.place + "." + name, s.request}
	in.name = cmp.Or(renames[in.place], shortNames[in.place], in.name)
	return in
}

// component names the schemas inside a component.
func (n *namer) component(name string) {
	s := n.Components.Schemas[name].Value
	variantOf, _ := s.Extensions[extVariant].(string)
	for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
		in := scope{name: name, place: name}
		if variantOf != "" && !slices.Contains(unionOf(variantOf).own, field) {
			in = scope{name: variantOf, place: variantOf}
		}
		s.Properties[field] = n.schema(in.field(field, s.Properties[field]), s.Properties[field])
	}
}

// result names the parts of a response, and a response that has several.
func (n *namer) result(op operation) {
	m := op.response()
	if m == nil || m.Schema == nil || m.Schema.Ref != "" {
		return
	}
	group, method := op.name()
	id := strings.Join(append(slices.Clone(group), method), "_")
	s := m.Schema.Value
	for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
		in := scope{name: id, place: op.path + " response"}.field(field, s.Properties[field])
		if slices.Contains(group, "unmanaged") {
			in.name = "unmanaged_" + singularIfArray(field, s.Properties[field])
			in.place = unmanagedResult + in.name
		}
		s.Properties[field] = n.schema(in, s.Properties[field])
	}
	if fields := resultFields(op); len(fields) > 1 || len(fields) == 1 && !isNamed(s.Properties[fields[0]]) {
		name := id + "_result"
		whole := clone(s)
		whole.Description = "is what POST " + op.path + " returns."
		n.registerBody(op, m, scope{name: name, place: op.path + " response"}, whole)
	}
}

// isNamed reports whether a field is of a component, or a list of one.
func isNamed(field *openapi3.SchemaRef) bool {
	return refName(field) != "" || field.Value.Items != nil && refName(field.Value.Items) != ""
}

// registerBody makes s, a request or response, a component. An operation whose name
// is taken is left out.
func (n *namer) registerBody(op operation, m *openapi3.MediaType, in scope, s *openapi3.Schema) {
	if !n.register(in, s) {
		n.leaveOut(op.path, fmt.Sprintf("the name %s of its %s is that of %s", in.name, strings.TrimPrefix(in.place, op.path+" "), n.places[in.name]), nameRemedy)
		return
	}
	m.Schema = n.refTo(in.name)
}

// resultFields returns the properties of a response that hold results: not the
// pagination, and not an alias of another.
func resultFields(op operation) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(op.response().Schema.Value.Properties)), func(name string) bool {
		return name == "pagination" || name == aliases[op.path]
	})
}

// request names a request body and its parts; one without fields is dropped.
func (n *namer) request(op operation) {
	m := op.request()
	if m == nil || m.Schema == nil || m.Schema.Ref != "" {
		return
	}
	if len(m.Schema.Value.Properties) == 0 {
		op.RequestBody = nil
		return
	}
	group, method := op.name()
	name := strings.Join(append(slices.Clone(group), method, "request"), "_")
	body := clone(m.Schema.Value)
	body.Description = "is the request of POST " + op.path + "."
	n.adoptResourceEnums(op.path+" request", group, body)
	n.registerBody(op, m, scope{name: name, place: op.path + " request", request: true}, body)
}

// adoptResourceEnums gives a field of a request the enum that its resource has
// under the same name, so that a value from a response can be sent back. The enum
// gets the values of both.
func (n *namer) adoptResourceEnums(place string, group []string, body *openapi3.Schema) {
	resource := n.Components.Schemas[singular(strings.Join(group, "_"))]
	if resource == nil {
		return
	}
	for name, field := range body.Properties {
		mine := resource.Value.Properties[name]
		if mine == nil || ideaAt(place+"."+name) != "" || field.Ref != "" || !isString(field.Value) || len(field.Value.Enum) == 0 {
			continue
		}
		enum := n.Components.Schemas[refName(mine)]
		if enum == nil || len(enum.Value.Enum) == 0 {
			continue
		}
		mergeStrings(enum.Value, field.Value)
		body.Properties[name] = n.describedRef(refName(mine), field.Value)
	}
}

// schema names r and its parts, and returns the schema that replaces it.
func (n *namer) schema(in scope, r *openapi3.SchemaRef) *openapi3.SchemaRef {
	if refName(r) != "" {
		return r
	}
	s := r.Value
	switch {
	case s.Items != nil:
		s.Items = n.schema(in, s.Items)
	case isString(s) && ideaAt(in.place) != "":
		return n.share(in, s)
	case isObject(s), isString(s) && len(s.Enum) > 0:
		if n.register(in, s) {
			return n.describedRef(in.name, s)
		}
		return n.withoutType(in, s)
	case s.AdditionalProperties.Schema != nil:
		s.AdditionalProperties.Schema = n.schema(in, s.AdditionalProperties.Schema)
	}
	return r
}

// fields names the parts of the fields of s.
func (n *namer) fields(in scope, s *openapi3.Schema) {
	for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
		s.Properties[field] = n.schema(in.field(field, s.Properties[field]), s.Properties[field])
	}
}

// withoutType returns the schema that replaces an object or enum whose name is taken.
func (n *namer) withoutType(in scope, s *openapi3.Schema) *openapi3.SchemaRef {
	plain, becomes := anything(), "it holds any JSON for now"
	if isString(s) {
		plain, becomes = text(), "it is a string for now"
	}
	n.notes.add(Undecided, in.place, fmt.Sprintf("its name %s is that of %s; %s", in.name, n.places[in.name], becomes), nameRemedy)
	plain.Description, plain.Nullable, plain.Deprecated, plain.Extensions = s.Description, s.Nullable, s.Deprecated, s.Extensions
	return &openapi3.SchemaRef{Value: plain}
}

// register makes s the component in.name, and names its parts. It reports false if
// another place has the name.
func (n *namer) register(in scope, s *openapi3.Schema) bool {
	own := clone(s)
	own.Nullable, own.Deprecated = false, false
	if place, taken := n.places[in.name]; taken {
		if place == in.place {
			n.join(in, own)
		}
		return place == in.place
	}
	n.setPlace(in.name, in.place)
	n.use("renames", in.place)
	n.use("shortNames", in.place)
	if in.request {
		setExtension(&openapi3.SchemaRef{Value: own}, extRequest, true)
	}
	n.Components.Schemas[in.name] = &openapi3.SchemaRef{Value: own}
	n.fields(in, own)
	return true
}

// join merges a second schema of the same place into the component.
func (n *namer) join(in scope, s *openapi3.Schema) {
	n.fields(in, s)
	component := n.Components.Schemas[in.name]
	component.Value = n.mergeInline(in.place, component.Value, s, oneOf)
}

// joinName joins a name and a field without repeating the words between them:
// device and device_type make device_type.
func joinName(base, field string) string {
	if base == "" {
		return field
	}
	b, f := strings.Split(base, "_"), strings.Split(field, "_")
	for n := min(len(b), len(f)-1); n > 0; n-- {
		if slices.Equal(b[len(b)-n:], f[:n]) {
			return base + "_" + strings.Join(f[n:], "_")
		}
	}
	return base + "_" + field
}

func singularIfArray(field string, r *openapi3.SchemaRef) string {
	if r.Ref == "" && r.Value.Items != nil {
		return singular(field)
	}
	return field
}

// singular returns the singular of the plurals that occur in field names.
func singular(word string) string {
	for _, rule := range []struct{ plural, singular string }{
		{"ies", "y"}, {"sses", "ss"}, {"xes", "x"}, {"ches", "ch"}, {"ss", "ss"}, {"us", "us"}, {"s", ""},
	} {
		if stem, ok := strings.CutSuffix(word, rule.plural); ok {
			return stem + rule.singular
		}
	}
	return word
}
