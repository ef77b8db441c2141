package scanner

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Skip passes over the value of a member that has no field, whatever its name.
func (s *Scanner) Skip() {
	s.folded = false
	switch s.peek() {
	case '{':
		s.enter('{')
		for s.more('}') {
			s.quoted()
			if s.peek() != ':' {
				s.refuse()
				return
			}
			s.at++
			s.Skip()
		}
	case '[':
		s.enter('[')
		for s.more(']') {
			s.Skip()
		}
	case '"':
		s.quoted()
	case 't':
		s.literal("true")
	case 'f':
		s.literal("false")
	case 'n':
		s.literal("null")
	default:
		s.number()
	}
}

// Other passes over the value of a member whose name is no field's, as it stands.
// encoding/json finds fields in any case; their names are all lower-case. So one
// that is not comes a second time, in lower case.
func (s *Scanner) Other() {
	if !s.folded && !isLower(s.key) {
		s.key = bytes.Map(foldRune, s.key)
		s.folded = true
		return
	}
	s.Skip()
}

func isLower(key []byte) bool {
	for _, c := range key {
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// foldRune is the least of the runes that differ from r in nothing but case, if
// that is ASCII; there it is the lower-case one.
func foldRune(r rune) rune {
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		if 'a' <= next && next <= 'z' {
			return next
		}
	}
	return r
}
