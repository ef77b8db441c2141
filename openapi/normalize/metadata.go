package normalize

import "github.com/getkin/kin-openapi/openapi3"

const customMetadata = "custom_metadata"

// shareCustomMetadata gives the maps of strings and booleans that users attach
// to resources one type, in place of the same inline schema at each of its
// places.
func shareCustomMetadata(d *document) error {
	found := false
	err := d.walk(func(_ string, r *openapi3.SchemaRef) error {
		for name, p := range r.Value.Properties {
			if p.Ref == "" && isCustomMetadata(p.Value) {
				r.Value.Properties[name] = d.customMetadataRef(p.Value)
				found = true
			}
		}
		return nil
	})
	if found {
		d.Components.Schemas[customMetadata] = &openapi3.SchemaRef{Value: customMetadataSchema()}
	}
	return err
}

func (d *document) customMetadataRef(s *openapi3.Schema) *openapi3.SchemaRef {
	return &openapi3.SchemaRef{Value: &openapi3.Schema{
		AllOf:       openapi3.SchemaRefs{{Ref: schemaPrefix + customMetadata, Value: customMetadataSchema()}},
		Description: s.Description,
		Nullable:    s.Nullable,
	}}
}

func customMetadataSchema() *openapi3.Schema {
	return &openapi3.Schema{
		Type:                 &openapi3.Types{"object"},
		Description:          "Values that you attach to a resource: strings and booleans by key. In a request, nil removes a key.",
		AdditionalProperties: openapi3.AdditionalProperties{Schema: &openapi3.SchemaRef{Value: &openapi3.Schema{}}},
	}
}

// isCustomMetadata reports whether s is a map whose values are strings or
// booleans (or null, which removes a key).
func isCustomMetadata(s *openapi3.Schema) bool {
	values := s.AdditionalProperties.Schema
	if !isType(s, "object") || len(s.Properties) > 0 || values == nil || values.Value == nil {
		return false
	}
	kinds := map[string]bool{}
	for _, v := range values.Value.OneOf {
		switch {
		case v.Ref != "":
			return false
		case onlyNull(v.Value):
		case isString(v.Value) && len(v.Value.Enum) == 0:
			kinds["string"] = true
		case isType(v.Value, "boolean"):
			kinds["boolean"] = true
		default:
			return false
		}
	}
	return kinds["string"] && kinds["boolean"]
}
