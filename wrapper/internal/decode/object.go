package decode

import (
	"bytes"
	"reflect"
	"sync/atomic"
)

// object decodes an object, whose brace comes next, into a struct.
func (r *reader) object(p *plan, v reflect.Value) bool {
	begin, dropped := r.at, r.report.dropped
	var fits bool
	switch {
	case p.source != nil:
		r.beginSource(begin)
		fits = r.fields(p, v)
		r.endSource(p.source(v.Addr().Interface()), begin)
	case p.setsRaw:
		start := r.beginRaw()
		fits = r.rawFields(p, v)
		v.Addr().Interface().(rawSetter).SetRaw(r.endRaw(begin, start))
	default:
		return r.fields(p, v)
	}
	r.report.dropped = dropped
	return fits
}

// fields decodes the members of an object.
func (r *reader) fields(p *plan, v reflect.Value) bool {
	hint := &p.fields.first
	var rest map[string]any
	for r.enter(); r.more('}'); {
		f := r.field(&p.fields, hint)
		switch {
		case f != nil:
			hint = &f.next
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
	return !r.failed
}

// fieldInto decodes the value of a member into a field.
func (r *reader) fieldInto(f *field, v reflect.Value) bool {
	if !r.isResponse || r.depth > 1 {
		return r.memberInto(f.plan, v)
	}
	null := r.peek() == 'n'
	fits := r.memberInto(f.plan, v)
	if fits {
		r.recordField(f, null)
	}
	return fits
}

// field reads the name of a member and returns its field, or nil for an unknown name. It first tries the
// field that the hint names.
//
// Without the hint each name is scanned and looked up, and a page takes a quarter more time: see
// BenchmarkDecodePage in package seam.
func (r *reader) field(fields *fieldSet, hint *atomic.Int32) *field {
	f := fields.hinted(hint)
	if f != nil && bytes.HasPrefix(r.data[r.at:], f.prefix) && !(r.isResponse && r.depth == 1) {
		r.keyAt = r.at
		r.at += len(f.prefix)
		return f
	}
	if !r.memberName() {
		return nil
	}
	return fields.find(r.key, hint)
}

func fieldOf(v reflect.Value, f *field) reflect.Value {
	if len(f.path) == 1 {
		return v.Field(f.path[0])
	}
	return v.FieldByIndex(f.path)
}

// memberInto decodes the value of a member into v, and records its path.
func (r *reader) memberInto(p *plan, v reflect.Value) bool {
	r.report.setStep(r.depth, step(r.keyAt))
	begin := r.at
	if r.value(p, v) {
		return true
	}
	if !r.tooDeep() {
		r.replaceRaw(begin, "null")
	}
	return false
}

// dict decodes an object, whose brace comes next, into a map.
func (r *reader) dict(p *plan, v reflect.Value) bool {
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	elem := reflect.New(p.elem.typ).Elem()
	for r.enter(); r.nextMember(); {
		key := reflect.ValueOf(string(r.key)).Convert(v.Type().Key())
		name, null := r.key, r.peek() == 'n'
		elem.SetZero()
		switch {
		case r.memberInto(p.elem, elem):
			r.spend(p.elem.typ.Size())
			v.SetMapIndex(key, elem)
			if r.isResponse && r.depth == 1 {
				r.recordMember(name, null)
			}
		case r.tooDeep():
			return false
		}
	}
	return !r.failed
}
