package decode

import (
	"reflect"
	"slices"
	"strings"
)

// text reads a string, whose quote comes next.
func (r *reader) text(v reflect.Value) bool {
	text, plain := r.quoted()
	switch {
	case r.broken:
		return false
	case r.kept.open:
		r.kept.add(v, text, r.at-1-len(text), plain)
	case plain:
		v.SetString(r.copyOf(text))
	default:
		v.SetString(unquote(text))
	}
	return true
}

func (r *reader) string() string {
	text, plain := r.quoted()
	switch {
	case r.broken:
		return ""
	case plain:
		return r.copyOf(text)
	default:
		return unquote(text)
	}
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

// kept is the text of an object that keeps it. Its strings are parts of that text,
// so that they cost nothing more, once the end is known.
type kept struct {
	open  bool
	begin int
	texts []part
}

// part is a string, and where in the document its text is. If it does not mean
// what stands there, it has a text of its own.
type part struct {
	v          reflect.Value
	begin, end int
	own        *string
}

func (k *kept) add(v reflect.Value, text []byte, begin int, plain bool) {
	p := part{v: v, begin: begin, end: begin + len(text)}
	if !plain {
		p.own = new(unquote(text))
	}
	k.texts = append(k.texts, p)
}

// emptied has only room.
func (k *kept) emptied() kept {
	clear(k.texts)
	return kept{texts: k.texts[:0]}
}

// openKept begins an object that is kept, inside of another perhaps.
func (r *reader) openKept(begin int) {
	if !r.kept.open {
		r.kept.open, r.kept.begin = true, begin
		r.kept.texts = slices.Grow(r.kept.texts, 32)
	}
}

// keep puts the object that began there, and has just ended, into v as it stands.
func (r *reader) keep(v *string, begin int) {
	r.kept.texts = append(r.kept.texts, part{v: reflect.ValueOf(v).Elem(), begin: begin, end: r.at})
	if begin != r.kept.begin {
		return
	}
	text := string(r.data[begin:r.at])
	for _, p := range r.kept.texts {
		if p.own != nil {
			p.v.SetString(*p.own)
		} else {
			p.v.SetString(text[p.begin-begin : p.end-begin])
		}
	}
	r.kept = r.kept.emptied()
}
