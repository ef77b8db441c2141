package document

import "github.com/getkin/kin-openapi/openapi3"

// onWire returns a schema as Seam has it, where the normalised document says something else for the
// sake of the types in package gen: extension x-wire keeps Seam's own words.
func onWire(s *openapi3.Schema, extensions map[string]any) *openapi3.Schema {
	said, _ := extensions["x-wire"].(map[string]any)
	if len(said) == 0 {
		return s
	}
	own := *s
	for keyword, value := range said {
		switch keyword {
		case "enum":
			own.Enum, _ = value.([]any)
		case "format":
			own.Format, _ = value.(string)
		case "nullable":
			own.Nullable, _ = value.(bool)
		case "type":
			name, _ := value.(string)
			own.Type = &openapi3.Types{name}
		}
	}
	return &own
}
