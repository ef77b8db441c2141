package decode

import (
	"bytes"
	"reflect"
	"sync/atomic"
)

// object reads an object, whose brace comes next, into the fields of a struct.
func (r *reader) object(p *plan, v reflect.Value) bool {
	begin, unfit := r.at, r.report.unfit
	var fits bool
	switch {
	case p.keep != nil:
		r.openKept(begin)
		fits = r.fields(p, v)
		r.keep(p.keep(v.Addr().Interface()), begin)
	case p.keepsRaw:
		start := r.openRaw()
		fits = r.rawFields(p, v)
		v.Addr().Interface().(rawKeeper).SetRaw(r.closeRaw(begin, start))
	default:
		return r.fields(p, v)
	}
	r.report.unfit = unfit
	return fits
}

// fields reads the members of an object.
func (r *reader) fields(p *plan, v reflect.Value) bool {
	order := &p.members.first
	var rest map[string]any
	for r.enter(); r.more('}'); {
		f := r.field(&p.members, order)
		switch {
		case f != nil:
			order = &f.next
			if !r.fieldInto(f, fieldOf(v, f)) && r.tooDeep() {
				return false
			}
		case p.rest != nil:
			if rest == nil {
				rest = map[string]any{}
			}
			if !r.untypedMember(rest) {
				return false
			}
		default:
			r.skip()
		}
	}
	if rest != nil {
		v.FieldByIndex(p.rest).Set(reflect.ValueOf(rest))
	}
	return !r.broken
}

// fieldInto is [reader.memberInto] for a field.
func (r *reader) fieldInto(f *field, v reflect.Value) bool {
	if !r.judged || r.depth > 1 {
		return r.memberInto(f.plan, v)
	}
	null := r.peek() == 'n'
	fits := r.memberInto(f.plan, v)
	if fits {
		r.readField(f, null)
	}
	return fits
}

// field reads the name of a member and returns its field, nil if there is none. Most
// often it is the one that order says.
func (r *reader) field(m *members, order *atomic.Int32) *field {
	f := m.expected(order)
	if f != nil && bytes.HasPrefix(r.data[r.at:], f.opening) && !(r.judged && r.depth == 1) {
		r.keyAt = r.at
		r.at += len(f.opening)
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
	r.report.stepTo(r.depth, step(r.keyAt))
	begin := r.at
	if r.value(p, v) {
		return true
	}
	if !r.tooDeep() {
		r.rewrite(begin, "null")
	}
	return false
}

// dict reads an object, whose brace comes next, into a map.
func (r *reader) dict(p *plan, v reflect.Value) bool {
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	elem := reflect.New(p.elem.typ).Elem()
	for r.enter(); r.member(); {
		key := reflect.ValueOf(string(r.key)).Convert(v.Type().Key())
		name, null := r.key, r.peek() == 'n'
		elem.SetZero()
		switch {
		case r.memberInto(p.elem, elem):
			r.spend(p.elem.typ.Size())
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
