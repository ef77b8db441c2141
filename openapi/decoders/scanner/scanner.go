// Package scanner reads JSON into values for generated code. It is quick because
// it does not put up with anything odd: what it refuses is left to encoding/json,
// and what it accepts is what encoding/json would have made of it. It copies what
// it keeps, so the bytes may be used again.
//
// It belongs to packages gen and seam, and promises nothing to others.
package scanner

import "strings"

// Scanner is a place in a JSON document. Once something is refused it reads
// nothing more, so only [Decode] has to ask how it went.
type Scanner struct {
	data []byte
	at   int
	// key is the name of the member whose value comes next.
	key []byte
	// next is which field is expected.
	next    int
	first   bool
	folded  bool
	refused bool
	depth   int
	// block is where copies of strings go.
	block strings.Builder
	kept  kept
	// other is told of members without a field, if it is set.
	other func(key, value []byte)
}

// maxDepth bounds how deep values may lie. encoding/json goes deeper.
const maxDepth = 500

// Decode reads the object that is all of data into v, and reports whether it did.
// v has to be zero, and is again after a refusal.
func Decode[T any](data []byte, v *T, scan func(*T, *Scanner)) bool {
	s := borrow(data)
	defer s.giveBack()
	if s.enter('{') {
		scan(v, s)
	}
	if s.ended() {
		return true
	}
	*v = *new(T)
	return false
}

// ended reports whether everything was read and nothing refused.
func (s *Scanner) ended() bool {
	s.peek()
	return !s.refused && s.at == len(s.data)
}

// Member goes to the value of the next member of an object, and reports whether
// there is one.
func (s *Scanner) Member() bool {
	if s.folded {
		return true
	}
	if !s.more('}') {
		return false
	}
	key, escaped := s.quoted()
	if escaped {
		key = []byte(s.unescaped(key))
	}
	if s.refused || s.peek() != ':' {
		return s.refuse()
	}
	s.at++
	s.key = key
	return true
}

// Key is the name of the member that [Scanner.Member] went to.
func (s *Scanner) Key() []byte { return s.key }

// more goes to the next part of an object or array, and reports whether there is
// one before the end.
func (s *Scanner) more(end byte) bool {
	c := s.peek()
	switch {
	case s.refused:
		return false
	case c == end:
		s.at++
		s.first = false
		s.depth--
		return false
	case s.first:
		s.first = false
		return true
	case c == ',':
		s.at++
		return true
	default:
		return s.refuse()
	}
}

// enter begins an object or array.
func (s *Scanner) enter(c byte) bool {
	if s.peek() != c || s.refused || s.depth == maxDepth {
		return s.refuse()
	}
	s.at++
	s.depth++
	s.first = true
	return true
}

// peek is the next byte that is no space, 0 at the end.
func (s *Scanner) peek() byte {
	for s.at < len(s.data) {
		switch c := s.data[s.at]; c {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return c
		}
	}
	return 0
}

// null reads null if that comes next. empty says that the value is still zero:
// null after another value of the same name is for encoding/json to judge.
func (s *Scanner) null(empty bool) bool {
	s.folded = false
	if s.peek() != 'n' {
		return false
	}
	if !s.literal("null") || !empty {
		s.refuse()
	}
	return true
}

func (s *Scanner) literal(text string) bool {
	if end := s.at + len(text); end <= len(s.data) && string(s.data[s.at:end]) == text {
		s.at = end
		return true
	}
	return s.refuse()
}

// refuse returns false, for those who return that.
func (s *Scanner) refuse() bool {
	s.refused = true
	return false
}
