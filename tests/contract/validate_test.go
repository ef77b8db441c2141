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

// validate holds a JSON value against a schema. To say what is wrong takes the validator longer
// than to find out, in a union many times longer.
func validate(s *openapi3.Schema, value any) error {
	if s.VisitJSON(value, quick...) == nil {
		return nil
	}
	return s.VisitJSON(value, formats...)
}
