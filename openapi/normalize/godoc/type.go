package godoc

import (
	"regexp"
	"strings"
)

// Type returns the description of a struct as it follows the name of the type:
// "is a device …", or "is the location …" where there is only one of it.
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

// plainEntry describes one entry of a list whose description is in the plural.
func plainEntry(first string) string { return entries.ReplaceAllString(first, "$1 $2") }

// Enum returns the description of a type of constants, "" if the text describes
// the list that they are in.
func Enum(text string) string {
	first := Lead(correct(text))
	if collection.MatchString(first) || isPlural(describes.ReplaceAllString(first, "")) {
		return ""
	}
	return withoutValues(Field(text, Other, false))
}

var supportedValues = regexp.MustCompile(`\s*(?:Supported|Possible|Allowed) values(?: are)?:[^.]*\.?`)

// withoutValues drops the list of values: the constants are there.
func withoutValues(text string) string { return supportedValues.ReplaceAllString(text, "") }
