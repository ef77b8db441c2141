package decode

import (
	"bytes"
	"reflect"
	"strings"
)

// text reads a string, whose quote comes next.
func (r *reader) text(v reflect.Value) bool {
	text, plain := r.quoted()
	switch {
	case r.broken:
		return false
	case r.trying: // The text would be copied for nothing.
	case plain && r.kept.open:
		end := r.at - 1
		v.SetString(r.keptText(end-len(text), end))
	default:
		v.SetString(r.unescaped(text, plain))
	}
	return true
}

// digitsAsText reads an integer as the text of its digits, such as a PIN or an id. That is
// reported: it may have had zeros in front.
func (r *reader) digitsAsText(v reflect.Value) bool {
	r.peek()
	begin := r.at
	digits := r.number()
	if r.broken || bytes.ContainsAny(digits, ".eE") {
		return false
	}
	v.SetString(r.copyOf(digits))
	r.keepReported(begin, `"`+string(digits)+`"`)
	return true
}

// unescaped is what a string means that [reader.quoted] read.
func (r *reader) unescaped(text []byte, plain bool) string {
	if plain {
		return r.copyOf(text)
	}
	return unquote(text)
}

// blockSize is what a string may keep in memory beside itself.
const blockSize = 1 << 10

// copyOf is text as a string of its own. Many short ones share a block of memory.
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
