package decode

import (
	"encoding/binary"
	"math/bits"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// quoted reads a string, whose quote comes next, and returns the bytes between the quotes. plain is true
// if they need no decoding: no escapes, and valid UTF-8.
func (r *reader) quoted() (text []byte, plain bool) {
	begin := r.at + 1
	ascii, escaped := true, false
	for i := begin; ; {
		i = plainEnd(r.data, i)
		switch {
		case i >= len(r.data):
			r.at = len(r.data)
			r.syntaxError()
			return nil, true
		case r.data[i] == '"':
			r.at = i + 1
			text = r.data[begin:i]
			return text, !escaped && (ascii || utf8.Valid(text))
		case r.data[i] == '\\':
			escaped = true
			n := escapeLen(r.data[i+1:])
			if n == 0 {
				r.at = i
				r.syntaxError()
				return nil, true
			}
			i = min(i+1+n, len(r.data))
		case r.data[i] < ' ':
			r.at = i
			r.syntaxError()
			return nil, true
		default:
			ascii = false
			i++
		}
	}
}

// escapeLen returns the length of the escape sequence behind a backslash, 0 if it is invalid. One that the
// end of the data cuts off counts in full.
func escapeLen(rest []byte) int {
	if len(rest) == 0 {
		return 1
	}
	switch rest[0] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 1
	case 'u':
		for _, c := range rest[1:min(5, len(rest))] {
			if !isHex(c) {
				return 0
			}
		}
		return 5
	default:
		return 0
	}
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// plainEnd returns the end of the plain text that begins at i: the index of the next quote, backslash,
// control character or byte beyond ASCII, or the end of data. It examines eight bytes at a time.
func plainEnd(data []byte, i int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(data); i += 8 {
		w := binary.LittleEndian.Uint64(data[i:])
		quote, slash := w^'"'*ones, w^'\\'*ones
		// The top bit of each byte that ends plain text is set. A borrow may set others, but only above
		// the first right one, and only the lowest counts.
		found := ((quote-ones)&^quote | (slash-ones)&^slash | (w-' '*ones)&^w | w) & tops
		if found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for ; i < len(data); i++ {
		if c := data[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return i
		}
	}
	return i
}

// unquote decodes the bytes between the quotes of a string. As in encoding/json, invalid UTF-8 and half a
// surrogate pair become U+FFFD.
func unquote(text []byte) string {
	out := make([]byte, 0, len(text)+2*utf8.UTFMax)
	for len(text) > 0 {
		switch c := text[0]; {
		case c == '\\':
			var char rune
			char, text = unescape(text[1:])
			out = utf8.AppendRune(out, char)
		case c < utf8.RuneSelf:
			out = append(out, c)
			text = text[1:]
		default:
			char, size := utf8.DecodeRune(text)
			out = utf8.AppendRune(out, char)
			text = text[size:]
		}
	}
	return string(out)
}

// unescape decodes the escape sequence at the beginning of text, behind its backslash, and returns the
// text after it.
func unescape(text []byte) (char rune, rest []byte) {
	switch c := text[0]; c {
	case 'u':
		return unicodeEscape(text)
	case 'b':
		return '\b', text[1:]
	case 'f':
		return '\f', text[1:]
	case 'n':
		return '\n', text[1:]
	case 'r':
		return '\r', text[1:]
	case 't':
		return '\t', text[1:]
	default:
		return rune(c), text[1:]
	}
}

// unicodeEscape decodes the sequence uXXXX, or two of them if they are a surrogate pair.
func unicodeEscape(text []byte) (char rune, rest []byte) {
	char, rest = hex4(text[1:]), text[5:]
	if !utf16.IsSurrogate(char) {
		return char, rest
	}
	if len(rest) >= 6 && rest[0] == '\\' && rest[1] == 'u' {
		if pair := utf16.DecodeRune(char, hex4(rest[2:])); pair != utf8.RuneError {
			return pair, rest[6:]
		}
	}
	return utf8.RuneError, rest
}

// hex4 returns the value of four hexadecimal digits, which were checked before.
func hex4(digits []byte) rune {
	n, _ := strconv.ParseUint(string(digits[:4]), 16, 32)
	return rune(n) //nolint:gosec // Four hexadecimal digits fit.
}
