package scanner

import (
	"encoding/binary"
	"encoding/json"
	"math/bits"
	"unicode/utf8"
)

// quoted reads a string and returns what is between its quotes, as it stands
// there; escaped if that is not what it means.
func (s *Scanner) quoted() (text []byte, escaped bool) {
	if s.peek() != '"' {
		s.refuse()
		return nil, false
	}
	begin := s.at + 1
	ascii := true
	for i := begin; ; {
		i = plain(s.data, i)
		switch {
		case i >= len(s.data) || s.data[i] < ' ':
			s.refuse()
			return nil, false
		case s.data[i] == '"':
			s.at = i + 1
			text = s.data[begin:i]
			if !ascii && !utf8.Valid(text) {
				s.refuse()
			}
			return text, escaped
		case s.data[i] == '\\':
			escaped = true
			n := escapeLen(s.data[i+1:])
			if n == 0 {
				s.refuse()
				return nil, false
			}
			i += 1 + n
		default:
			ascii = false
			i++
		}
	}
}

// unescaped is what an escaped string means: encoding/json knows best.
func (s *Scanner) unescaped(text []byte) string {
	var meant string
	if s.refused || json.Unmarshal(s.around(text), &meant) != nil {
		s.refuse()
	}
	return meant
}

// around is text with its quotes; it was the last that [Scanner.quoted] read.
func (s *Scanner) around(text []byte) []byte { return s.data[s.at-len(text)-2 : s.at] }

// escapeLen is the length of what follows a backslash, 0 if it is no escape.
func escapeLen(rest []byte) int {
	if len(rest) == 0 {
		return 0
	}
	switch rest[0] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 1
	case 'u':
		if len(rest) >= 5 && isHex(rest[1]) && isHex(rest[2]) && isHex(rest[3]) && isHex(rest[4]) {
			return 5
		}
	}
	return 0
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// plain is where the text from i on ends that stands for itself: at a quote, a
// backslash, a control character, a byte beyond ASCII, or the end of data. It
// looks at eight bytes at a time.
func plain(data []byte, i int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(data); i += 8 {
		w := binary.LittleEndian.Uint64(data[i:])
		quote, slash := w^'"'*ones, w^'\\'*ones
		// A byte's top bit is set below where it is zero, or less than a space. What a borrow
		// sets wrongly lies above one that is right, and only the lowest counts.
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
