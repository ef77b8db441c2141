// Package markdown finds code in Markdown files.
package markdown

import (
	"regexp"
	"slices"
	"strings"
)

var (
	goBlock  = regexp.MustCompile("(?ms)^```go\n(.*?)^```$")
	codeSpan = regexp.MustCompile("`([^`]+)`")
)

// GoBlocks returns the blocks of Go code in text.
func GoBlocks(text string) []string {
	var blocks []string
	for _, match := range goBlock.FindAllStringSubmatch(text, -1) {
		blocks = append(blocks, match[1])
	}
	return blocks
}

// Column returns the code spans in the columns with a title, from all tables of text.
func Column(text, title string) []string {
	var spans, header []string
	for line := range strings.Lines(text) {
		cells := cellsOf(line)
		switch {
		case cells == nil:
			header = nil
		case header == nil:
			header = cells
		default:
			if i := slices.Index(header, title); i >= 0 && i < len(cells) {
				spans = append(spans, codeSpans(cells[i])...)
			}
		}
	}
	return spans
}

// OneSpace returns text with each run of white space as one space, so that texts can be compared that
// are indented differently.
func OneSpace(text string) string { return strings.Join(strings.Fields(text), " ") }

// cellsOf returns the cells of a row of a table, or nil for any other line.
func cellsOf(line string) []string {
	row, ok := strings.CutPrefix(strings.TrimSpace(line), "|")
	if !ok {
		return nil
	}
	cells := strings.Split(strings.TrimSuffix(row, "|"), "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

func codeSpans(text string) []string {
	var spans []string
	for _, match := range codeSpan.FindAllStringSubmatch(text, -1) {
		spans = append(spans, match[1])
	}
	return spans
}
