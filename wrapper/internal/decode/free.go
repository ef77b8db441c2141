package decode

import (
	"reflect"
	"strconv"
)

// anything reads a value into an any.
func (r *reader) anything(v reflect.Value) bool {
	value, fits := r.free()
	if fits {
		v.Set(reflect.ValueOf(value))
	}
	return fits
}

// free is a value that is not null, as encoding/json makes them without a type. It
// does not fit if it is a number that is too large.
func (r *reader) free() (v any, fits bool) {
	switch r.peek() {
	case '{':
		return r.freeObject()
	case '[':
		return r.freeArray()
	case '"':
		return r.meant(r.quoted()), !r.broken
	case 't':
		return true, r.literal("true")
	case 'f':
		return false, r.literal("false")
	default:
		n, err := strconv.ParseFloat(string(r.number()), 64)
		return n, err == nil && !r.broken
	}
}

func (r *reader) freeObject() (object map[string]any, fits bool) {
	object = map[string]any{}
	for r.enter(); r.member(); {
		key := r.copyOf(r.key)
		before := len(r.malformed)
		value, fits := r.freePart()
		switch {
		case fits:
			object[key] = value
			if r.judged && r.depth == 1 {
				r.readMember([]byte(key), value == nil)
			}
		case r.tooDeep():
			return nil, false
		}
		r.below(key, before)
	}
	return object, !r.broken
}

func (r *reader) freeArray() (array []any, fits bool) {
	array = []any{}
	r.enter()
	for i := 0; r.item(); i++ {
		before := len(r.malformed)
		value, fits := r.freePart()
		switch {
		case fits:
			array = append(array, value)
		case r.tooDeep():
			return nil, false
		}
		if len(r.malformed) > before {
			r.below(index(i), before)
		}
	}
	return array, !r.broken
}

// freePart is [reader.value] for a part of a value of free form.
func (r *reader) freePart() (value any, fits bool) {
	if r.peek() == 'n' {
		return nil, r.literal("null")
	}
	begin, depth := r.at, r.depth
	value, fits = r.free()
	if !fits {
		r.note(begin, depth)
	}
	return value, fits
}
