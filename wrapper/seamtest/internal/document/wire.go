package document

import "github.com/getkin/kin-openapi/openapi3"

// onWire returns a schema with the keywords of Seam's document. The normalised document changes some of
// them to get better types in package gen, and keeps the original ones in the extension x-wire.
func onWire(s *openapi3.Schema, extensions map[string]any) *openapi3.Schema {
	original, _ := extensions["x-wire"].(map[string]any)
	if len(original) == 0 {
		return s
	}
	restored := *s
	for keyword, value := range original {
		switch keyword {
		case "enum":
			restored.Enum, _ = value.([]any)
		case "format":
			restored.Format, _ = value.(string)
		case "nullable":
			restored.Nullable, _ = value.(bool)
		case "type":
			name, _ := value.(string)
			restored.Type = &openapi3.Types{name}
		}
	}
	return &restored
}

// requiredOnWire returns the fields of a response that only Seam's own document requires, not the
// normalised one.
func requiredOnWire(extensions map[string]any) []string {
	original, _ := extensions["x-wire"].(map[string]any)
	list, _ := original["required"].([]any)
	var names []string
	for _, item := range list {
		if name, ok := item.(string); ok {
			names = append(names, name)
		}
	}
	return names
}
