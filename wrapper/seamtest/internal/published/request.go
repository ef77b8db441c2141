package published

import (
	"maps"

	"github.com/getkin/kin-openapi/openapi3"
)

// Body returns the schema of the request of an operation.
func Body(doc *openapi3.T, path string) *openapi3.Schema {
	body := doc.Paths.Value(path).Post.RequestBody
	if body == nil {
		return openapi3.NewObjectSchema()
	}
	return body.Value.Content.Get("application/json").Schema.Value
}

// Request makes a request of an operation that has no field which may be left out, and so is the
// smallest that the document allows.
func Request(doc *openapi3.T, path string) map[string]any {
	request, _ := smallest(Body(doc, path)).(map[string]any)
	return request
}

func smallest(s *openapi3.Schema) any {
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case len(s.OneOf) > 0:
		return smallest(s.OneOf[0].Value)
	case len(s.AllOf) > 0:
		return together(s.AllOf)
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

func together(parts openapi3.SchemaRefs) any {
	object := map[string]any{}
	for _, part := range parts {
		some, _ := smallest(part.Value).(map[string]any)
		maps.Copy(object, some)
	}
	return object
}

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
