package normalize

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"
)

const extValueDocs = "x-enum-descriptions"

// mergeCompositions turns every allOf and every remaining oneOf into one
// schema. A Go struct with the fields of all variants can be read without
// asking first which variant came, and goes on working when one is added; only
// the unions of [unions] have so many variants that this would hide what they
// say.
func mergeCompositions(d *document) error {
	return d.walk(mergeComposition)
}

func mergeComposition(place string, r *openapi3.SchemaRef) error {
	s := r.Value
	var parts openapi3.SchemaRefs
	m := oneOf
	switch {
	case len(s.AnyOf) > 0:
		return fmt.Errorf("%s: anyOf is not known to occur; decide what it becomes", place)
	case len(s.AllOf) == 1 && s.AllOf[0].Ref != "":
		return nil // a reference with a description beside it
	case len(s.AllOf) > 0:
		parts, m = s.AllOf, allOf
	case len(s.OneOf) > 0 && s.Extensions[extUnion] == nil:
		parts = s.OneOf
	default:
		return nil
	}
	merged, err := mergeParts(place, s, parts, m)
	if err != nil {
		return err
	}
	*r = *merged
	return nil
}

// mergeParts merges the parts of outer and keeps what outer says about them.
func mergeParts(place string, outer *openapi3.Schema, parts openapi3.SchemaRefs, m mode) (*openapi3.SchemaRef, error) {
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
		merged, err := merge(place, out, part, m)
		if err != nil {
			return nil, err
		}
		out = merged
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
	withheld := withheldFields(s)
	s.Extensions = outer.Extensions
	withhold(s, withheld...)
	return out, nil
}

// collectValueDoc keeps the description of a variant for the value of the
// discriminator that stands for it, and takes it off the variant: it says
// nothing about the merged whole.
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
