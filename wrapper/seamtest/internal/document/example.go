package document

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// Source supplies the values that differ between examples.
type Source struct {
	// NewID returns a UUID for an object of a kind, such as "device".
	NewID func(kind string) string
	// Now is the current time in Seam's format.
	Now string
}

// Example generates a response that matches the document. It has every documented field, and lists have
// one element. If a parameter of the request is an ID, fields with the same name get that ID.
func (op *Operation) Example(params map[string]any, from Source) map[string]any {
	e := &example{
		source: from, params: params, action: op.Action, unmanaged: strings.Contains(op.Path, "unmanaged"),
	}
	response, _ := e.object(op.response()).(map[string]any)
	if op.Paged {
		response["pagination"] = map[string]any{"has_next_page": false, "next_page_cursor": nil, "next_page_url": nil}
	}
	return response
}

// example generates the values of one response.
type example struct {
	source Source
	params map[string]any
	action string // selects the variant of an action attempt

	unmanaged bool // whether the response holds unmanaged objects

	filled map[string]bool // names of the fields that fill added
}

// value generates the value of a field. The name selects a plausible value.
func (e *example) value(name string, s *openapi3.Schema) any {
	switch {
	case len(s.OneOf) > 0:
		return e.variant(s)
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Type.Is(openapi3.TypeObject):
		return e.object(s)
	case s.Type.Is(openapi3.TypeArray):
		return e.array(name, s)
	case s.Type.Is(openapi3.TypeBoolean):
		return e.flag(name)
	case s.Type.Is(openapi3.TypeNumber), s.Type.Is(openapi3.TypeInteger):
		return number(s)
	default: // a text, which also matches a schema that allows any value
		return e.text(name, s)
	}
}

func (e *example) object(s *openapi3.Schema) any {
	object := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) { // sorted, so that IDs are the same in every run
		object[name] = e.value(name, s.Properties[name].Value)
	}
	return object
}

// array generates a list with one element, or with the required number of elements. Errors, warnings and
// pending mutations are empty.
func (e *example) array(name string, s *openapi3.Schema) any {
	if name == "errors" || name == "warnings" || name == "pending_mutations" {
		return []any{}
	}
	var elements []any
	for range max(1, s.MinItems) {
		elements = append(elements, e.value(strings.TrimSuffix(name, "s"), s.Items.Value))
	}
	return elements
}

// variant generates the variant of a union that matches e.action, or else the first one.
func (e *example) variant(s *openapi3.Schema) any {
	if s.Discriminator == nil {
		return e.value("", s.OneOf[0].Value)
	}
	types := slices.Sorted(maps.Keys(s.Discriminator.Mapping))
	chosen := types[0]
	if slices.Contains(types, e.action) {
		chosen = e.action
	}
	i := slices.IndexFunc(s.OneOf, func(ref *openapi3.SchemaRef) bool { return ref.Ref == s.Discriminator.Mapping[chosen].Ref })
	object, _ := e.object(s.OneOf[i].Value).(map[string]any)
	object[s.Discriminator.PropertyName] = chosen
	if s.Discriminator.PropertyName == "action_type" {
		object["status"], object["error"] = "success", nil
	}
	return object
}

// flag returns false, except for fields that must be true in Seam's document. The normalised document
// does not contain this restriction; a test validates the examples with Seam's own document.
func (e *example) flag(name string) bool {
	switch name {
	case "is_managed":
		return !e.unmanaged
	case "cannot_be_managed", "cannot_delete_unmanaged_access_code", "matching_start_end_time":
		return true
	default:
		return false
	}
}

func number(s *openapi3.Schema) any {
	if s.Min != nil {
		return *s.Min + 1
	}
	return 1.0
}

func (e *example) text(name string, s *openapi3.Schema) any {
	switch {
	case s.Format == "date-time":
		return e.source.Now
	case s.Format == "uuid", strings.HasSuffix(name, "_id"):
		return e.id(name)
	case s.Format == "uri":
		return "https://example.com/" + name
	case s.Format == "email":
		return "someone@example.com"
	case s.Pattern == digits:
		return "123456"
	case s.Pattern != "":
		return "09:00:00"
	default:
		return strings.ReplaceAll(name, "_", " ")
	}
}

// id returns the ID that the request has under the same name, or else a new one.
func (e *example) id(name string) string {
	if id, ok := e.params[name].(string); ok && isUUID(id) == nil {
		return strings.ToLower(id)
	}
	return e.source.NewID(strings.TrimSuffix(name, "_id"))
}
