package document

import (
	"math"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oapi-codegen/runtime"
)

// Bind decodes the parameters of a request from the query of a URL. An array repeats its name. A field
// of an object is named "object.field". An empty text becomes null or an empty array if the document
// allows it. A value that does not match its documented type stays a text, so that [Operation.Check]
// reports it. Undocumented parameters, such as _strict, are ignored.
func (op *Operation) Bind(query url.Values) map[string]any {
	return bindObject(op.request(), "", query)
}

func bindObject(s *openapi3.Schema, prefix string, query url.Values) map[string]any {
	params := map[string]any{}
	for name, ref := range s.Properties {
		if value, given := bind(ref.Value, prefix+name, query); given {
			params[name] = value
		}
	}
	if more := s.AdditionalProperties.Schema; more != nil {
		for name := range query {
			if key, inside := strings.CutPrefix(name, prefix); inside && prefix != "" {
				params[key], _ = bind(more.Value, name, query)
			}
		}
	}
	return params
}

// bind decodes one parameter. It reports whether the query contains it.
func bind(s *openapi3.Schema, name string, query url.Values) (value any, given bool) {
	if s.Type.Is(openapi3.TypeObject) {
		inside := bindObject(s, name+".", query)
		return inside, len(inside) > 0
	}
	if !query.Has(name) {
		return nil, false
	}
	text := query.Get(name)
	switch {
	case s.Type.Is(openapi3.TypeArray):
		return bindArray(s, name, query), true
	case text == "" && s.Nullable:
		return nil, true
	case s.Type.Is(openapi3.TypeBoolean):
		return parse[bool](name, text), true
	case s.Type.Is(openapi3.TypeNumber), s.Type.Is(openapi3.TypeInteger):
		if number, ok := parse[float64](name, text).(float64); ok && !math.IsNaN(number) && !math.IsInf(number, 0) {
			return number, true
		}
		return text, true
	default:
		return text, true
	}
}

// parse decodes a text as a T. It returns the text itself if that fails.
func parse[T any](name, text string) any {
	var value T
	raw := url.Values{name: {text}}.Encode()
	if err := runtime.BindRawQueryParameter("form", true, true, name, raw, &value); err != nil {
		return text
	}
	return value
}

// bindArray decodes a repeated parameter.
func bindArray(s *openapi3.Schema, name string, query url.Values) any {
	texts := query[name]
	if len(texts) == 1 && texts[0] == "" {
		return []any{}
	}
	var values []any
	for _, text := range texts {
		value, _ := bind(s.Items.Value, name, url.Values{name: {text}})
		values = append(values, value)
	}
	return values
}
