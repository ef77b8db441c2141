package decode

import (
	"bytes"
	"reflect"
	"sync/atomic"
)

// object reads an object, whose brace comes next, into the fields of a struct.
func (r *reader) object(p *plan, v reflect.Value) bool {
	begin, unfit, start := r.at, r.report.unfit, 0
	switch {
	case p.keep != nil:
		r.openKept(begin)
	case p.keepsRaw:
		start = r.openRaw()
	}
	fits := r.fields(p, v)
	switch {
	case p.keep != nil:
		r.keep(p.keep(v.Addr().Interface()), begin)
		r.report.unfit = unfit
	case p.keepsRaw:
		v.Addr().Interface().(rawKeeper).SetRaw(r.closeRaw(begin, start))
		r.report.unfit = unfit
	}
	return fits
}

// fields reads the members of an object.
func (r *reader) fields(p *plan, v reflect.Value) bool {
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
	return !r.broken
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
	r.report.stepInto(r.depth, step{key: r.key})
	r.peek()
	begin := r.at
	if r.value(p, v) {
		return true
	}
	if !r.tooDeep() {
		r.rewrite(begin, "null")
	}
	return false
}

// list reads an array, whose bracket comes next, as encoding/json does: into the
// items that are there, if there are any. An item that does not fit is left out
// rather than made zero: one without an id would be taken for an item.
func (r *reader) list(p *plan, v reflect.Value) bool {
	n, begin := 0, r.at
	r.enter()
	end := r.at // of the item before
	for i := 0; r.item(); i++ {
		if i > 0 && n == 0 {
			r.rewrite(end, "") // The comma after an item that was left out.
			end = r.at
		}
		if n == v.Cap() {
			v.Grow(r.growBy(begin, n))
		}
		if n == v.Len() {
			v.SetLen(n + 1)
		}
		r.report.stepInto(r.depth, step{index: i})
		switch {
		case r.itemInto(p.elem, v.Index(n)):
			n++
		case r.tooDeep():
			return false
		default:
			r.rewrite(end, "")
		}
		end = r.at
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

// itemInto is [reader.value] for an item of a list.
func (r *reader) itemInto(p *plan, v reflect.Value) bool {
	if r.peek() == 'n' {
		return r.nullItem(p, v)
	}
	return r.value(p, v)
}

// nullItem reads a null in a list. It fits only a type that has a word for it, because
// whoever goes through the list expects no item that is nil, or that looks like one
// without an id.
func (r *reader) nullItem(p *plan, v reflect.Value) bool {
	begin, depth := r.at, r.depth
	switch p.kind {
	case untyped:
		return r.value(p, v)
	case custom, other:
		v.SetZero()
		if r.read(p, v, 'n') && !v.IsZero() {
			return true
		}
		v.SetZero()
	}
	r.leaveOut(begin, depth)
	return false
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
