// Package published validates responses in tests with Seam's document as Seam published it, before this
// module normalised it.
package published

import (
	"encoding/json"
	"errors"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

// Document returns Seam's document. It reads the document once per test process.
var Document = sync.OnceValues(func() (*openapi3.T, error) {
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		return nil, errors.New("published: the path of the source file is unknown")
	}
	text, err := os.ReadFile(filepath.Join(filepath.Dir(here), "../../../../openapi/openapi.json"))
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		return nil, err
	}
	for _, schema := range doc.Components.Schemas {
		allowNull(schema)
	}
	return doc, nil
})

// allowNull allows null for additional properties with an empty schema. In OpenAPI an empty schema
// allows any value, but kin-openapi does not accept null for it.
func allowNull(ref *openapi3.SchemaRef) {
	if ref == nil || ref.Ref != "" {
		return
	}
	s := ref.Value
	for _, property := range s.Properties {
		allowNull(property)
	}
	for _, variant := range slices.Concat(s.OneOf, s.AnyOf, s.AllOf) {
		allowNull(variant)
	}
	allowNull(s.Items)
	if more := s.AdditionalProperties.Schema; more != nil && more.Ref == "" && more.Value.IsEmpty() {
		more.Value.Nullable = true
	}
}

// Documented returns the paths of all documented operations, sorted.
func Documented(doc *openapi3.T) []string {
	var paths []string
	for path, item := range doc.Paths.Map() {
		if item.Post != nil && item.Post.Extensions["x-undocumented"] == nil {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// Check validates the whole JSON response of an operation and returns an error with all differences from
// the document. Required fields must be present even if the document marks them as undocumented.
func Check(path string, response []byte) error {
	doc, err := Document()
	if err != nil {
		return err
	}
	var value any
	if err := json.Unmarshal(response, &value); err != nil {
		return err
	}
	return responseOf(doc, path).VisitJSON(value, openapi3.VisitAsResponse(), openapi3.MultiErrors(), formats)
}

// formats validate the formats that the document uses.
var formats = openapi3.WithStringFormatValidators(map[string]openapi3.StringFormatValidator{
	"date-time": openapi3.NewCallbackValidator(func(text string) error {
		_, err := time.Parse(time.RFC3339, text)
		return err
	}),
	"email": openapi3.NewCallbackValidator(func(text string) error {
		_, err := mail.ParseAddress(text)
		return err
	}),
	"uri": openapi3.NewCallbackValidator(func(text string) error {
		_, err := url.ParseRequestURI(text)
		return err
	}),
	"uuid": openapi3.NewRegexpFormatValidator(openapi3.FormatOfStringForUUIDOfRFC4122),
})

// responseOf returns the schema of the response of an operation. One operation has none in the document;
// its schema allows any object.
func responseOf(doc *openapi3.T, path string) *openapi3.Schema {
	media := doc.Paths.Value(path).Post.Responses.Value("200").Value.Content.Get("application/json")
	if media == nil {
		return openapi3.NewObjectSchema()
	}
	return media.Schema.Value
}
