package normalize

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// builder builds the types of kin-openapi from what the reader has read. Decoding the
// same as JSON takes ten times as long, because kin-openapi parses it as YAML.
type builder struct {
	schemas openapi3.Schemas // the components; a reference needs them before they are complete
}

// buildDocument returns the document that the reader has reduced.
func buildDocument(root map[string]any) *openapi3.T {
	components, paths := root["components"].(map[string]any)["schemas"].(map[string]any), root["paths"].(map[string]any)
	b := &builder{schemas: openapi3.Schemas{}}
	for name := range components {
		b.schemas[name] = &openapi3.SchemaRef{Value: &openapi3.Schema{}}
	}
	for name, schema := range components {
		*b.schemas[name].Value = *b.schema(schema.(map[string]any))
	}
	info := root["info"].(map[string]any)
	doc := &openapi3.T{
		OpenAPI:    textOf(root, "openapi"),
		Info:       &openapi3.Info{Title: textOf(info, "title"), Version: textOf(info, "version")},
		Components: &openapi3.Components{Schemas: b.schemas},
		Paths:      openapi3.NewPaths(),
	}
	for _, server := range root["servers"].([]any) {
		doc.Servers = append(doc.Servers, &openapi3.Server{URL: textOf(server.(map[string]any), "url")})
	}
	for path, operations := range paths {
		item := &openapi3.PathItem{}
		for method, op := range operations.(map[string]any) {
			item.SetOperation(strings.ToUpper(method), b.operation(op.(map[string]any)))
		}
		doc.Paths.Set(path, item)
	}
	return doc
}

func (b *builder) operation(op map[string]any) *openapi3.Operation {
	success := op["responses"].(map[string]any)["200"].(map[string]any)
	out := &openapi3.Operation{
		Extensions:  extensionsOf(op),
		OperationID: textOf(op, "operationId"),
		Summary:     textOf(op, "summary"),
		Description: textOf(op, "description"),
		Responses: openapi3.NewResponses(openapi3.WithStatus(200, &openapi3.ResponseRef{
			Value: openapi3.NewResponse().WithDescription(textOf(success, "description")).WithContent(b.content(success)),
		})),
	}
	if body, ok := op["requestBody"].(map[string]any); ok {
		out.RequestBody = &openapi3.RequestBodyRef{Value: openapi3.NewRequestBody().WithContent(b.content(body))}
	}
	return out
}

// content returns the content of a request or response, nil if it has none.
func (b *builder) content(body map[string]any) openapi3.Content {
	kinds, _ := body["content"].(map[string]any)
	var out openapi3.Content
	for kind, media := range kinds {
		out = openapi3.Content{kind: {Schema: b.ref(media.(map[string]any)["schema"])}}
	}
	return out
}

// ref returns a schema or a reference to one, nil if there is none.
func (b *builder) ref(value any) *openapi3.SchemaRef {
	s, ok := value.(map[string]any)
	if !ok {
		return nil
	}
	if to := textOf(s, "$ref"); to != "" {
		name, _ := referredTo(to)
		return &openapi3.SchemaRef{Ref: to, Value: b.schemas[name].Value, Extensions: extensionsOf(s)}
	}
	return &openapi3.SchemaRef{Value: b.schema(s)}
}

func (b *builder) refs(value any) openapi3.SchemaRefs {
	list, _ := value.([]any)
	var out openapi3.SchemaRefs
	for _, item := range list {
		out = append(out, b.ref(item))
	}
	return out
}

// schema returns a schema with the keywords that [keywords] reads.
func (b *builder) schema(s map[string]any) *openapi3.Schema {
	out := &openapi3.Schema{
		Extensions:   extensionsOf(s),
		OneOf:        b.refs(s["oneOf"]),
		AllOf:        b.refs(s["allOf"]),
		Format:       textOf(s, "format"),
		Description:  textOf(s, "description"),
		Pattern:      textOf(s, "pattern"),
		UniqueItems:  s["uniqueItems"] == true,
		Nullable:     s["nullable"] == true,
		Deprecated:   s["deprecated"] == true,
		ExclusiveMin: openapi3.ExclusiveBound{Bool: pointerTo[bool](s["exclusiveMinimum"])},
		ExclusiveMax: openapi3.ExclusiveBound{Bool: pointerTo[bool](s["exclusiveMaximum"])},
		Min:          number(s["minimum"]),
		Max:          number(s["maximum"]),
		MinLength:    least(s["minLength"]),
		MaxLength:    count(s["maxLength"]),
		MinItems:     least(s["minItems"]),
		MaxItems:     count(s["maxItems"]),
		MinProps:     least(s["minProperties"]),
		MaxProps:     count(s["maxProperties"]),
		Items:        b.ref(s["items"]),
		AdditionalProperties: openapi3.AdditionalProperties{
			Has: pointerTo[bool](s["additionalProperties"]), Schema: b.ref(s["additionalProperties"]),
		},
	}
	if name := textOf(s, "type"); name != "" {
		out.Type = &openapi3.Types{name}
	}
	out.Enum, _ = s["enum"].([]any)
	if d, ok := s["discriminator"].(map[string]any); ok {
		out.Discriminator = &openapi3.Discriminator{PropertyName: textOf(d, "propertyName")}
	}
	required, _ := s["required"].([]any)
	for _, name := range required {
		out.Required = append(out.Required, name.(string))
	}
	if properties, ok := s["properties"].(map[string]any); ok {
		out.Properties = make(openapi3.Schemas, len(properties))
		for name, property := range properties {
			out.Properties[name] = b.ref(property)
		}
	}
	return out
}

// extensionsOf returns the extensions of an object, nil if it has none.
func extensionsOf(object map[string]any) map[string]any {
	var out map[string]any
	for key, value := range object {
		if strings.HasPrefix(key, "x-") {
			if out == nil {
				out = map[string]any{}
			}
			out[key] = value
		}
	}
	return out
}

// pointerTo returns a pointer to a value of type T, nil if it has another type.
func pointerTo[T any](value any) *T {
	typed, ok := value.(T)
	if !ok {
		return nil
	}
	return &typed
}

func number(value any) *float64 {
	n, ok := value.(json.Number)
	if !ok {
		return nil
	}
	f, _ := n.Float64() // readNumber has checked it
	return &f
}

func count(value any) *uint64 {
	n, ok := value.(json.Number)
	if !ok {
		return nil
	}
	i, _ := strconv.ParseUint(n.String(), 10, 64) // readCount has checked it
	return &i
}

func least(value any) uint64 {
	if n := count(value); n != nil {
		return *n
	}
	return 0
}
