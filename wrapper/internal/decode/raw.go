package decode

import (
	"bytes"
	"reflect"
)

// raw is the JSON that objects with SetRaw store: the document, in which valid JSON has replaced the
// values that do not fit. It is written only where it differs from the document.
type raw struct {
	// depth is the number of such objects around the present place.
	depth int
	text  []byte
	// copied is the end of the part of the document that is in text.
	copied int
}

// beginRaw begins an object that stores its JSON, possibly within another. It returns where the object
// begins in the text.
func (r *reader) beginRaw() int {
	w := &r.raw
	if w.depth == 0 {
		w.text, w.copied = w.text[:0], r.at
	}
	w.depth++
	return len(w.text) + r.at - w.copied
}

// endRaw returns the JSON of the object that began at begin in the document and at start in the text, and
// ends here.
func (r *reader) endRaw(begin, start int) []byte {
	w := &r.raw
	w.depth--
	if w.copied <= begin {
		return bytes.Clone(r.data[begin:r.at])
	}
	r.copyRaw(r.at)
	return bytes.Clone(w.text[start:])
}

func (r *reader) copyRaw(end int) {
	w := &r.raw
	w.text = append(w.text, r.data[w.copied:end]...)
	w.copied = end
}

// replaceRaw replaces the part of the document that began at begin and ends here, if it is in an object
// that stores its JSON.
func (r *reader) replaceRaw(begin int, value string) {
	if w := &r.raw; w.depth > 0 && !r.isFirstPass && begin >= w.copied {
		r.copyRaw(begin)
		w.text, w.copied = append(w.text, value...), r.at
	}
}

// rawFields decodes the fields of an object that stores its JSON. A union is decoded twice: its own fields
// decide the type that its JSON will be decoded into later, and that type decides which values fit.
func (r *reader) rawFields(p *plan, v reflect.Value) bool {
	if !p.isUnion {
		return r.fields(p, v)
	}
	begin, depth, isFirstPass := r.at, r.depth, r.isFirstPass
	r.isFirstPass = true
	fits := r.fields(p, v)
	r.isFirstPass = isFirstPass
	if !fits {
		return false
	}
	r.at, r.depth = begin, depth
	target := p
	if value := v.Addr().Interface().(union).NewValue(); value != nil {
		if known := planOf(reflect.TypeOf(value).Elem()); known.kind == object {
			target = known
		}
	}
	return r.checkFields(target)
}

// checkFields decodes the fields of an object only to find the values that do not fit.
func (r *reader) checkFields(p *plan) bool {
	to := r.scratch
	if !to.IsValid() || to.Type() != p.typ {
		to = r.allocate(p).Elem()
	}
	dryRun := r.dryRun
	r.scratch, r.dryRun = reflect.Value{}, true // A union within this object needs another scratch.
	fits := r.fields(p, to)
	r.scratch, r.dryRun = to, dryRun
	return fits
}
