package normalize

import (
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize/godoc"
)

// fieldDoc returns the comment of a field.
func (w *docWriter) fieldDoc(component, field string, p *openapi3.SchemaRef) string {
	sent := w.Components.Schemas[component].Value.Extensions[extRequest] == true
	text, noted := godoc.Notes(w.fieldDescription(p))
	text = w.fieldText(fieldText{text, w.fieldKind(p), sent})
	if text == "" {
		text = impliedField(field, p.Value)
	}
	deprecated, reason := p.Value.Deprecated, reasonOf(p.Value.Extensions)
	if p.Ref != "" {
		deprecated, reason = false, reasonOf(p.Extensions)
	}
	if text == "" && (deprecated || noted != "") {
		text = superseded
	}
	text = w.markNames(component, field, withDeprecated(text, deprecated, reason, noted))
	return godoc.Render(text, godoc.Style{
		Name: len(goName(field)), Code: w.codeOfField(component, field), Plain: w.explained,
	})
}

// fieldText holds everything that the comment of a field depends on, except the names in it.
type fieldText struct {
	text string
	kind godoc.Kind
	sent bool
}

// fieldText returns the description of a field as Go has it. Most descriptions
// occur more than once.
func (w *docWriter) fieldText(f fieldText) string {
	text, known := w.texts[f]
	if !known {
		text = godoc.Field(f.text, f.kind, f.sent)
		w.texts[f] = text
	}
	return text
}

// superseded is the comment of a deprecated field without a description: gofmt knows
// "Deprecated:" only as the start of a second paragraph.
const superseded = "is kept for compatibility."

// codeOfField resolves the code spans of the comment of a field. Its own name means
// the field of that name one level up: "Use `device_ids` at the top level."
func (w *docWriter) codeOfField(component, field string) func(string) string {
	code := w.codeIn(component, w.enumOf(component, field), true)
	return func(span string) string {
		if owner, _ := w.mainUse(component); span == field && w.fieldOf(owner.component, field) != "" {
			return "[" + w.typeName(owner.component) + "." + goName(field) + "]"
		}
		return code(span)
	}
}

// fieldDescription returns the description of a field. A field without one has that
// of its component, or the first sentence of its resource's.
func (w *docWriter) fieldDescription(p *openapi3.SchemaRef) string {
	if p.Ref == "" && p.Value.Description != "" {
		return p.Value.Description
	}
	name := refName(p)
	if name == "" {
		return p.Value.Description
	}
	if of := w.discriminated(name); of != "" {
		return "Type of the " + spoken(of) + "."
	}
	text := w.Components.Schemas[name].Value.Description
	if w.isResource(name) {
		return godoc.Lead(text)
	}
	return text
}

func (w *docWriter) fieldKind(p *openapi3.SchemaRef) godoc.Kind {
	s := w.target(p)
	switch {
	case isType(s, "boolean"):
		return godoc.Bool
	case s.Items != nil:
		return godoc.List
	case isObject(s):
		return godoc.Object
	default:
		return godoc.Other
	}
}

// implied are the endings of names that describe a field well enough.
var implied = []struct{ ending, text string }{
	{"_ids", "are the IDs of the %ss."},
	{"_id", "is the ID of the %s."},
	{"_key", "is the key of the %s."},
}

// impliedWhole are names that do so.
var impliedWhole = map[string]string{
	"exclude": "are the kinds of resources to leave out.",
	"include": "are the kinds of resources to return; all if it is empty.",
	"email":   "is the email address.",
}

// impliedField returns the description that follows from the name of a field, "" if
// none does.
func impliedField(field string, s *openapi3.Schema) string {
	if text, ok := impliedWhole[field]; ok {
		return text
	}
	for _, i := range implied {
		if stem, ok := strings.CutSuffix(field, i.ending); ok {
			return strings.Replace(i.text, "%s", spoken(stem), 1)
		}
	}
	if s.Items != nil && refName(s.Items) != "" {
		return "are the " + spoken(field) + "."
	}
	return ""
}

// spoken returns a name as a sentence spells it.
func spoken(name string) string {
	words := strings.Split(name, "_")
	for i, word := range words {
		if initialism, ok := initialisms[word]; ok {
			words[i] = initialism
		}
	}
	return strings.Join(words, " ")
}
