package decode

import (
	"encoding/json"
	"reflect"
)

// value decodes the next value into v, and reports whether it fits. A value that does not fit is skipped
// and reported, and leaves v unchanged, unless it is nested too deeply.
func (r *reader) value(p *plan, v reflect.Value) bool {
	c := r.peek()
	begin, depth := r.at, r.depth
	if r.read(p, v, c) {
		return true
	}
	r.skipMalformed(begin, depth)
	return false
}

// read decodes the next value, which begins with c, into v, and reports whether it fits. If it does not,
// the reader may be anywhere within it.
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
		return r.viaUnmarshal(p, v)
	}
}

// null decodes null, which changes only a value that can be nil or that decodes itself.
func (r *reader) null(p *plan, v reflect.Value) bool {
	switch p.kind {
	case pointer, list, dict, untyped:
		v.SetZero()
	case custom, other:
		return r.unmarshal(p, v, []byte("null"))
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
	return !r.failed
}

func (r *reader) pointer(p *plan, v reflect.Value, c byte) bool {
	if !v.IsNil() {
		return r.read(p.elem, v.Elem(), c)
	}
	if p.elem.kind == object && c != '{' {
		return false // Saves the allocation of a struct.
	}
	to := r.allocate(p.elem)
	if !r.read(p.elem, to.Elem(), c) {
		return false
	}
	v.Set(to)
	return true
}

// viaUnmarshal decodes a value of a type that decodes itself, or that only the fallback can decode.
func (r *reader) viaUnmarshal(p *plan, v reflect.Value) bool {
	begin := r.at
	r.skip()
	return !r.failed && r.unmarshal(p, v, r.data[begin:r.at])
}

func (r *reader) unmarshal(p *plan, v reflect.Value, raw []byte) bool {
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
	case r.isResponse && r.depth == 0:
		r.verdict.Result = r.hasOther
	}
	r.cause = err
	return err == nil
}

// The values of a document may take spareMemory, and memoryPerByte for each byte of the document.
const (
	spareMemory   = 32 << 20
	memoryPerByte = 16
)

// spend counts memory that values take. Too much of it ends the decoding with [ErrTooLarge].
func (r *reader) spend(bytes uintptr) {
	r.spent += bytes
	if r.spent > spareMemory+memoryPerByte*uintptr(len(r.data)) {
		r.failed, r.tooLarge = true, true
	}
}

// allocate returns a pointer to a new value.
func (r *reader) allocate(p *plan) reflect.Value {
	r.spend(p.typ.Size())
	return reflect.New(p.typ)
}
