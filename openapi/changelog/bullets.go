package changelog

import (
	"strings"
	"unicode/utf8"
)

// width is how long a line of the changelog may be.
const width = 96

// bullets joins each bullet with the lines that continue it. What is not in a
// bullet, such as a paragraph above the list, is left out.
func bullets(lines []string) []string {
	var found []string
	open := false
	for _, line := range lines {
		text := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "- "), strings.HasPrefix(line, "* "):
			found = append(found, text)
			open = true
		case open && text != "" && strings.HasPrefix(line, " "):
			found[len(found)-1] += " " + text
		default:
			open = false
		}
	}
	return found
}

// wrap writes a bullet in lines that are not too long. What is quoted stays in
// one line, because it is read from there.
func wrap(text string) []string {
	line, lines := "-", []string(nil)
	for _, word := range words(text) {
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width && len(line) > 1 {
			lines = append(lines, line)
			line = " "
		}
		line += " " + word
	}
	return append(lines, line)
}

// words splits at spaces, except in backquotes.
func words(text string) []string {
	var found []string
	inside := false
	for field := range strings.FieldsSeq(text) {
		if inside {
			found[len(found)-1] += " " + field
		} else {
			found = append(found, field)
		}
		if strings.Count(field, "`")%2 == 1 {
			inside = !inside
		}
	}
	return found
}
