package drift

import (
	"fmt"
	"slices"
	"strings"
)

// shown is how many names a sentence spells out.
const shown = 6

// sentence says changes of one kind that share their name or their place.
func sentence(changes []Change) string {
	first := changes[0]
	r := rows[first.Kind]
	names, ins := distinct(changes)
	switch {
	case first.Kind == DocsChanged:
		return "docs of " + listed(ins, false)
	case first.Name == "" && len(ins) == 1:
		return fmt.Sprintf("%s %s %s%s", r.noun, listed(ins, false), r.verb, detail(first))
	case first.Name == "":
		return fmt.Sprintf("%d %ss %s: %s", len(ins), r.noun, plural(r.verb), listed(ins, true))
	case len(names) == 1 && len(ins) == 1:
		return fmt.Sprintf("%s %s %s %s%s", r.noun, listed(names, false), r.verb, listed(ins, false), detail(first))
	case len(names) == 1:
		return fmt.Sprintf("%s %s %s %d components%s: %s", r.noun, listed(names, false), r.verb, len(ins), detail(first), listed(ins, true))
	case len(ins) == 1:
		return fmt.Sprintf("%d %ss %s %s: %s", len(names), r.noun, plural(r.verb), listed(ins, false), listed(names, true))
	}
	return fmt.Sprintf("%d %ss %s %d components (%s): %s", len(names), r.noun, plural(r.verb), len(ins), listed(ins, true), listed(names, true))
}

// plural is a verb after several of its nouns.
func plural(verb string) string {
	for singular, several := range map[string]string{"has": "have", "begins": "begin", "changes": "change", "takes": "take"} {
		if rest, ok := strings.CutPrefix(verb, singular+" "); ok {
			return several + " " + rest
		}
	}
	return verb
}

// distinct are the names and the places of changes. A detail that is not shared
// goes with its name.
func distinct(changes []Change) (names, ins []string) {
	alike := !slices.ContainsFunc(changes, func(c Change) bool { return c.Detail != changes[0].Detail })
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

func detail(c Change) string {
	if c.Detail == "" {
		return ""
	}
	return " (" + inert(strings.Join(strings.Fields(c.Detail), " ")) + ")"
}

// inert puts words of the document between backticks where Markdown would take
// them for more than words: HTML, links, mentions of people, references to
// issues. The report for a terminal leaves the backticks out.
func inert(text string) string {
	if !strings.ContainsAny(text, "<>@[]*`&#\\|~!") && !strings.Contains(text, "://") && !strings.Contains(text, "www.") {
		return text
	}
	return "`" + strings.ReplaceAll(text, "`", "'") + "`"
}

// listed joins words, and cuts a long list short.
func listed(words []string, cut bool) string {
	if !cut || len(words) <= shown+1 {
		return strings.Join(words, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:shown], ", "), len(words)-shown)
}
