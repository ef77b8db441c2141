package main

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	prompt = "$ make run"
	// length is the time until all lines are there.
	length = 8 * time.Second
	// thinking is the time from the prompt to the first line.
	thinking = 1200 * time.Millisecond
)

// Sizes in pixels. A character of the usual fonts is 0.6 times as wide as it is high.
const (
	fontSize   = 13
	charWidth  = 7.8
	lineHeight = 18.5
	margin     = 20
	barHeight  = 34
)

// style hides each line until its time has come. A reader whose program runs no animation, or who
// asked for no motion, sees all lines at once. The window has a background of its own, so that it
// looks the same on a light and on a dark page.
const style = `<style>
@keyframes appear { from { opacity: 0 } }
.line { animation: appear 1ms both }
@media (prefers-reduced-motion: reduce) { .line { animation: none } }
</style>
`

// draw returns the recording as SVG.
func draw(lines []string) []byte {
	lines = append([]string{prompt}, lines...)
	columns := 0
	for _, line := range lines {
		columns = max(columns, utf8.RuneCountInString(line))
	}
	width := int(float64(columns)*charWidth) + 2*margin
	height := barHeight + int(float64(len(lines))*lineHeight) + margin

	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="%d" role="img">`+"\n",
		width, height, width, height, fontSize)
	b.WriteString("<title>What make run prints</title>\n" + style)
	fmt.Fprintf(&b, `<rect x="0.5" y="0.5" width="%d" height="%d" rx="8" fill="#161b22" stroke="#484f58"/>`+"\n", width-1, height-1)
	for i, colour := range []string{"#ff5f57", "#febc2e", "#28c840"} {
		fmt.Fprintf(&b, `<circle cx="%d" cy="17" r="5.5" fill="%s"/>`+"\n", margin+19*i, colour)
	}
	for i, line := range lines {
		if line != "" {
			drawLine(&b, line, barHeight+lineHeight*(float64(i)+0.8), delay(i, len(lines)))
		}
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// delay returns when line i of n appears: the prompt at once, the others evenly.
func delay(i, n int) time.Duration {
	if i == 0 {
		return 0
	}
	return thinking + (length-thinking)*time.Duration(i-1)/time.Duration(max(1, n-2))
}

// drawLine draws a line with its base at y. It sets the width, because fonts differ.
func drawLine(b *bytes.Buffer, line string, y float64, after time.Duration) {
	text := strings.TrimLeft(line, " ")
	indent := len(line) - len(text)
	fmt.Fprintf(b, `<text class="line" style="animation-delay: %.2fs" x="%.1f" y="%.1f" textLength="%.1f" xml:space="preserve">%s</text>`+"\n",
		after.Seconds(), margin+float64(indent)*charWidth, y, float64(utf8.RuneCountInString(text))*charWidth, colour(indent, text))
}

// label is the first word of an indented line, with the gap after it.
var label = regexp.MustCompile(`^(\S+)(\s{2,}.*)$`)

// colour returns the text of a line in colours: the names of steps, and the lines that they belong to.
func colour(indent int, text string) string {
	match := label.FindStringSubmatch(text)
	switch {
	case text == prompt:
		return span("#7ee787", "$") + span("#f0f6fc", strings.TrimPrefix(text, "$"))
	case indent > 0 && match != nil && match[1] == "warning":
		return span("#d29922", match[1]) + span("#c9d1d9", match[2])
	case indent > 0 && match != nil:
		return span("#79c0ff", match[1]) + span("#c9d1d9", match[2])
	}
	return span("#f0f6fc", text)
}

func span(colour, text string) string {
	return fmt.Sprintf(`<tspan fill="%s">%s</tspan>`, colour, html.EscapeString(text))
}
