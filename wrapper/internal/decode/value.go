package decode

import (
	"encoding/json"
	"reflect"
)

// value reads what comes next into v, and reports whether it fits. What does not
// fit is passed over and reported, and leaves v as it was, unless it lies too deep.
func (r *reader) value(p *plan, v reflect.Value) bool {
	c := r.peek()
	begin, depth := r.at, r.depth
	if r.read(p, v, c) {
		return true
	}
	r.leaveOut(begin, depth)
	return false
}

// read is [reader.value] for a value that fits, and begins with c.
func (r *reader) read(p *plan, v reflect.Value, c byte) bool {
	if c == 'n' {
		return r.literal("null") && r.null(p, v)
	}
	switch p.kind {
	case text:
		return c == '"' && r.text(v) || beginsNumber(c) && r.digitsAsText(v)
	case boolean:
		return r.boolean(c, v)
	case integer:
		return beginsNumber(c) && r.integer(v)
	case unsigned:
		return beginsNumber(c) && r.unsigned(v)
	case float:
		return beginsNumber(c) && r.float(v)
	case timestamp:
		return c == '"' && r.timestamp(v)
	case pointer:
		return r.pointer(p, v, c)
	case list:
		return c == '[' && r.list(p, v)
	case dict:
		return c == '{' && r.dict(p, v)
	case object:
		return c == '{' && r.object(p, v)
	case untyped:
		return r.anything(v)
	default:
		return r.viaFallback(p, v)
	}
}

// null is what null does to a value: nothing, to one that cannot be nil.
func (r *reader) null(p *plan, v reflect.Value) bool {
	switch p.kind {
	case pointer, list, dict, untyped:
		v.SetZero()
	case custom, other:
		return r.decodes(p, v, []byte("null"))
	}
	return true
}

func (r *reader) boolean(c byte, v reflect.Value) bool {
	switch c {
	case 't':
		if r.literal("true") {
			v.SetBool(true)
		}
	case 'f':
		if r.literal("false") {
			v.SetBool(false)
		}
	default:
		return false
	}
	return !r.broken
}

func (r *reader) pointer(p *plan, v reflect.Value, c byte) bool {
	if !v.IsNil() {
		return r.read(p.elem, v.Elem(), c)
	}
	if p.elem.kind == object && c != '{' {
		return false // It would be made for nothing.
	}
	fresh := r.fresh(p.elem)
	if !r.read(p.elem, fresh.Elem(), c) {
		return false
	}
	v.Set(fresh)
	return true
}

// fresh is a pointer to a new value.
func (r *reader) fresh(p *plan) reflect.Value {
	r.spend(p.typ.Size())
	return reflect.New(p.typ)
}

// viaFallback reads what this package leaves to others.
func (r *reader) viaFallback(p *plan, v reflect.Value) bool {
	begin := r.at
	r.skip()
	return !r.broken && r.decodes(p, v, r.data[begin:r.at])
}

func (r *reader) decodes(p *plan, v reflect.Value, raw []byte) bool {
	before := reflect.New(p.typ).Elem()
	before.Set(v)
	var err error
	if p.kind == custom {
		err = v.Addr().Interface().(json.Unmarshaler).UnmarshalJSON(raw)
	} else if err = errNoFallback; r.fallback != nil {
		err = r.fallback(raw, v.Addr().Interface())
	}
	switch {
	case err != nil:
		v.Set(before)
	case r.judged && r.depth == 0:
		r.verdict.Result = r.anyMember
	}
	r.cause = err
	return err == nil
}
