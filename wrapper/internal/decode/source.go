package decode

// source is the text of objects that store it: see [Keep]. The strings in such an object are parts of its
// text, and several objects share one block of memory: a page of credentials takes a fifth less time
// than with a copy of each string, see BenchmarkDecodePage/seam in package seam.
type source struct {
	open bool
	// begin is where the outermost open object begins.
	begin int
	// block is the text of the document from blockBegin on.
	block      string
	blockBegin int
}

// sourceBlock bounds the memory that an object keeps alive besides its own text.
const sourceBlock = 8 << 10

// beginSource begins an object that stores its text, possibly within another.
func (r *reader) beginSource(begin int) {
	if !r.source.open {
		r.source.open, r.source.begin = true, begin
	}
}

// sourceText returns the text between begin and end, which were read already and are within an open
// object.
func (r *reader) sourceText(begin, end int) string {
	s := &r.source
	if end > s.blockBegin+len(s.block) {
		// If the object is longer than a block, its end may be far away.
		length := max(sourceBlock, 2*(end-s.begin))
		s.block = string(r.data[s.begin:min(s.begin+length, len(r.data))])
		s.blockBegin = s.begin
	}
	return s.block[begin-s.blockBegin : end-s.blockBegin]
}

// endSource stores the text of the object that began at begin, and ends here, in v.
func (r *reader) endSource(v *string, begin int) {
	*v = r.sourceText(begin, r.at)
	if begin == r.source.begin {
		r.source.open = false
	}
}
