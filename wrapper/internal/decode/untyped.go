package decode

import (
	"reflect"
	"strconv"
)

// anything reads a value into an any.
func (r *reader) anything(v reflect.Value) bool {
	value, fits := r.untyped()
	if fits {
		v.Set(reflect.ValueOf(value))
	}
	return fits
}

// untyped is a value that is not null, as encoding/json makes them without a type. It
// does not fit if it is a number that is too large.
func (r *reader) untyped() (v any, fits bool) {
	switch r.peek() {
	case '{':
		return r.untypedObject()
	case '[':
		return r.untypedArray()
	case '"':
		return r.unescaped(r.quoted()), !r.broken
	case 't':
		return true, r.literal("true")
	case 'f':
		return false, r.literal("false")
	default:
		n, err := strconv.ParseFloat(string(r.number()), 64)
		return n, err == nil && !r.broken
	}
}

func (r *reader) untypedObject() (object map[string]any, fits bool) {
	object = map[string]any{}
	for r.enter(); r.member(); {
		if !r.untypedMember(object) {
			return nil, false
		}
	}
	return object, !r.broken
}

// untypedMember reads the value of a member into an object. It returns false where what
// does not fit lies too deep.
func (r *reader) untypedMember(object map[string]any) bool {
	key := r.copyOf(r.key)
	r.report.stepTo(r.depth, step(r.keyAt))
	value, fits := r.untypedPart()
	if !fits {
		return !r.tooDeep()
	}
	object[key] = value
	if r.judged && r.depth == 1 {
		r.readMember([]byte(key), value == nil)
	}
	return true
}

func (r *reader) untypedArray() (array []any, fits bool) {
	array = []any{}
	r.enter()
	for i := 0; r.item(); i++ {
		r.report.stepTo(r.depth, item(i))
		value, fits := r.untypedPart()
		switch {
		case fits:
			array = append(array, value)
		case r.tooDeep():
			return nil, false
		}
	}
	return array, !r.broken
}

// untypedPart is [reader.value] for a part of a value of free form.
func (r *reader) untypedPart() (value any, fits bool) {
	if r.peek() == 'n' {
		return nil, r.literal("null")
	}
	begin, depth := r.at, r.depth
	value, fits = r.untyped()
	if !fits {
		r.leaveOut(begin, depth)
		r.rewrite(begin, "null")
	}
	return value, fits
}
