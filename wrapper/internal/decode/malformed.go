package decode

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Malformed is a value that does not fit the Go type of its field, or that was decoded by a guess.
type Malformed struct {
	// Path leads to the value, such as "acs_credentials[3].created_at". If there are too many values, a
	// last entry has the path "… 1234 more".
	Path string
	// Raw is the value as it arrived, nil if it is too long.
	Raw json.RawMessage
}

// These bound the memory for malformed values: a response of a few hundred KiB may hold a hundred thousand
// of them, below keys of any length.
const (
	maxMalformed     = 1000
	maxPath          = 512
	maxPathBytes     = 64 << 10
	maxKeyInPath     = 128
	maxRaw           = 4 << 10
	maxRawBytes      = 256 << 10
	maxRecordedDepth = 32
)

// report lists malformed values within those bounds.
type report struct {
	list []Malformed
	// pathBytes and rawBytes are the lengths of the paths and values in the list.
	pathBytes, rawBytes int
	// omitted counts the values that are not in the list.
	omitted int
	// steps is the path to the value that comes next, from the outermost object or array inwards.
	steps [maxRecordedDepth]step
	// dropped counts the values that were left out, except for those in objects that store their JSON.
	dropped int
}

// step is one part of a path. For a member it is the place of its name in the document, for an item of an
// array the negative number that [indexStep] returns. The garbage collector need not follow it, although
// every member that is read stores one.
type step int

func indexStep(index int) step { return step(-1 - index) }

// setStep records the step to the next part of the object or array at depth.
func (rp *report) setStep(depth int, s step) {
	if i := depth - 1; uint(i) < maxRecordedDepth {
		rp.steps[i] = s
	}
}

// add lists the value between begin and end in the document. depth is the number of objects and arrays
// around it.
func (rp *report) add(data []byte, depth, begin, end int) {
	if len(rp.list) == maxMalformed || rp.pathBytes >= maxPathBytes {
		rp.omitted++
		return
	}
	m, raw := Malformed{Path: rp.path(data, depth)}, data[begin:end]
	if len(raw) <= maxRaw && rp.rawBytes+len(raw) <= maxRawBytes {
		m.Raw = append(m.Raw, raw...)
	}
	rp.pathBytes += len(m.Path)
	rp.rawBytes += len(m.Raw)
	rp.list = append(rp.list, m)
}

// values returns the list. A last entry counts the values that are not in it.
func (rp *report) values() []Malformed {
	if rp.omitted == 0 {
		return rp.list
	}
	return append(rp.list, Malformed{Path: fmt.Sprintf("%s %d more", ellipsis, rp.omitted)})
}

// path returns the path to a value. If it is long, its middle is left out.
func (rp *report) path(data []byte, depth int) string {
	var path []byte
	for i, s := range rp.steps[:min(depth, maxRecordedDepth)] {
		switch {
		case s < 0:
			path = append(strconv.AppendInt(append(path, '['), int64(-1-s), 10), ']')
			continue
		case i > 0:
			path = append(path, '.')
		}
		path = append(path, shortened(keyAt(data, int(s)), maxKeyInPath)...)
	}
	if depth > maxRecordedDepth {
		path = append(path, ellipsis...)
	}
	return shortened(string(path), maxPath)
}

// keyAt returns the name that begins at begin and was read before, or the first part of a long one.
func keyAt(data []byte, begin int) string {
	text, n := data[begin+1:], 0
	for n < maxKeyInPath-len(ellipsis) && text[n] != '"' {
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
	key := unquote(text[:n])
	if text[n] != '"' {
		key += ellipsis
	}
	return key
}

// ellipsis replaces the part that was left out of a path.
const ellipsis = "…"

// shortened returns text, without its middle if it is longer than limit.
func shortened(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	half := (limit - len(ellipsis)) / 2
	return strings.ToValidUTF8(text[:half], "") + ellipsis + strings.ToValidUTF8(text[len(text)-half:], "")
}

// tooDeep reports whether the place is nested so deeply that a value that does not fit makes the object
// around it not fit either.
func (r *reader) tooDeep() bool { return r.depth > maxRecordedDepth }

// skipMalformed skips and reports the value that began at begin and does not fit, unless it is nested too
// deeply.
func (r *reader) skipMalformed(begin, depth int) {
	if r.failed || depth > maxRecordedDepth {
		return
	}
	r.at, r.depth, r.first = begin, depth, false
	r.skip()
	if !r.failed {
		r.report.dropped++
		r.addReport(depth, begin)
	}
}

// reportGuess reports the value that began at begin and was decoded, but incompletely or by a guess. In
// the JSON that objects store, valid replaces it.
func (r *reader) reportGuess(begin int, valid string) {
	r.addReport(r.depth, begin)
	if !r.tooDeep() {
		r.replaceRaw(begin, valid)
	}
}

func (r *reader) addReport(depth, begin int) {
	if !r.isFirstPass {
		r.report.add(r.data, depth, begin, r.at)
	}
}
