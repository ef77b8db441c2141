package godoc

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	separator = regexp.MustCompile(`\s*(?:^|\s)-{3,}(?:\s|$)\s*`)
	note      = regexp.MustCompile(`(?i)^(undocumented|internal|deprecated|draft|todo|fixme)\s*:\s*`)
)

// Notes takes the notes off a description that Seam's people write for themselves
// ("undocumented: …", between lines of dashes), and returns why the described
// thing is deprecated if one of them says so.
func Notes(text string) (rest, deprecated string) {
	if before, reason, found := cutDeprecation(text); found {
		text, deprecated = before, reason
	}
	var kept []string
	for _, part := range separator.Split(strings.TrimSpace(text), -1) {
		found := note.FindStringSubmatch(part)
		switch {
		case found == nil:
			kept = append(kept, part)
		case strings.EqualFold(found[1], "deprecated"):
			deprecated = note.ReplaceAllString(part, "")
		}
	}
	return strings.TrimSpace(strings.Join(kept, " ")), strings.TrimSpace(deprecated)
}

// inText is a deprecation in the midst of a description.
var inText = regexp.MustCompile(`(?s)^(.*[.!?)])\s+\**Deprecated:\**\s+(.*)$`)

func cutDeprecation(text string) (before, reason string, found bool) {
	m := inText.FindStringSubmatch(text)
	if m == nil {
		return text, "", false
	}
	return m[1], m[2], true
}

// emptyReasons say that something is deprecated and nothing else.
var emptyReasons = regexp.MustCompile(`(?i)^(?:|deprecated\.?|this \w+ is deprecated\.?|previously marked as .*|.*no x-deprecated-reason.*)$`)

// Deprecated returns the paragraph that marks something as deprecated.
func Deprecated(reason string) string {
	reason = strings.TrimSpace(reason)
	if emptyReasons.MatchString(reason) {
		return "Deprecated: Seam names no replacement."
	}
	return "Deprecated: " + closed(upperFirst(asCode(reason)))
}

// names are the names of fields in a reason that forgot to mark them as code.
var names = regexp.MustCompile("`[^`]*`|'([a-z_]+(?:\\.[a-z_]+)+)'|\\b([a-z]+(?:_[a-z]+)+|[a-z_]+(?:\\.[a-z_]+)+)\\b")

func asCode(reason string) string {
	return names.ReplaceAllStringFunc(reason, func(name string) string {
		return "`" + strings.Trim(name, "`' ") + "`"
	})
}

func upperFirst(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
