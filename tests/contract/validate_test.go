package contract

import (
	"net/url"

	"github.com/getkin/kin-openapi/openapi3"
)

var formats = []openapi3.SchemaValidationOption{
	openapi3.WithStringFormatValidator("uuid", openapi3.NewRegexpFormatValidator(openapi3.FormatOfStringForUUIDOfRFC4122)),
	openapi3.WithStringFormatValidator("email", openapi3.NewRegexpFormatValidator(openapi3.FormatOfStringForEmail)),
	openapi3.WithStringFormatValidator("uri", openapi3.NewCallbackValidator(func(text string) error {
		_, err := url.ParseRequestURI(text)
		return err
	})),
}

var quick = append([]openapi3.SchemaValidationOption{openapi3.FailFast()}, formats...)

// validate checks a JSON value against a schema. It asks for details only after a failure, because
// they take the validator much longer, above all in a union.
func validate(s *openapi3.Schema, value any) error {
	if s.VisitJSON(value, quick...) == nil {
		return nil
	}
	return s.VisitJSON(value, formats...)
}
