package decode

import (
	"strconv"
	"strings"
)

// maxRecordedDepth bounds how deep a misfit is told apart from what it lies in: the
// paths to many that lie deep would take all memory.
const maxRecordedDepth = 32

// tooDeep is true where a part that does not fit ends what it lies in.
func (r *reader) tooDeep() bool { return r.depth > maxRecordedDepth }

// record passes over the value that began there, and does not fit, unless it lies too
// deep.
func (r *reader) record(begin, depth int) {
	if r.broken || depth > maxRecordedDepth {
		return
	}
	r.at, r.depth, r.first = begin, depth, false
	r.skip()
	if !r.broken {
		r.malformed = append(r.malformed, Malformed{Raw: r.raw(begin), begin: begin, end: r.at})
	}
}

// fitting is what was read since begin, with null for the misfits since before.
func (r *reader) fitting(begin, before int) []byte {
	var fits []byte
	for _, m := range r.malformed[before:] {
		fits = append(append(fits, r.data[begin:m.begin]...), "null"...)
		begin = m.end
	}
	return append(fits, r.data[begin:r.at]...)
}

// prefixPaths says that the misfits since before lie below a part, to which step leads.
func (r *reader) prefixPaths(step string, before int) {
	for i := range r.malformed[before:] {
		m := &r.malformed[before+i]
		m.Path = join(step, m.Path)
	}
}

// join is the path to what lies at rest below step.
func join(step, rest string) string {
	if rest == "" || strings.HasPrefix(rest, "[") {
		return step + rest
	}
	return step + "." + rest
}

// index is the step to an item of an array.
func index(i int) string { return "[" + strconv.Itoa(i) + "]" }

// markKept says that the misfits since before are in what an object keeps.
func (r *reader) markKept(before int) {
	for i := range r.malformed[before:] {
		r.malformed[before+i].held = true
	}
}
