package normalize

import (
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

const extValueDocs = "x-enum-descriptions"

// mergeCompositions turns every allOf and every remaining oneOf into one
// schema. A Go struct with the fields of all variants can be read without
// asking first which variant came, and goes on working when one is added; only
// the unions of [unions] have so many variants that this would hide which fields
// belong together.
func mergeCompositions(d *document) error {
	return d.walk(d.mergeComposition)
}

func (d *document) mergeComposition(place string, r *openapi3.SchemaRef) error {
	s := r.Value
	alternatives := slices.DeleteFunc(slices.Clone(s.OneOf), onlyRequires)
	switch {
	case s.Extensions[extUnion] != nil:
		return nil
	case len(s.AllOf) == 1 && s.AllOf[0].Ref != "" && len(s.OneOf)+len(s.Properties) == 0:
		return nil // a reference with a description beside it
	case len(s.AllOf) == 0 && len(alternatives) == 0:
		s.OneOf = nil
		return nil
	case len(s.AllOf) == 0 && len(s.Properties) == 0:
		*r = *d.mergeParts(place, s, alternatives, oneOf)
		return nil
	}
	parts, required, ok := d.allParts(s)
	if !ok {
		d.notes.add(Raw, place, "is a part of itself and holds any JSON", compositionRemedy)
		*r = openapi3.SchemaRef{Value: anything()}
		return nil
	}
	if len(alternatives) > 0 {
		parts = append(parts, d.mergeParts(place, &openapi3.Schema{}, alternatives, oneOf))
	}
	*r = *d.mergeParts(place, s, parts, allOf)
	r.Value.Required = slices.Compact(slices.Sorted(slices.Values(append(r.Value.Required, required...))))
	return nil
}

// allParts returns the parts that every value of s has to fit: the fields of s and
// the parts of its allOf. A part that only requires fields counts in required.
func (d *document) allParts(s *openapi3.Schema) (parts openapi3.SchemaRefs, required []string, ok bool) {
	if len(s.Properties) > 0 {
		own := clone(s)
		own.OneOf, own.AllOf = nil, nil
		parts = append(parts, &openapi3.SchemaRef{Value: own})
	}
	for _, part := range s.AllOf {
		own, ok := d.spelledOut(part, nil)
		switch {
		case !ok:
			return nil, nil, false
		case onlyRequires(own):
			required = append(required, own.Value.Required...)
		default:
			parts = append(parts, own)
		}
	}
	return parts, required, true
}

// compositionRemedy is the remedy for a composition that has no Go type.
const compositionRemedy = "see whether Seam means it; openapi/normalize/compose.go decides what it becomes"

// onlyRequires reports whether a part of a composition says nothing but which
// fields are required, and perhaps an alternative to that.
func onlyRequires(r *openapi3.SchemaRef) bool {
	return r.Ref == "" && isAnything(r.Value) && len(r.Value.Required) > 0
}

// spelledOut returns a part of an allOf without references, so that its fields can
// be joined with those of the other parts. ok is false for a component that is a
// part of itself.
func (d *document) spelledOut(part *openapi3.SchemaRef, inside []string) (own *openapi3.SchemaRef, ok bool) {
	name := refName(part)
	if name == "" {
		return part, true
	}
	if slices.Contains(inside, name) {
		return nil, false
	}
	own = cloneRef(&openapi3.SchemaRef{Value: d.Components.Schemas[name].Value})
	inside = append(inside, name)
	for i, inner := range own.Value.AllOf {
		if own.Value.AllOf[i], ok = d.spelledOut(inner, inside); !ok {
			return nil, false
		}
	}
	return own, d.mergeComposition(name, own) == nil
}

// mergeParts merges the parts of outer, and keeps the description and the marks of outer.
func (d *document) mergeParts(place string, outer *openapi3.Schema, parts openapi3.SchemaRefs, m mode) *openapi3.SchemaRef {
	tag := ""
	if outer.Discriminator != nil {
		tag = outer.Discriminator.PropertyName
	}
	docs := map[string]any{}
	var out *openapi3.SchemaRef
	for _, part := range parts {
		part = cloneRef(part)
		collectValueDoc(docs, tag, part)
		if out == nil {
			out = part
			continue
		}
		out = d.merge(place, out, part, m)
	}
	if out.Ref != "" {
		out = &openapi3.SchemaRef{Value: &openapi3.Schema{AllOf: openapi3.SchemaRefs{out}}}
	}
	s := out.Value
	if p := s.Properties[tag]; p != nil && p.Ref == "" {
		setExtension(p, extValueDocs, docs)
	}
	if outer.Description != "" {
		s.Description = outer.Description
	}
	s.Nullable = s.Nullable || outer.Nullable
	s.Deprecated = outer.Deprecated
	withheld, contradiction := withheldFields(s), s.Extensions[ContradictionMark]
	s.Extensions = outer.Extensions
	withhold(s, withheld...)
	if contradiction != nil {
		setExtension(out, ContradictionMark, contradiction)
	}
	return out
}

// collectValueDoc moves the description of a variant to docs, under the value of the
// discriminator that the variant is for. It says nothing about the merged whole.
func collectValueDoc(docs map[string]any, tag string, part *openapi3.SchemaRef) {
	if tag == "" || part.Ref != "" {
		return
	}
	s := part.Value
	if p := s.Properties[tag]; p != nil && p.Ref == "" && len(p.Value.Enum) == 1 && s.Description != "" {
		docs[fmt.Sprint(p.Value.Enum[0])] = s.Description
	}
	s.Description = ""
}
