package normalize

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// codeIn returns a function that replaces the code spans of a text about a
// component ("" for none) by a link to a method or type, the name of a field, or a
// value in quotes. In the comment of a field, its neighbours need no type before them.
func (w *docWriter) codeIn(component string, values []any, inField bool) func(string) string {
	return func(span string) string {
		switch {
		case span == "true" || span == "false" || span == "null":
			return span
		case w.methods[span] != "":
			return "[" + w.methods[span] + "]"
		case slices.Contains(values, any(span)):
			return quoted(span)
		}
		if name := w.fieldOf(component, span); name != "" {
			if inField {
				return name
			}
			return "[" + w.typeName(component) + "." + name + "]"
		}
		if name := w.dotted(component, span); name != "" {
			return "[" + name + "]"
		}
		if s := w.Components.Schemas[span]; s != nil && len(s.Value.Properties) > 0 {
			return "[" + w.typeName(span) + "]"
		}
		if w.properties[span] && strings.Contains(span, "_") {
			return span
		}
		return quoted(span)
	}
}

// bareNames matches the names in a text that are not marked as code, and the code and
// addresses, which stay as they are.
var bareNames = regexp.MustCompile("`[^`]*`|\\]\\([^)]*\\)|\\b[a-z]+(?:_[a-z0-9]+)+\\b")

// markNames marks the names of a component's fields as code, except the one that the
// text is about.
func (w *docWriter) markNames(component, field, text string) string {
	return bareNames.ReplaceAllStringFunc(text, func(found string) string {
		if found == field || w.fieldOf(component, found) == "" {
			return found
		}
		return "`" + found + "`"
	})
}

func quoted(value string) string { return `"` + strings.Trim(value, `"`) + `"` }

func (w *docWriter) typeName(component string) string { return goName(component) }

// fieldOf returns the Go name of a field of a component, "" if it has no such field.
func (w *docWriter) fieldOf(component, field string) string {
	s := w.Components.Schemas[component]
	if s == nil || s.Value.Properties[field] == nil {
		return ""
	}
	return goName(field)
}

// dotted follows a path of fields, such as device.properties.name, which begins at
// a component or at a field of the described one, and returns the last as
// Type.Field.
func (w *docWriter) dotted(component, path string) string {
	steps := strings.Split(path, ".")
	if len(steps) < 2 {
		return ""
	}
	at := component
	if w.Components.Schemas[steps[0]] != nil && w.fieldOf(component, steps[0]) == "" {
		at, steps = steps[0], steps[1:]
	}
	for i, step := range steps {
		if w.fieldOf(at, step) == "" {
			return ""
		}
		if i == len(steps)-1 {
			return fmt.Sprintf("%s.%s", w.typeName(at), goName(step))
		}
		p := w.Components.Schemas[at].Value.Properties[step]
		if p.Ref == "" && p.Value.Items != nil {
			p = p.Value.Items
		}
		at = refName(p)
	}
	return ""
}

// enumOf returns the values that a field can have.
func (w *docWriter) enumOf(component, field string) []any {
	s := w.Components.Schemas[component]
	if s == nil || s.Value.Properties[field] == nil {
		return nil
	}
	target := w.target(s.Value.Properties[field])
	if target.Items != nil {
		target = w.target(target.Items)
	}
	return target.Enum
}
