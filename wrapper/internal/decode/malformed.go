package decode

import (
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// Malformed is a value that does not fit the Go type it belongs in, or that may have
// lost something on its way there.
type Malformed struct {
	// Path leads to the value, such as "acs_credentials[3].created_at". The last of a list
	// that was cut has the path "… 1234 more".
	Path string
	// Raw is the value as it arrived. It is nil if it is too long to be kept.
	Raw json.RawMessage
}

// These bound what is kept of malformed values, whatever the response: one of a few
// hundred KiB may hold a hundred thousand of them, below keys of any length.
const (
	maxMalformed     = 1000
	maxPath          = 512
	maxPathBytes     = 64 << 10
	maxKeyInPath     = 128
	maxRaw           = 4 << 10
	maxRawBytes      = 256 << 10
	maxRecordedDepth = 32
)

// report lists malformed values as far as there is room for them.
type report struct {
	list []Malformed
	// pathBytes and rawBytes are what the list takes.
	pathBytes, rawBytes int
	// more counts the values for which there was no room.
	more int
	// steps lead to the value that comes next: the first is below the document.
	steps [maxRecordedDepth]step
	// unfit counts the values that were left out, but for those in objects that keep their
	// text.
	unfit int
}

// step is a member of an object, or, if key is nil, an item of an array.
type step struct {
	key   []byte
	index int
}

// stepInto notes which part of an object or array comes next. The place is in that many.
func (p *report) stepInto(depth int, s step) {
	if depth <= maxRecordedDepth {
		p.steps[depth-1] = s
	}
}

// add lists a value that lies in that many objects and arrays.
func (p *report) add(depth int, raw []byte) {
	if len(p.list) == maxMalformed || p.pathBytes >= maxPathBytes {
		p.more++
		return
	}
	m := Malformed{Path: p.path(depth)}
	if len(raw) <= maxRaw && p.rawBytes+len(raw) <= maxRawBytes {
		m.Raw = append(m.Raw, raw...)
	}
	p.pathBytes += len(m.Path)
	p.rawBytes += len(m.Raw)
	p.list = append(p.list, m)
}

// values returns the list, which says at its end how many more there were.
func (p *report) values() []Malformed {
	if p.more == 0 {
		return p.list
	}
	return append(p.list, Malformed{Path: fmt.Sprintf("… %d more", p.more)})
}

// path returns the path to a value, whose middle is cut out if it is long.
func (p *report) path(depth int) string {
	var path []byte
	for i, s := range p.steps[:min(depth, maxRecordedDepth)] {
		switch {
		case s.key == nil:
			path = append(strconv.AppendInt(append(path, '['), int64(s.index), 10), ']')
			continue
		case i > 0:
			path = append(path, '.')
		}
		path = appendCut(path, s.key, maxKeyInPath)
	}
	if depth > maxRecordedDepth {
		path = append(path, "…"...)
	}
	return string(appendCut(nil, path, maxPath))
}

// appendCut appends text, of which it leaves out the middle if it is longer than limit.
func appendCut(b, text []byte, limit int) []byte {
	const mark = "…"
	if len(text) <= limit {
		return append(b, text...)
	}
	half := (limit - len(mark)) / 2
	head, tail := half, len(text)-half
	for head > 0 && !utf8.RuneStart(text[head]) {
		head--
	}
	for tail < len(text) && !utf8.RuneStart(text[tail]) {
		tail++
	}
	b = append(append(b, text[:head]...), mark...)
	return append(b, text[tail:]...)
}

// tooDeep is true where a part that does not fit ends what it lies in.
func (r *reader) tooDeep() bool { return r.depth > maxRecordedDepth }

// leaveOut passes over the value that began there, and does not fit, and reports it,
// unless it lies too deep.
func (r *reader) leaveOut(begin, depth int) {
	if r.broken || depth > maxRecordedDepth {
		return
	}
	r.at, r.depth, r.first = begin, depth, false
	r.skip()
	if !r.broken {
		r.report.unfit++
		r.addReport(depth, begin)
	}
}

// keepReported reports the value that began there and was just read, of which something may have
// been lost before it arrived. Objects that keep their text get valid in its place.
func (r *reader) keepReported(begin int, valid string) {
	r.addReport(r.depth, begin)
	if !r.tooDeep() {
		r.rewrite(begin, valid)
	}
}

func (r *reader) addReport(depth, begin int) {
	if !r.quiet {
		r.report.add(depth, r.data[begin:r.at])
	}
}
