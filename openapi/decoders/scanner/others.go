package scanner

import (
	"bytes"
	"encoding/json"
)

// Others reads an object of its own as [Decode] does, and returns what stands in it
// beside the fields: the members for which scan called [Scanner.Unknown]. false is
// a refusal.
func Others[T any](data []byte, scan func(*T, *Scanner)) (map[string]json.RawMessage, bool) {
	s := borrow(data)
	defer s.giveBack()
	others := map[string]json.RawMessage{}
	s.other = func(key, value []byte) { others[string(key)] = bytes.Clone(value) }
	if s.enter('{') {
		scan(new(T), s)
	}
	return others, s.ended()
}

// Unknown passes over a member that the object has no field for.
func (s *Scanner) Unknown() {
	key, outermost := s.key, s.depth == 1
	s.peek()
	begin := s.at
	s.Skip()
	if s.other != nil && outermost && !s.refused {
		s.other(key, s.data[begin:s.at])
	}
}
