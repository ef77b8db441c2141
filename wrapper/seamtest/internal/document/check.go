package document

import (
	"cmp"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

// Problem is one difference between a request and the document.
type Problem struct {
	// Path holds the field names and array indices that lead to the value. It is empty for a problem
	// with the whole request.
	Path []string
	// Text describes the problem. It is [Missing] for a missing field.
	Text string
}

// Missing is the text for a missing field.
const Missing = "Required"

// Check validates the parameters of a request and returns all problems, sorted by path.
func (op *Operation) Check(params map[string]any) []Problem {
	found := problems(op.request().VisitJSON(params, openapi3.MultiErrors(), openapi3.VisitAsRequest(), formats))
	found = append(found, op.alternatives(params)...)
	slices.SortStableFunc(found, func(a, b Problem) int { return slices.Compare(a.Path, b.Path) })
	return found
}

// problems converts an error of the validator, which may contain others, to a flat list.
func problems(err error) []Problem {
	if err == nil {
		return nil
	}
	if several, ok := errors.AsType[openapi3.MultiError](err); ok {
		var found []Problem
		for _, inner := range several {
			found = append(found, problems(inner)...)
		}
		return found
	}
	if e, ok := errors.AsType[*openapi3.SchemaError](err); ok {
		if e.SchemaField == "minimum" && e.Schema.ExclusiveMin.IsSet() {
			return nil // exclusiveMinimum is reported too
		}
		return []Problem{{Path: e.JSONPointer(), Text: text(e)}}
	}
	return []Problem{{Text: err.Error()}}
}

// text describes an error of the validator, in Seam's wording where it is known.
func text(e *openapi3.SchemaError) string {
	s := e.Schema
	switch e.SchemaField {
	case "required":
		return Missing
	case "type", "nullable":
		return "Expected " + kind(s)
	case "anyOf":
		return "Expected a text of at most 500 characters, or a boolean"
	case "enum":
		return "Expected one of " + list(s.Enum)
	case "format":
		return cmp.Or(formatTexts[s.Format], "Invalid "+s.Format)
	case "pattern":
		if s.Pattern == digits {
			return "Expected digits only"
		}
		return "Must match " + s.Pattern
	case "minLength":
		if s.MinLength == 1 {
			return "Must not be empty"
		}
		return fmt.Sprintf("Must be at least %d characters", s.MinLength)
	case "maxLength":
		return fmt.Sprintf("Must be at most %d characters", *s.MaxLength)
	case "minItems":
		return fmt.Sprintf("Must have at least %d elements", s.MinItems)
	case "maxItems":
		return fmt.Sprintf("Must have at most %d elements", *s.MaxItems)
	case "minimum":
		return fmt.Sprintf("Must be at least %v", *s.Min)
	case "exclusiveMinimum":
		return fmt.Sprintf("Must be greater than %v", *s.Min)
	case "maximum":
		return fmt.Sprintf("Must be at most %v", *s.Max)
	default:
		return e.Reason
	}
}

const digits = `^\d+$`

func kind(s *openapi3.Schema) string {
	if s.Type == nil {
		return "a value"
	}
	return strings.Join(s.Type.Slice(), " or ")
}

func list(values []any) string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = fmt.Sprint(value)
	}
	return strings.Join(texts, ", ")
}

var formatTexts = map[string]string{
	"email": "Invalid e-mail address",
	"uri":   "Invalid URL",
	"uuid":  "Invalid UUID",
}

// formats are passed to each validation. The validator's global formats are not changed, because the
// whole program shares them.
var formats = openapi3.WithStringFormatValidators(map[string]openapi3.StringFormatValidator{
	"date-time": openapi3.NewCallbackValidator(isDateTime),
	"email":     openapi3.NewCallbackValidator(isEmail),
	"uri":       openapi3.NewCallbackValidator(isURL),
	"uuid":      openapi3.NewCallbackValidator(isUUID),
})

var errFormat = errors.New("invalid format")

var uuidForm = regexp.MustCompile(`^(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

func isUUID(text string) error {
	if !uuidForm.MatchString(text) {
		return errFormat
	}
	return nil
}

func isDateTime(text string) error {
	_, err := time.Parse(time.RFC3339, text)
	return err
}

func isEmail(text string) error {
	if address, err := mail.ParseAddress(text); err != nil || address.Address != text {
		return errFormat
	}
	return nil
}

func isURL(text string) error {
	if u, err := url.Parse(text); err != nil || u.Scheme == "" || u.Host == "" {
		return errFormat
	}
	return nil
}
