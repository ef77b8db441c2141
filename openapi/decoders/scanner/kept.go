package scanner

import (
	"bytes"
	"slices"
)

// kept is the text of an object that keeps it. Its strings are parts of that text,
// so that they cost nothing more, once the end is known.
type kept struct {
	open  bool
	begin int
	texts []part
}

// part is where in the document the text of a string is.
type part struct {
	v          *string
	begin, end int
}

// pending stands in for a string until its text is known.
const pending = "…"

func (k *kept) add(v *string, begin, end int) {
	k.texts = append(k.texts, part{v, begin, end})
}

// Begin is where the object begins whose members come next, for [Scanner.Raw]
// and [Scanner.Keep].
func (s *Scanner) Begin() int { return s.at - 1 }

// Raw is a copy of the object that began there and has just ended.
func (s *Scanner) Raw(begin int) []byte { return bytes.Clone(s.data[begin:s.at]) }

// BeginKept is [Scanner.Begin] for an object that will be kept.
func (s *Scanner) BeginKept() int {
	begin := s.Begin()
	if !s.kept.open {
		s.kept.open, s.kept.begin = true, begin
		s.kept.texts = slices.Grow(s.kept.texts, 32)
	}
	return begin
}

// Keep puts the object that began there, and has just ended, into v as it stands.
// The strings in it are parts of v and take no memory of their own.
func (s *Scanner) Keep(v *string, begin int) {
	if s.refused {
		return
	}
	s.kept.add(v, begin, s.at)
	if begin != s.kept.begin {
		return
	}
	text := string(s.data[begin:s.at])
	for _, p := range s.kept.texts {
		*p.v = text[p.begin-begin : p.end-begin]
	}
	clear(s.kept.texts)
	s.kept.texts, s.kept.open = s.kept.texts[:0], false
}
