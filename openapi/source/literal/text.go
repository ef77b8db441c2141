package literal

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// text reads a string in any of JavaScript's three quotes.
func (r *reader) text() (string, error) {
	start := r.at
	quote := r.peek()
	r.at++
	var out []byte
	for r.at < len(r.in) {
		c, size := utf8.DecodeRune(r.in[r.at:])
		switch {
		case c == rune(quote):
			r.at++
			return string(out), nil
		case c == '\\':
			text, err := r.escape()
			if err != nil {
				return "", err
			}
			out = append(out, text...)
			continue
		case quote == '`' && r.take("${"):
			r.at -= len("${")
			return "", r.fail("the template string holds code")
		case quote == '`' && c == '\r':
			r.at++
			r.take("\n")
			out = append(out, '\n') // in a template, each line end is one of these
			continue
		case quote != '`' && (c == '\n' || c == '\r'):
			return "", r.fail("the line ends inside of a string")
		}
		out = append(out, r.in[r.at:r.at+size]...)
		r.at += size
	}
	r.at = start
	return "", r.fail("the string has no end")
}

// plainEscapes are the characters that a backslash and a letter mean.
var plainEscapes = map[rune]string{
	'b': "\b", 'f': "\f", 'n': "\n", 'r': "\r", 't': "\t", 'v': "\v",
	'\n': "", '\u2028': "", '\u2029': "", // the string goes on in the next line
}

// escape reads a backslash and the rest of its escape.
func (r *reader) escape() (string, error) {
	start := r.at
	r.at++
	c, size := utf8.DecodeRune(r.in[r.at:])
	if size == 0 {
		return "", r.fail("the string has no end")
	}
	r.at += size
	if text, ok := plainEscapes[c]; ok {
		return text, nil
	}
	switch {
	case c == '\r':
		r.take("\n")
		return "", nil
	case c == 'x':
		return r.unit(start, 2)
	case c == 'u':
		return r.codePoint(start)
	case c == '0' && !isDigit(r.peek()):
		return "\x00", nil
	case '0' <= c && c <= '9':
		r.at = start
		return "", r.fail("a module has no octal escapes")
	}
	return string(c), nil
}

// codePoint reads the digits after \u: four digits, two times four, or any number
// in braces.
func (r *reader) codePoint(start int) (string, error) {
	if !r.take("{") {
		return r.unit(start, 4)
	}
	digits := 0
	for r.at+digits < len(r.in) && r.in[r.at+digits] != '}' && digits < 8 {
		digits++
	}
	c, err := r.hex(start, digits)
	if err != nil {
		return "", err
	}
	if !r.take("}") || !utf8.ValidRune(c) {
		r.at = start
		return "", r.fail("the escape stands for no character")
	}
	return string(c), nil
}

// unit reads a character of so many hexadecimal digits, or of two halves.
func (r *reader) unit(start, digits int) (string, error) {
	c, err := r.hex(start, digits)
	if err != nil || !utf16.IsSurrogate(c) {
		return string(c), err
	}
	if r.take(`\u`) {
		low, err := r.hex(start, 4)
		if err != nil {
			return "", err
		}
		if whole := utf16.DecodeRune(c, low); whole != utf8.RuneError {
			return string(whole), nil
		}
	}
	r.at = start
	return "", r.fail("the escape is half a character")
}

func (r *reader) hex(start, digits int) (rune, error) {
	if r.at+digits <= len(r.in) {
		if c, err := strconv.ParseUint(string(r.in[r.at:r.at+digits]), 16, 31); err == nil {
			r.at += digits
			return rune(c), nil
		}
	}
	r.at = start
	return 0, r.fail("the escape has no hexadecimal number")
}

// appendString appends text as JSON, with no more escapes than JSON.stringify
// writes.
func appendString(out []byte, text string) []byte {
	out = append(out, '"')
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			out = append(out, '\\', c)
		case c >= ' ':
			out = append(out, c)
		default:
			out = append(out, controlEscape(c)...)
		}
	}
	return append(out, '"')
}

func controlEscape(c byte) string {
	switch c {
	case '\b':
		return `\b`
	case '\f':
		return `\f`
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	}
	const digits = "0123456789abcdef"
	return `\u00` + string(digits[c>>4]) + string(digits[c&15])
}
