// Package literal reads the object that a JavaScript module exports by default,
// without running JavaScript.
//
// A module from the network is untrusted code. Seam's module contains one object
// literal and nothing that needs to run, so this package accepts only that:
// objects, arrays, strings, numbers, booleans and null, with comments. It writes the JSON that JSON.stringify would write in Node.js.
// Anything else is a [SyntaxError] that names the place.
package literal

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// maxDepth bounds how deep objects and arrays may be nested. Seam's
// document needs about thirty levels.
const maxDepth = 200

// SyntaxError says where a module holds something other than a literal.
type SyntaxError struct {
	Line, Column int
	// Problem is the error there.
	Problem string
}

// Error names the place and the problem.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Problem)
}

// JSON returns the object that a module exports by default, as compact JSON.
// The module is one of
//
//	export default {…}
//
//	const name = {…}
//	export default name
func JSON(module []byte) ([]byte, error) {
	r := &reader{in: bytes.TrimPrefix(module, []byte("\ufeff"))}
	if i := invalidUTF8(r.in); i >= 0 {
		r.at = i
		return nil, r.fail("the text is not valid UTF-8")
	}
	if err := r.module(); err != nil {
		return nil, err
	}
	return r.out, nil
}

// invalidUTF8 returns where text stops being UTF-8, or -1.
func invalidUTF8(text []byte) int {
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		if c == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// reader walks through a module and appends the JSON of its value to out.
type reader struct {
	in    []byte
	at    int
	depth int
	out   []byte
}

// fail returns an error about the place where the reader is.
func (r *reader) fail(format string, args ...any) error {
	before := r.in[:min(r.at, len(r.in))]
	line := bytes.Count(before, []byte("\n"))
	return &SyntaxError{
		Line:    line + 1,
		Column:  utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1,
		Problem: fmt.Sprintf(format, args...),
	}
}

// unexpected names a character that cannot follow.
func (r *reader) unexpected(wanted string) error {
	if r.at >= len(r.in) {
		return r.fail("the text ends where %s should follow", wanted)
	}
	c, _ := utf8.DecodeRune(r.in[r.at:])
	return r.fail("%q stands where %s should", c, wanted)
}

// peek returns the next byte, 0 at the end. A NUL in the text is refused by all
// that look at it, as the end would be.
func (r *reader) peek() byte {
	if r.at < len(r.in) {
		return r.in[r.at]
	}
	return 0
}

// take skips text if it comes next.
func (r *reader) take(text string) bool {
	if !bytes.HasPrefix(r.in[r.at:], []byte(text)) {
		return false
	}
	r.at += len(text)
	return true
}
