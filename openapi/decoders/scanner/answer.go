package scanner

import (
	"bytes"
	"reflect"
)

// Answer is a pointer to what the answer of an operation is read into.
type Answer interface {
	// Scan reads the members of the answer.
	Scan(*Scanner)
}

// DecodeAnswer is [Decode] for an answer.
func DecodeAnswer(data []byte, a Answer) bool {
	s := borrow(data)
	defer s.giveBack()
	if s.enter('{') {
		a.Scan(s)
	}
	if s.ended() {
		return true
	}
	reflect.ValueOf(a).Elem().SetZero()
	return false
}

// Aside is [Scanner.Other] for a member that stands beside the result of a call.
// What tells of a failure is refused.
func (s *Scanner) Aside() {
	switch {
	case bytes.EqualFold(s.key, []byte("ok")) && s.peek() == 'f',
		bytes.EqualFold(s.key, []byte("error")) && s.peek() == '{':
		s.refuse()
	}
	s.Other()
}
