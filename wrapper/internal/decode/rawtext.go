package decode

import (
	"bytes"
	"reflect"
)

// rawText is the text of objects that keep it beside their fields, with other text for
// what does not fit. It is made only where it differs from the document.
type rawText struct {
	// open is in how many such objects the place is.
	open int
	text []byte
	// copied is up to where the document is in the text.
	copied int
}

// openRaw begins an object that keeps its text, inside of another perhaps. It returns
// where in the text the object begins.
func (r *reader) openRaw() int {
	t := &r.rawText
	if t.open == 0 {
		t.text, t.copied = t.text[:0], r.at
	}
	t.open++
	return len(t.text) + r.at - t.copied
}

// closeRaw returns the text of the object that began at begin, which is at start in the
// text, and ends here.
func (r *reader) closeRaw(begin, start int) []byte {
	t := &r.rawText
	t.open--
	if t.copied <= begin {
		return bytes.Clone(r.data[begin:r.at])
	}
	r.copyRaw(r.at)
	return bytes.Clone(t.text[start:])
}

func (r *reader) copyRaw(end int) {
	t := &r.rawText
	t.text = append(t.text, r.data[t.copied:end]...)
	t.copied = end
}

// rewrite puts value in place of the part of the document that began there and ends here,
// if that is in an object that keeps its text.
func (r *reader) rewrite(begin int, value string) {
	if t := &r.rawText; t.open > 0 && !r.quiet && begin >= t.copied {
		r.copyRaw(begin)
		t.text, t.copied = append(t.text, value...), r.at
	}
}

// rawFields reads the fields of an object that keeps its text. Those of a union say into
// what its text will be read again: only that says what of it fits.
func (r *reader) rawFields(p *plan, v reflect.Value) bool {
	if !p.isUnion {
		return r.fields(p, v)
	}
	begin, depth, quiet := r.at, r.depth, r.quiet
	r.quiet = true
	fits := r.fields(p, v)
	r.quiet = quiet
	if !fits {
		return false
	}
	r.at, r.depth = begin, depth
	again := p
	if value := v.Addr().Interface().(union).NewValue(); value != nil {
		if known := planOf(reflect.TypeOf(value).Elem()); known.kind == object {
			again = known
		}
	}
	return r.tryFields(again)
}

// tryFields reads the fields of an object only to see what of it fits.
func (r *reader) tryFields(p *plan) bool {
	to := r.trial
	if !to.IsValid() || to.Type() != p.typ {
		to = r.fresh(p).Elem()
	}
	trying := r.trying
	r.trial, r.trying = reflect.Value{}, true // One inside of it needs another value.
	fits := r.fields(p, to)
	r.trial, r.trying = to, trying
	return fits
}
