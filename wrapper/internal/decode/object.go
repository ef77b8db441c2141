package decode

import "reflect"

// object reads an object, whose brace comes next, into the fields of a struct.
func (r *reader) object(p *plan, v reflect.Value) bool {
	begin, before := r.at, len(r.misfits)
	if p.keep != nil {
		r.openKept(begin)
	}
	order := &p.members.first
	for r.enter(); r.member(); {
		f := p.members.find(r.key, order)
		if f == nil {
			r.skip()
			continue
		}
		order = &f.next
		if !r.memberInto(f.plan, fieldOf(v, f)) && r.tooDeep() {
			return false
		}
	}
	if r.broken {
		return false
	}
	switch {
	case p.keep != nil:
		r.keep(p.keep(v.Addr().Interface()), begin)
		r.hold(before)
	case p.keepsRaw:
		v.Addr().Interface().(rawKeeper).SetRaw(r.fitting(begin, before))
		r.hold(before)
	}
	return true
}

func fieldOf(v reflect.Value, f *field) reflect.Value {
	if len(f.path) == 1 {
		return v.Field(f.path[0])
	}
	return v.FieldByIndex(f.path)
}

// memberInto is [reader.value] for a member.
func (r *reader) memberInto(p *plan, v reflect.Value) bool {
	key, before := r.key, len(r.misfits)
	fits := r.value(p, v)
	if len(r.misfits) > before {
		r.below(string(key), before)
	}
	return fits
}

// list reads an array, whose bracket comes next, as encoding/json does: into the
// items that are there, if there are any. An item that does not fit is left out
// rather than made zero: one without an id would be taken for an item.
func (r *reader) list(p *plan, v reflect.Value) bool {
	if r.kept.open {
		// What is kept is filled in later, so the items must not move.
		v.SetZero()
		v.Grow(r.count())
	}
	n := 0
	r.enter()
	for i := 0; r.item(); i++ {
		if n == v.Cap() {
			v.Grow(1)
		}
		if n == v.Len() {
			v.SetLen(n + 1)
		}
		before := len(r.misfits)
		switch {
		case r.value(p.elem, v.Index(n)):
			n++
		case r.tooDeep():
			return false
		}
		if len(r.misfits) > before {
			r.below(index(i), before)
		}
	}
	if r.broken {
		return false
	}
	if n == 0 {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	}
	v.SetLen(n)
	return true
}

// count is how many items the array has that comes next. It looks ahead.
func (r *reader) count() int {
	ahead := reader{data: r.data, at: r.at, depth: r.depth}
	n := 0
	for ahead.enter(); ahead.item(); n++ {
		ahead.skip()
	}
	return n
}

// dict reads an object, whose brace comes next, into a map.
func (r *reader) dict(p *plan, v reflect.Value) bool {
	// What is kept is filled in later, which cannot be done in a map.
	suspended := r.kept
	r.kept = kept{}
	defer func() { r.kept = suspended }()
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	for r.enter(); r.member(); {
		key := reflect.ValueOf(string(r.key)).Convert(v.Type().Key())
		elem := reflect.New(p.elem.typ).Elem()
		switch {
		case r.memberInto(p.elem, elem):
			v.SetMapIndex(key, elem)
		case r.tooDeep():
			return false
		}
	}
	return !r.broken
}
