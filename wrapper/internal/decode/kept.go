package decode

// kept is the text of objects that keep it, in memory of its own: the strings in them
// are parts of that text, and cost nothing more. Some objects share a block of it,
// because asking for much at once costs less.
type kept struct {
	open bool
	// begin is where the innermost object began that is in no other that is kept.
	begin int
	// block is the text of the document from blockBegin on.
	block      string
	blockBegin int
}

// keptBlock is how much memory an object keeps at most beside its own.
const keptBlock = 8 << 10

// openKept begins an object that is kept, inside of another perhaps.
func (r *reader) openKept(begin int) {
	if !r.kept.open {
		r.kept.open, r.kept.begin = true, begin
	}
}

// keptText is what is between begin and end in the document, which were passed. begin
// is not before that of the object.
func (r *reader) keptText(begin, end int) string {
	k := &r.kept
	if end > k.blockBegin+len(k.block) {
		// Of an object that is longer than a block, the end may be far.
		length := max(keptBlock, 2*(end-k.begin))
		k.block = string(r.data[k.begin:min(k.begin+length, len(r.data))])
		k.blockBegin = k.begin
	}
	return k.block[begin-k.blockBegin : end-k.blockBegin]
}

// keep puts the object that began there, and has just ended, into v as it stands.
func (r *reader) keep(v *string, begin int) {
	*v = r.keptText(begin, r.at)
	if begin == r.kept.begin {
		r.kept.open = false
	}
}
