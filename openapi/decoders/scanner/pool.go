package scanner

import "sync"

// scanners are not in use. What they have room for is worth more than they are.
var scanners = sync.Pool{New: func() any { return new(Scanner) }}

// borrow returns a scanner at the beginning of data.
func borrow(data []byte) *Scanner {
	s := scanners.Get().(*Scanner)
	s.data = data
	return s
}

// giveBack forgets everything that was read.
func (s *Scanner) giveBack() {
	clear(s.kept.texts)
	*s = Scanner{kept: kept{texts: s.kept.texts[:0]}}
	scanners.Put(s)
}
