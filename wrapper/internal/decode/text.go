package decode

import (
	"bytes"
	"reflect"
	"strings"
)

// text decodes a string, whose quote comes next.
func (r *reader) text(v reflect.Value) bool {
	text, plain := r.quoted()
	switch {
	case r.failed:
		return false
	case r.dryRun: // Nobody will read the copy.
	case plain && r.source.open:
		end := r.at - 1
		v.SetString(r.sourceText(end-len(text), end))
	default:
		v.SetString(r.unescaped(text, plain))
	}
	return true
}

// digitsAsText decodes an integer, such as a PIN or an ID, as the text of its digits. It reports the value
// as malformed, because leading zeros may have been lost.
func (r *reader) digitsAsText(v reflect.Value) bool {
	r.peek()
	begin := r.at
	digits := r.number()
	if r.failed || bytes.ContainsAny(digits, ".eE") {
		return false
	}
	v.SetString(r.copyOf(digits))
	r.reportGuess(begin, `"`+string(digits)+`"`)
	return true
}

// unescaped returns the string that [reader.quoted] read.
func (r *reader) unescaped(text []byte, plain bool) string {
	if plain {
		return r.copyOf(text)
	}
	return unquote(text)
}

// blockSize bounds the memory that a string keeps alive besides itself.
const blockSize = 1 << 10

// copyOf returns a copy of text. Short copies share a block of memory: a page of credentials then needs a
// third of the allocations, see BenchmarkDecodePage/gen in package seam.
func (r *reader) copyOf(text []byte) string {
	if len(text) > r.block.Cap()-r.block.Len() {
		if len(text) > blockSize/4 {
			return string(text)
		}
		r.block = strings.Builder{}
		r.block.Grow(min(blockSize, len(text)+len(r.data)-r.at))
	}
	begin := r.block.Len()
	r.block.Write(text)
	return r.block.String()[begin:]
}
