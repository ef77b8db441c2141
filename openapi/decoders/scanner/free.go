package scanner

import "strconv"

// free reads a value into what encoding/json uses for values without a type.
func (s *Scanner) free() any {
	switch s.peek() {
	case '{':
		return s.freeObject()
	case '[':
		return s.freeArray()
	case '"':
		return s.freeText()
	case 't':
		return s.literal("true")
	case 'f':
		return !s.literal("false")
	case 'n':
		s.literal("null")
		return nil
	default:
		n, err := strconv.ParseFloat(string(s.number()), 64)
		if err != nil {
			s.refuse()
		}
		return n
	}
}

func (s *Scanner) freeText() string {
	text, escaped := s.quoted()
	if escaped {
		return s.unescaped(text)
	}
	return s.copyOf(text)
}

func (s *Scanner) freeObject() map[string]any {
	object := map[string]any{}
	for s.enter('{'); s.Member(); {
		key := s.copyOf(s.key)
		object[key] = s.free()
	}
	return object
}

func (s *Scanner) freeArray() []any {
	array := []any{}
	for s.enter('['); s.more(']'); {
		array = append(array, s.free())
	}
	return array
}
