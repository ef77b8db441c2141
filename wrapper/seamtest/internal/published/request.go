package published

import (
	"maps"

	"github.com/getkin/kin-openapi/openapi3"
)

// Body returns the schema of the request body of an operation.
func Body(doc *openapi3.T, path string) *openapi3.Schema {
	body := doc.Paths.Value(path).Post.RequestBody
	if body == nil {
		return openapi3.NewObjectSchema()
	}
	return body.Value.Content.Get("application/json").Schema.Value
}

// Request returns the smallest request of an operation that the document allows, with required fields
// only.
func Request(doc *openapi3.T, path string) map[string]any {
	request, _ := smallest(Body(doc, path)).(map[string]any)
	return request
}

// smallest returns the smallest value that a schema allows.
func smallest(s *openapi3.Schema) any {
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case len(s.OneOf) > 0:
		return smallest(s.OneOf[0].Value)
	case len(s.AllOf) > 0:
		return merged(s.AllOf)
	case s.Type.Is("object"):
		object := map[string]any{}
		for _, name := range s.Required {
			object[name] = smallest(s.Properties[name].Value)
		}
		return object
	case s.Type.Is("array"):
		return []any{smallest(s.Items.Value)}
	case s.Type.Is("boolean"):
		return true
	case s.Type.Is("number"), s.Type.Is("integer"):
		return 1
	default:
		return text(s)
	}
}

// merged returns an object with the required fields of all parts of an allOf.
func merged(parts openapi3.SchemaRefs) any {
	object := map[string]any{}
	for _, part := range parts {
		fields, _ := smallest(part.Value).(map[string]any)
		maps.Copy(object, fields)
	}
	return object
}

// text returns a text that matches the format and the pattern of a schema.
func text(s *openapi3.Schema) string {
	switch {
	case s.Format == "uuid":
		return "8d7e0b3a-b889-49a7-9164-4b71a0506a33"
	case s.Format == "date-time":
		return "2099-01-01T00:00:00Z"
	case s.Format == "uri":
		return "https://example.com/"
	case s.Format == "email":
		return "jane@example.com"
	case s.Pattern == `^\d+$`:
		return "1234"
	case s.Pattern == `^[a-zA-Z_]\w*$`:
		return "name"
	case s.Pattern != "":
		return "09:00:00"
	default:
		return "text"
	}
}
