package literal

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// space skips white space and comments, and reports whether a line ended there.
func (r *reader) space() (newline bool, err error) {
	for r.at < len(r.in) {
		c, size := utf8.DecodeRune(r.in[r.at:])
		switch {
		case isLineEnd(c):
			newline = true
			r.at += size
		case isSpace(c):
			r.at += size
		case r.take("//"):
			r.line()
		case r.take("/*"):
			ended, err := r.comment()
			if err != nil {
				return false, err
			}
			newline = newline || ended
		default:
			return newline, nil
		}
	}
	return true, nil
}

// line skips a comment up to the end of its line.
func (r *reader) line() {
	if i := bytes.IndexFunc(r.in[r.at:], isLineEnd); i >= 0 {
		r.at += i
		return
	}
	r.at = len(r.in)
}

// comment skips the rest of a comment in /* */.
func (r *reader) comment() (newline bool, err error) {
	text, _, found := bytes.Cut(r.in[r.at:], []byte("*/"))
	if !found {
		return false, r.fail("the comment has no end")
	}
	r.at += len(text) + len("*/")
	return bytes.IndexFunc(text, isLineEnd) >= 0, nil
}

func isLineEnd(c rune) bool {
	return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029'
}

func isSpace(c rune) bool {
	return c == '\t' || c == '\v' || c == '\f' || c == '\ufeff' || unicode.Is(unicode.Zs, c)
}

// word returns the identifier that comes next, "" if none does.
func (r *reader) word() string {
	start := r.at
	for r.at < len(r.in) {
		c, size := utf8.DecodeRune(r.in[r.at:])
		digit := r.at > start && unicode.IsDigit(c)
		if c != '_' && c != '$' && !unicode.IsLetter(c) && !digit {
			break
		}
		r.at += size
	}
	return string(r.in[start:r.at])
}
