package normalize

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// mode says which composition a merge flattens.
type mode bool

const (
	oneOf mode = false // a field is required if every variant requires it
	allOf mode = true  // a field is required if any part requires it
)

// merge returns the schema that both a and b fit: the fields of both, the values of
// both enums, null if either allows it. Two schemas that no single Go type can hold
// get the type that exceptions.go has for their place, or hold any JSON.
func (d *document) merge(place string, a, b *openapi3.SchemaRef, m mode) *openapi3.SchemaRef {
	switch {
	case a.Ref != "" && a.Ref == b.Ref:
		return a
	case a.Ref == "" && onlyNull(a.Value):
		return orNull(b)
	case b.Ref == "" && onlyNull(b.Value):
		return orNull(a)
	case refName(a) != "" && refName(a) == refName(b):
		return orNullIf(a, a.Ref == "" && a.Value.Nullable || b.Ref == "" && b.Value.Nullable)
	case refName(a) != "" || refName(b) != "":
		return d.conflict(place, describe(a), describe(b))
	}
	return &openapi3.SchemaRef{Value: d.mergeInline(place, a.Value, b.Value, m)}
}

// mergeInline is merge for two schemas that are not references.
func (d *document) mergeInline(place string, a, b *openapi3.Schema, m mode) *openapi3.Schema {
	out := clone(a)
	out.Nullable = a.Nullable || b.Nullable
	out.Deprecated = a.Deprecated && b.Deprecated
	mergeTexts(out, a, b, m)
	switch {
	case isObject(a) && isObject(b):
		d.mergeFields(place, out, b, m)
	case isType(a, "object") && isType(b, "object"):
		d.mergeMaps(place, out, b, m)
	case isType(a, "array") && isType(b, "array"):
		out.Items = d.merge(place+"[]", a.Items, b.Items, m)
	case isString(a) && isString(b) && goFormat(a) == goFormat(b):
		mergeStrings(out, b)
	case isNumber(a) && isNumber(b):
		if !isType(b, "integer") {
			out.Type = b.Type
		}
	case isType(a, "boolean") && isType(b, "boolean"):
	case isAnything(a) && isAnything(b):
	default:
		exception := d.conflict(place, kind(a), kind(b)).Value
		exception.Description, exception.Nullable = out.Description, out.Nullable
		return exception
	}
	return out
}

// mergeFields adds the fields of b to those of out.
func (d *document) mergeFields(place string, out, b *openapi3.Schema, m mode) {
	withhold(out, withheldFields(b)...)
	for _, name := range slices.Sorted(maps.Keys(b.Properties)) {
		field := b.Properties[name]
		if mine := out.Properties[name]; mine != nil {
			field = d.merge(place+"."+name, mine, field, m)
		}
		out.Properties[name] = field
	}
	if m == allOf {
		for _, name := range b.Required {
			if !slices.Contains(out.Required, name) {
				out.Required = append(out.Required, name)
			}
		}
		return
	}
	out.Required = slices.DeleteFunc(out.Required, func(name string) bool { return !slices.Contains(b.Required, name) })
}

// mergeMaps merges objects of which one or both have no fields.
func (d *document) mergeMaps(place string, out, b *openapi3.Schema, m mode) {
	if len(b.Properties) > 0 {
		out.Properties = maps.Clone(b.Properties)
		out.Required = slices.Clone(b.Required)
	}
	if m == oneOf {
		out.Required = nil
	}
	mine, other := out.AdditionalProperties.Schema, b.AdditionalProperties.Schema
	if mine != nil && other != nil {
		out.AdditionalProperties.Schema = d.merge(place+"{}", mine, other, m)
	}
}

// mergeStrings joins the values of two enums. An enum and a free string make a free
// string.
func mergeStrings(out, b *openapi3.Schema) {
	switch {
	case len(out.Enum) == 0 || len(b.Enum) == 0:
		out.Enum = nil
	default:
		for _, value := range b.Enum {
			if !slices.Contains(out.Enum, value) {
				out.Enum = append(out.Enum, value)
			}
		}
	}
	if out.Format != b.Format {
		out.Format = ""
	}
	if out.Pattern != b.Pattern {
		out.Pattern = ""
	}
}

// goFormat returns the format of a string if its Go type depends on it.
func goFormat(s *openapi3.Schema) string {
	if s.Format == "date-time" {
		return s.Format
	}
	return ""
}

// conflict returns the schema of a place for which the document has two types: the
// one in the reviewed list of contradictions, or any JSON.
func (d *document) conflict(place, a, b string) *openapi3.SchemaRef {
	place = withoutVariants(place)
	for _, e := range contradictions {
		if e.place == place {
			d.use("contradictions", place)
			becomes := e.becomes()
			becomes.Extensions = map[string]any{ContradictionMark: a + " or " + b}
			return &openapi3.SchemaRef{Value: becomes}
		}
	}
	known := slices.ContainsFunc(d.notes, func(n Note) bool { return n.Kind == Undecided && n.Place == place })
	if !known { // a third schema brings nothing new
		d.notes.add(Undecided, place, fmt.Sprintf("cannot be both %s and %s in one Go type; it holds any JSON for now", a, b),
			"see whether it is an error of the document, then list it in contradictions in openapi/normalize/exceptions.go")
	}
	return &openapi3.SchemaRef{Value: anything()}
}

// withoutVariants drops the positions of variants from a place: they change
// when Seam adds one.
func withoutVariants(place string) string {
	var out strings.Builder
	skip := false
	for _, c := range place {
		switch {
		case c == '|':
			skip = true
		case skip && c >= '0' && c <= '9':
		default:
			skip = false
			out.WriteRune(c)
		}
	}
	return out.String()
}

func orNull(r *openapi3.SchemaRef) *openapi3.SchemaRef { return orNullIf(r, true) }

func orNullIf(r *openapi3.SchemaRef, null bool) *openapi3.SchemaRef {
	switch {
	case !null:
		return r
	case r.Ref != "":
		return &openapi3.SchemaRef{Value: &openapi3.Schema{AllOf: openapi3.SchemaRefs{r}, Nullable: true}}
	}
	out := clone(r.Value)
	out.Nullable = true
	return &openapi3.SchemaRef{Value: out}
}

// describe names a schema in an error.
func describe(r *openapi3.SchemaRef) string {
	if name := refName(r); name != "" {
		return name
	}
	return kind(r.Value)
}

func kind(s *openapi3.Schema) string {
	switch {
	case len(s.OneOf) > 0:
		return "a oneOf"
	case s.Type == nil:
		return "anything"
	case s.Format != "":
		return s.Type.Slice()[0] + " (" + s.Format + ")"
	}
	return s.Type.Slice()[0]
}

// clone copies a schema as deep as it is inline.
func clone(s *openapi3.Schema) *openapi3.Schema {
	c := *s
	c.Required = slices.Clone(s.Required)
	c.Enum = slices.Clone(s.Enum)
	c.Extensions = maps.Clone(s.Extensions)
	c.Items = cloneRef(s.Items)
	c.AdditionalProperties.Schema = cloneRef(s.AdditionalProperties.Schema)
	c.OneOf, c.AnyOf, c.AllOf = cloneRefs(s.OneOf), cloneRefs(s.AnyOf), cloneRefs(s.AllOf)
	if s.Properties != nil {
		c.Properties = make(openapi3.Schemas, len(s.Properties))
		for name, p := range s.Properties {
			c.Properties[name] = cloneRef(p)
		}
	}
	return &c
}

func cloneRef(r *openapi3.SchemaRef) *openapi3.SchemaRef {
	if r == nil {
		return nil
	}
	c := *r
	if r.Ref == "" && r.Value != nil {
		c.Value = clone(r.Value)
	}
	return &c
}

func cloneRefs(list openapi3.SchemaRefs) openapi3.SchemaRefs {
	if list == nil {
		return nil
	}
	out := make(openapi3.SchemaRefs, len(list))
	for i, r := range list {
		out[i] = cloneRef(r)
	}
	return out
}
