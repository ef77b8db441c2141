package godoc

import (
	"regexp"
	"strings"
)

// width is the number of characters in a line of a comment, without its slashes.
const width = 77

// noBegin are the words that mean something at the beginning of a line: a list,
// a heading, a build constraint.
var noBegin = regexp.MustCompile(`^(?:[-*+•#]|\d+[.)]$)`)

// wrap breaks text into lines. The first has a name of the given length before
// it, the others begin with indent.
func wrap(text string, lead int, indent string) string {
	var out strings.Builder
	column := lead
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
			word = strings.TrimPrefix(word, "+")
		case column+1+len([]rune(word)) > width && !noBegin.MatchString(word):
			out.WriteString("\n" + indent)
			column = len(indent)
		default:
			out.WriteByte(' ')
			column++
		}
		out.WriteString(word)
		column += len([]rune(word))
	}
	return out.String()
}
