// Package redact keeps secrets out of text.
//
// [Secret] holds a credential that no output shows. [Scrubber] removes the credentials of a request from
// text and errors; [Tokens] removes text that only looks like a credential. [OneLine] and [Shorten] make
// text from a server safe to print.
//
// # Why text is searched
//
// Keeping a key out of our own messages is not enough. Servers and gateways echo requests in their error
// pages, transports put headers into errors, and an auth that users write may wrap either. Therefore all
// text from outside passes through a Scrubber before it becomes part of an error or a log. The Scrubber
// searches for the secrets of the request in the forms in which software is likely to echo them: as they
// are, escaped for URLs, HTML or JSON, in hexadecimal and in base64.
package redact

import (
	"strconv"
	"strings"
)

// Placeholder replaces a secret in text.
const Placeholder = "[redacted]"

// MaxLine is the length to which [OneLine] shortens text. A message may be a whole page.
const MaxLine = 500

// OneLine returns the text on one line of at most [MaxLine] bytes. Spaces replace the characters that do
// not print, which would let a server control the terminal or start a new line in a log.
func OneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return ' '
		}
		return r
	}, Shorten(s, MaxLine))
}

// Shorten cuts a text to n bytes, and marks the cut with an ellipsis.
func Shorten(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "") + "…"
}

// Secret holds a credential in a function, so that fmt, encoding/json, log/slog and reflection do not show
// it. A string would be printed by %+v of any struct around it, even in an unexported field.
type Secret struct{ reveal func() string }

// NewSecret returns a Secret that holds s.
func NewSecret(s string) Secret {
	return Secret{reveal: func() string { return s }}
}

// Value returns the credential, or "" for the zero Secret.
func (s Secret) Value() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}
