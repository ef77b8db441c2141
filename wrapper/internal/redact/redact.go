// Package redact keeps secrets out of text.
//
// [Secret] holds a credential that no output shows. [Scrubber] removes credentials from text and
// errors that come from outside, because servers and gateways echo what they were sent. [OneLine] and
// [Shorten] make such text fit to be printed.
package redact

import (
	"strconv"
	"strings"
)

// Placeholder replaces a secret in text.
const Placeholder = "[redacted]"

// MaxLine is the length to which [OneLine] cuts a text; a message may be a page.
const MaxLine = 500

// OneLine returns the text on one line of at most [MaxLine] bytes. It replaces characters that do not
// print: they would let a server write to the terminal or start a new line in a log.
func OneLine(s string) string {
	if len(s) > MaxLine {
		s = strings.ToValidUTF8(s[:MaxLine], "") + "…"
	}
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}

// Shorten cuts a text to n bytes, and marks that it was cut.
func Shorten(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "") + "…"
}
