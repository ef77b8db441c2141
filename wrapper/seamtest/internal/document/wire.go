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

// requiredOnWire returns the fields that Seam's document requires in a response and the normalised
// document does not.
func requiredOnWire(extensions map[string]any) []string {
	said, _ := extensions["x-wire"].(map[string]any)
	list, _ := said["required"].([]any)
	var names []string
	for _, item := range list {
		if name, ok := item.(string); ok {
			names = append(names, name)
		}
	}
	return names
}
