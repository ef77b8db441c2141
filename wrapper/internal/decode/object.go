package decode

import (
	"bytes"
	"reflect"
	"sync/atomic"
)

// object reads an object, whose brace comes next, into the fields of a struct.
func (r *reader) object(p *plan, v reflect.Value) bool {
	begin, before := r.at, len(r.malformed)
	if p.keep != nil {
		r.openKept(begin)
	}
	order := &p.members.first
	for r.enter(); r.more('}'); {
		f := r.field(&p.members, order)
		if f == nil {
			r.skip()
			continue
		}
		order = &f.next
		null := r.peek() == 'n'
		fits := r.memberInto(f.plan, fieldOf(v, f))
		switch {
		case fits && r.judged && r.depth == 1:
			r.readField(f, null)
		case !fits && r.tooDeep():
			return false
		}
	}
	if r.broken {
		return false
	}
	switch {
	case p.keep != nil:
		r.keep(p.keep(v.Addr().Interface()), begin)
		r.markKept(before)
	case p.keepsRaw:
		v.Addr().Interface().(rawKeeper).SetRaw(r.fitting(begin, before))
		r.markKept(before)
	}
	return true
}

// field reads the name of a member and returns its field, nil if there is none. Most
// often it is the one that order says.
func (r *reader) field(m *members, order *atomic.Int32) *field {
	f := m.expected(order)
	if f != nil && bytes.HasPrefix(r.data[r.at:], f.opening) && !(r.judged && r.depth == 1) {
		r.at += len(f.opening)
		r.key = f.name
		return f
	}
	if !r.name() {
		return nil
	}
	return m.find(r.key, order)
}

func fieldOf(v reflect.Value, f *field) reflect.Value {
	if len(f.path) == 1 {
		return v.Field(f.path[0])
	}
	return v.FieldByIndex(f.path)
}

// memberInto is [reader.value] for a member.
func (r *reader) memberInto(p *plan, v reflect.Value) bool {
	key, before := r.key, len(r.malformed)
	fits := r.value(p, v)
	if len(r.malformed) > before {
		r.prefixPaths(string(key), before)
	}
	return fits
}

// list reads an array, whose bracket comes next, as encoding/json does: into the
// items that are there, if there are any. An item that does not fit is left out
// rather than made zero: one without an id would be taken for an item.
func (r *reader) list(p *plan, v reflect.Value) bool {
	n, begin := 0, r.at
	r.enter()
	for i := 0; r.item(); i++ {
		if n == v.Cap() {
			v.Grow(r.growBy(begin, n))
		}
		if n == v.Len() {
			v.SetLen(n + 1)
		}
		before := len(r.malformed)
		switch {
		case r.value(p.elem, v.Index(n)):
			n++
		case r.tooDeep():
			return false
		}
		if len(r.malformed) > before {
			r.prefixPaths(index(i), before)
		}
	}
	if r.broken {
		return false
	}
	if n == 0 {
		v.Set(p.empty)
	}
	v.SetLen(n)
	return true
}

// maxGrowth bounds the items for which there is room on the word of those before.
const maxGrowth = 1000

// growBy is for how many more items a list, of which n were read since begin, needs
// room. One that is all of the result is as long as the document allows.
func (r *reader) growBy(begin, n int) int {
	if n == 0 || r.depth > 2 {
		return 1
	}
	length := (r.at - begin) / n
	return min((len(r.data)-r.at)/length+1, maxGrowth)
}

// dict reads an object, whose brace comes next, into a map.
func (r *reader) dict(p *plan, v reflect.Value) bool {
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	for r.enter(); r.member(); {
		key := reflect.ValueOf(string(r.key)).Convert(v.Type().Key())
		name, null := r.key, r.peek() == 'n'
		elem := reflect.New(p.elem.typ).Elem()
		switch {
		case r.memberInto(p.elem, elem):
			v.SetMapIndex(key, elem)
			if r.judged && r.depth == 1 {
				r.readMember(name, null)
			}
		case r.tooDeep():
			return false
		}
	}
	return !r.broken
}
