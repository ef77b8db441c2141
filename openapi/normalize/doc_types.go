package normalize

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize/godoc"
)

// typeDoc returns the comment of a type.
func (w *docWriter) typeDoc(name string, s *openapi3.Schema) string {
	raw, noted := godoc.Notes(s.Description)
	text := w.typeText(name, s, raw)
	text = withDeprecated(text, s.Deprecated, reasonOf(s.Extensions), noted)
	var plain func(string) bool
	if !w.isResource(name) {
		plain = w.explained
	}
	return godoc.Render(text, godoc.Style{Name: len(w.typeName(name)), Code: w.codeOfType(name, s.Enum), Plain: plain})
}

// codeOfType resolves the code spans of the comment of a type. A name that is no
// field of the type may be one of the struct in which the type is used.
func (w *docWriter) codeOfType(name string, values []any) func(string) string {
	code := w.codeIn(name, values, true)
	return func(span string) string {
		owner, _ := w.mainUse(name)
		if field := w.fieldOf(owner.component, span); field != "" && w.fieldOf(name, span) == "" && !slices.Contains(values, any(span)) {
			return "[" + w.typeName(owner.component) + "." + field + "]"
		}
		return code(span)
	}
}

func (w *docWriter) typeText(name string, s *openapi3.Schema, raw string) string {
	if op, ok := w.requestOf[name]; ok {
		return "is the request of " + w.methodLinks(op) + "."
	}
	if op, ok := w.resultOf[name]; ok {
		return "is the result of " + w.methodLinks(op) + "." + w.partialResult(s)
	}
	if union, ok := s.Extensions[extVariant].(string); ok {
		return w.variantText(name, union, raw)
	}
	if of := w.discriminated(name); of != "" {
		return "is the kind of an [" + w.typeName(of) + "]."
	}
	main, used := w.mainUse(name)
	if !used {
		if raw == "" {
			raw = spoken(name) + "."
		}
		return godoc.Type(raw, true)
	}
	return w.partText(main, s, raw)
}

// partialResult warns about a result of several objects or lists. A method returns it if Seam sent at least
// one of them.
func (w *docWriter) partialResult(s *openapi3.Schema) string {
	results := 0
	for _, p := range s.Properties {
		if w.isStruct(p) || w.isContainer(p) {
			results++
		}
	}
	if results < 2 {
		return ""
	}
	return " Seam may send only some of its fields: check a field for nil before you use it."
}

// methodLinks link to the methods of an operation.
func (w *docWriter) methodLinks(op operation) string {
	method := w.methods[op.path]
	if notes := op.Extensions["x-go"].(map[string]any); notes["returns"] == returnsPage {
		return "[" + method + "], [" + method + "Pages] and [" + method + "Page]"
	}
	return "[" + method + "]"
}

// variantText describes a variant of a union by its value of the discriminator.
func (w *docWriter) variantText(name, union, raw string) string {
	value := ""
	if base := w.Components.Schemas[union].Value; base.Discriminator != nil {
		for _, v := range slices.Sorted(maps.Keys(base.Discriminator.Mapping)) {
			if strings.TrimPrefix(base.Discriminator.Mapping[v].Ref, schemaPrefix) == name {
				value = v
			}
		}
	}
	lead := "is the [" + w.typeName(union) + "] of type " + quoted(value)
	if raw == "" {
		return lead + "."
	}
	return lead + ": " + godoc.Event(raw)
}

// discriminated returns the union whose variants an enum lists, or "" for another enum.
func (w *docWriter) discriminated(name string) string {
	for _, u := range unions {
		s := w.Components.Schemas[u.component]
		if u.discriminator == name && s != nil && s.Value.Discriminator != nil {
			return u.component
		}
	}
	return ""
}

// partText describes the type of a field by the field, and by its description if
// it has one.
func (w *docWriter) partText(main use, s *openapi3.Schema, raw string) string {
	field := "[" + w.typeName(main.component) + "." + goName(main.field) + "]"
	relation := "the type of " + field + "."
	if main.list {
		relation = "an element of " + field + "."
	}
	text := ""
	switch {
	case raw == "":
	case len(s.Enum) > 0:
		text = godoc.Enum(raw)
	default:
		text = godoc.Type(raw, main.list)
	}
	if text == "" {
		return "is " + relation
	}
	lead := godoc.Lead(text)
	return lead + " It is " + relation + strings.TrimPrefix(text, lead)
}

// valueDocs returns the comments of the constants of an enum.
func (w *docWriter) valueDocs(name string, s *openapi3.Schema) map[string]string {
	out := map[string]string{}
	docs, _ := s.Extensions[extValueDocs].(map[string]any)
	variants := map[string]openapi3.MappingRef{}
	if of := w.discriminated(name); of != "" {
		variants = w.Components.Schemas[of].Value.Discriminator.Mapping
	}
	for _, value := range s.Enum {
		value, ok := value.(string)
		if !ok {
			continue
		}
		raw, _ := docs[value].(string)
		text, noted := godoc.Notes(raw)
		text = godoc.Value(text)
		if variant := strings.TrimPrefix(variants[value].Ref, schemaPrefix); variant != "" {
			if text == "" {
				text = "is the type of [" + w.typeName(variant) + "]."
			}
			s := w.Components.Schemas[variant].Value
			text = withDeprecated(text, s.Deprecated, reasonOf(s.Extensions), noted)
		} else if noted != "" {
			text = withDeprecated(superseded, true, "", noted)
		}
		if text != "" {
			constant := w.constantName(name, value)
			out[value] = godoc.Render(text, godoc.Style{Name: len(constant), Code: w.constants(name, s.Enum), Plain: w.explained})
		}
	}
	return out
}

// constants links to the constants of an enum.
func (w *docWriter) constants(enum string, values []any) func(string) string {
	other := w.codeIn("", nil, false)
	return func(span string) string {
		if slices.Contains(values, any(span)) {
			return "[" + w.constantName(enum, span) + "]"
		}
		return other(span)
	}
}

// constantName returns the Go name of a value of an enum: see [nameValues].
func (w *docWriter) constantName(enum, value string) string {
	s := w.Components.Schemas[enum].Value
	names, _ := s.Extensions[extValueNames].([]any)
	if i := slices.Index(s.Enum, any(value)); i >= 0 && i < len(names) {
		value, _ = names[i].(string)
	}
	return w.typeName(enum) + goName(value)
}

func setValueDocs(s *openapi3.Schema, docs map[string]string) {
	if len(docs) == 0 {
		delete(s.Extensions, extValueDocs)
		return
	}
	values := map[string]any{}
	for value, text := range docs {
		values[value] = text
	}
	setExtension(&openapi3.SchemaRef{Value: s}, extValueDocs, values)
}
