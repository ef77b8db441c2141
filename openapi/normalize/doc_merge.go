package normalize

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize/godoc"
)

// extTextsDiffer marks a schema that was merged from ones with different texts.
const extTextsDiffer = "x-seam-texts-differ"

// mergeTexts gives out, merged from a and b, a description that is true of both:
// of alternatives with different texts the sentences with which both begin.
func mergeTexts(out, a, b *openapi3.Schema, m mode) {
	differ := a.Extensions[extTextsDiffer] == true || b.Extensions[extTextsDiffer] == true
	switch {
	case m == oneOf && (differ || a.Description != "" && b.Description != "" && a.Description != b.Description):
		out.Description = godoc.Common(a.Description, b.Description)
		setExtension(&openapi3.SchemaRef{Value: out}, extTextsDiffer, true)
	case a.Description == "":
		out.Description = b.Description
	}
}

// withTextOf returns the type that a field has in all variants of a union, with the
// description of one of them.
func withTextOf(own, shared *openapi3.SchemaRef) *openapi3.SchemaRef {
	field := cloneRef(shared)
	if own.Ref == "" && field.Ref == "" && own.Value.Description != "" {
		field.Value.Description = own.Value.Description
	}
	return field
}

// withCommonText returns a field of a union, with the sentences with which its
// descriptions in all variants begin.
func withCommonText(name string, field *openapi3.SchemaRef, variants map[string]*openapi3.Schema) *openapi3.SchemaRef {
	field = cloneRef(field)
	if field.Ref != "" {
		return field
	}
	for _, value := range slices.Sorted(maps.Keys(variants)) {
		if other := variants[value].Properties[name]; other != nil && other.Ref == "" && other.Value.Description != field.Value.Description {
			field.Value.Description = godoc.Common(field.Value.Description, other.Value.Description)
		}
	}
	return field
}
