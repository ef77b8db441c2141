package scanner

import "strings"

// Text reads a string.
func (s *Scanner) Text(v *string) {
	if !s.null(*v == "") {
		s.text(v)
	}
}

// TextPointer reads a string that may be null.
func (s *Scanner) TextPointer(v **string) { optional(s, v, (*Scanner).Text) }

// Texts reads a list of strings.
func (s *Scanner) Texts(v *[]string) { list(s, v, (*Scanner).Text) }

// EnumPointer reads a string of a type of its own that may be null.
func EnumPointer[T ~string](s *Scanner, v **T) { optional(s, v, enum[T]) }

// Enums reads a list of strings of a type of their own.
func Enums[T ~string](s *Scanner, v *[]T) { list(s, v, enum[T]) }

func enum[T ~string](s *Scanner, v *T) {
	if !s.null(*v == "") {
		*v = T(s.freeText())
	}
}

func (s *Scanner) text(v *string) {
	text, escaped := s.quoted()
	switch {
	case s.refused:
	case s.kept.open && *v != "":
		// This name came before, and what it said may not be filled in yet.
		s.refuse()
	case escaped:
		*v = s.unescaped(text)
	case s.kept.open:
		*v = pending
		s.kept.add(v, s.at-1-len(text), s.at-1)
	default:
		*v = s.copyOf(text)
	}
}

// blockSize is what a string that is kept may keep in memory beside itself.
const blockSize = 1 << 10

// copyOf is text as a string of its own. Many short ones share a block of memory.
func (s *Scanner) copyOf(text []byte) string {
	if len(text) > s.block.Cap()-s.block.Len() {
		if len(text) > blockSize/4 {
			return string(text)
		}
		s.block = strings.Builder{}
		s.block.Grow(min(blockSize, len(text)+len(s.data)-s.at))
	}
	begin := s.block.Len()
	s.block.Write(text)
	return s.block.String()[begin:]
}
