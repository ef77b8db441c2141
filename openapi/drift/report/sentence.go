package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
)

// shown is the number of names in a long list.
const shown = 6

// sentence describes changes of one kind that share their name or their place.
func sentence(changes []drift.Change) string {
	first := changes[0]
	v := first.Kind.Verdict()
	names, ins := distinct(changes)
	switch {
	case first.Kind == drift.DocsChanged:
		return "docs of " + listed(ins, false)
	case first.Name == "" && len(ins) == 1:
		return fmt.Sprintf("%s %s %s%s", v.Noun, listed(ins, false), v.Verb, detail(first))
	case first.Name == "":
		return fmt.Sprintf("%d %ss %s: %s", len(ins), v.Noun, plural(v.Verb), listed(ins, true))
	case len(names) == 1 && len(ins) == 1:
		return fmt.Sprintf("%s %s %s %s%s", v.Noun, listed(names, false), v.Verb, listed(ins, false), detail(first))
	case len(names) == 1:
		return fmt.Sprintf("%s %s %s %d components%s: %s", v.Noun, listed(names, false), v.Verb, len(ins), detail(first), listed(ins, true))
	case len(ins) == 1:
		return fmt.Sprintf("%d %ss %s %s: %s", len(names), v.Noun, plural(v.Verb), listed(ins, false), listed(names, true))
	}
	return fmt.Sprintf("%d %ss %s %d components (%s): %s", len(names), v.Noun, plural(v.Verb), len(ins), listed(ins, true), listed(names, true))
}

// plural returns a verb in the plural.
func plural(verb string) string {
	for singular, several := range map[string]string{
		"has ": "have ", "starts ": "start ", "changes ": "change ", "takes ": "take ", "accepts ": "accept ", "names ": "name ",
		"no longer has ": "no longer have ", "no longer takes ": "no longer take ", "no longer contains ": "no longer contain ",
	} {
		if rest, ok := strings.CutPrefix(verb, singular); ok {
			return several + rest
		}
	}
	return verb
}

// distinct returns the names and the places of changes. A detail that they do not
// share follows its name.
func distinct(changes []drift.Change) (names, ins []string) {
	alike := !slices.ContainsFunc(changes, func(c drift.Change) bool { return c.Detail != changes[0].Detail })
	for _, c := range changes {
		name, in := "`"+c.Name+"`", "`"+c.In+"`"
		if !alike {
			if c.Name != "" {
				name += detail(c)
			} else {
				in += detail(c)
			}
		}
		names, ins = append(names, name), append(ins, in)
	}
	for _, words := range []*[]string{&names, &ins} {
		slices.Sort(*words)
		*words = slices.Compact(*words)
	}
	return names, ins
}

func detail(c drift.Change) string {
	if c.Detail == "" {
		return ""
	}
	return " (" + inert(strings.Join(strings.Fields(c.Detail), " ")) + ")"
}

// inert puts text of the document between backticks if Markdown would read more into
// it: HTML, links, mentions of people, references to issues. The report for a terminal
// drops the backticks.
func inert(text string) string {
	if !strings.ContainsAny(text, "<>@[]*`&#\\|~!") && !strings.Contains(text, "://") && !strings.Contains(text, "www.") {
		return text
	}
	return "`" + strings.ReplaceAll(text, "`", "'") + "`"
}

// listed joins words. A long list that may be cut ends with a count.
func listed(words []string, cut bool) string {
	if !cut || len(words) <= shown+1 {
		return strings.Join(words, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:shown], ", "), len(words)-shown)
}
