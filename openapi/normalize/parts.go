package normalize

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// keepParts drops what an operation and the components may have besides schemas
// and JSON bodies. No pass looks at it and the client sends and reads none of it,
// but oapi-codegen would declare types for it.
func keepParts(d *document) error {
	d.Components = &openapi3.Components{Schemas: d.Components.Schemas}
	d.ExternalDocs, d.Security = nil, nil
	for _, path := range sortedKeys(d.Paths.Map()) {
		item := d.Paths.Value(path)
		*item = openapi3.PathItem{Post: item.Post}
	}
	for _, op := range d.operations() {
		if err := checkOperationName(op); err != nil {
			return err
		}
		op.Parameters, op.Callbacks, op.Servers, op.ExternalDocs = nil, nil, nil, nil
		if op.RequestBody != nil && op.RequestBody.Value != nil {
			body := op.RequestBody.Value
			op.RequestBody = &openapi3.RequestBodyRef{Value: &openapi3.RequestBody{
				Description: body.Description, Required: body.Required, Content: onlyJSON(body.Content),
			}}
		}
		for code, response := range op.Responses.Map() {
			op.Responses.Set(code, &openapi3.ResponseRef{Value: &openapi3.Response{
				Description: response.Value.Description, Content: onlyJSON(response.Value.Content),
			}})
		}
	}
	return nil
}

// onlyJSON is the JSON form of a body, without examples and encodings.
func onlyJSON(content openapi3.Content) openapi3.Content {
	body := content[mediaJSON]
	if body == nil {
		return nil
	}
	return openapi3.Content{mediaJSON: {Schema: body.Schema}}
}

// identifier is a name that Go types and methods can be called after.
var identifier = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

func checkOperationName(op operation) error {
	group, method := op.name()
	for _, name := range slices.Concat(group, []string{method}) {
		if !identifier.MatchString(name) {
			return fmt.Errorf("%s: no Go name can be made of %+q in its group and method", op.path, name)
		}
	}
	return nil
}
