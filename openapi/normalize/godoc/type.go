package godoc

import (
	"regexp"
	"strings"
)

// Type returns the description of a struct as it follows the name of the type: "is
// a device …" if oneOfMany is true, and "is the location …" otherwise.
func Type(text string, oneOfMany bool) string {
	return shape(text, func(first string) string {
		if t, ok := match(typePhrases, first); ok {
			return t
		}
		first = describes.ReplaceAllString(plainEntry(first), "")
		switch {
		case verbs.MatchString(first):
			return lowerFirst(first)
		case isPlural(first), strings.HasPrefix(first, "`"):
			return "holds " + withArticle(first, false)
		default:
			return "is " + withArticle(first, oneOfMany)
		}
	})
}

var typePhrases = phrases(
	`When used, `, "",
	`Means by which `, "is the means by which ",
	`Why `, "says why ",
	`One way to `, "is one way to ",
)

var entries = regexp.MustCompile(`^(Error|Warning)s (associated|related)`)

// plainEntry changes "Errors associated with …", the description of a list, to that of one entry.
func plainEntry(first string) string { return entries.ReplaceAllString(first, "$1 $2") }

// Enum returns the description of an enum type, or "" if the text describes a list
// of its values and not one value.
func Enum(text string) string {
	first := Lead(correct(text))
	if collection.MatchString(first) || isPlural(describes.ReplaceAllString(first, "")) {
		return ""
	}
	return withoutValues(Field(text, Other, false))
}

var supportedValues = regexp.MustCompile(`\s*(?:Supported|Possible|Allowed) values(?: are)?:[^.]*\.?`)

// withoutValues removes the list of values, because the constants document them.
func withoutValues(text string) string { return supportedValues.ReplaceAllString(text, "") }
