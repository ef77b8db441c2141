package changelog

import (
	"strings"
	"unicode/utf8"
)

// width is the length of the longest line.
const width = 96

// bullets joins each bullet with the lines that continue it. It leaves out other text,
// such as a paragraph above the list.
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

// wrap breaks a bullet into lines. A name in backquotes stays in one line, because
// Names reads it from there.
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
