package decode

// kept is the text of an object that keeps it, in memory of its own: the strings in
// it are parts of that text, and cost nothing more.
type kept struct {
	open bool
	// begin is where text begins in the document. Where it ends is a guess, until the
	// end of the object is known.
	begin int
	text  string
	guess int
}

// firstGuess is how long objects are before any was seen.
const firstGuess = 1 << 10

// openKept begins an object that is kept, inside of another perhaps.
func (r *reader) openKept(begin int) {
	if !r.kept.open {
		r.kept.open, r.kept.begin = true, begin
		r.copyKept(begin + max(r.kept.guess, firstGuess))
	}
}

// copyKept makes the text reach to end, or to that of the document.
func (r *reader) copyKept(end int) {
	r.kept.text = string(r.data[r.kept.begin:min(end, len(r.data))])
}

// keptText is what is between begin and end in the document, which were passed.
func (r *reader) keptText(begin, end int) string {
	begin, end = begin-r.kept.begin, end-r.kept.begin
	if end > len(r.kept.text) {
		r.copyKept(r.kept.begin + end + end/4)
	}
	return r.kept.text[begin:end]
}

// keep puts the object that began there, and has just ended, into v as it stands.
// The objects of a list are about as long as the longest of late.
func (r *reader) keep(v *string, begin int) {
	if r.at > r.kept.begin+len(r.kept.text) {
		r.copyKept(r.at)
	}
	*v = r.keptText(begin, r.at)
	if begin == r.kept.begin {
		r.kept = kept{guess: max(r.at-begin, r.kept.guess-r.kept.guess/16)}
	}
}
