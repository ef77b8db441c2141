package decode

import (
	"bytes"
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

// step is where in the document the name of a member begins, or, for an item of an array,
// the negative number that [item] makes of its index. It holds no pointer, because every
// member that is read leaves one.
type step int

func item(index int) step { return step(-1 - index) }

// stepTo records what comes next of an object or array, which lies in depth-1 others.
func (p *report) stepTo(depth int, s step) {
	if i := depth - 1; uint(i) < maxRecordedDepth {
		p.steps[i] = s
	}
}

// add lists the value between begin and end in the document, which lies in that many
// objects and arrays.
func (p *report) add(data []byte, depth, begin, end int) {
	if len(p.list) == maxMalformed || p.pathBytes >= maxPathBytes {
		p.more++
		return
	}
	m, raw := Malformed{Path: p.path(data, depth)}, data[begin:end]
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
	return append(p.list, Malformed{Path: fmt.Sprintf("%s %d more", cutMark, p.more)})
}

// path returns the path to a value, whose middle is cut out if it is long.
func (p *report) path(data []byte, depth int) string {
	var path []byte
	for i, s := range p.steps[:min(depth, maxRecordedDepth)] {
		switch {
		case s < 0:
			path = append(strconv.AppendInt(append(path, '['), int64(-1-s), 10), ']')
			continue
		case i > 0:
			path = append(path, '.')
		}
		path = appendCut(path, keyAt(data, int(s)), maxKeyInPath)
	}
	if depth > maxRecordedDepth {
		path = append(path, cutMark...)
	}
	return string(appendCut(nil, path, maxPath))
}

// keyAt returns the name of a member that begins there and was read before, or the
// beginning of one that is long.
func keyAt(data []byte, begin int) []byte {
	text, n := data[begin+1:], 0
	for n < maxKeyInPath-len(cutMark) && text[n] != '"' {
		switch c := text[n]; {
		case c == '\\':
			n += 1 + escapeLen(text[n+1:])
		case c < utf8.RuneSelf:
			n++
		default:
			_, size := utf8.DecodeRune(text[n:])
			n += size
		}
	}
	key := text[:n:n]
	if bytes.IndexByte(key, '\\') >= 0 || !utf8.Valid(key) {
		key = []byte(unquote(key))
	}
	if text[n] != '"' {
		key = append(key, cutMark...)
	}
	return key
}

// cutMark stands for what was cut out of a path.
const cutMark = "…"

// appendCut appends text, of which it leaves out the middle if it is longer than limit.
func appendCut(b, text []byte, limit int) []byte {
	if len(text) <= limit {
		return append(b, text...)
	}
	half := (limit - len(cutMark)) / 2
	head, tail := half, len(text)-half
	for head > 0 && !utf8.RuneStart(text[head]) {
		head--
	}
	for tail < len(text) && !utf8.RuneStart(text[tail]) {
		tail++
	}
	b = append(append(b, text[:head]...), cutMark...)
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
		r.report.add(r.data, depth, begin, r.at)
	}
}
