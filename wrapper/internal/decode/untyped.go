package decode

import (
	"reflect"
	"strconv"
)

// anything decodes a value into an any.
func (r *reader) anything(v reflect.Value) bool {
	value, fits := r.untyped()
	if fits {
		v.Set(reflect.ValueOf(value))
	}
	return fits
}

// untyped decodes a value that is not null, without a Go type to fit, as encoding/json does. Only a number
// that is too large does not fit.
func (r *reader) untyped() (v any, fits bool) {
	switch r.peek() {
	case '{':
		return r.untypedObject()
	case '[':
		return r.untypedArray()
	case '"':
		return r.unescaped(r.quoted()), !r.failed
	case 't':
		return true, r.literal("true")
	case 'f':
		return false, r.literal("false")
	default:
		n, err := strconv.ParseFloat(string(r.number()), 64)
		return n, err == nil && !r.failed
	}
}

func (r *reader) untypedObject() (object map[string]any, fits bool) {
	object = map[string]any{}
	for r.enter(); r.nextMember(); {
		if !r.untypedMember(object) {
			return nil, false
		}
	}
	return object, !r.failed
}

// untypedMember decodes the value of a member into an object. It returns false if the value does not fit
// and is nested too deeply to be left out alone.
func (r *reader) untypedMember(object map[string]any) bool {
	key := r.copyOf(r.key)
	r.report.setStep(r.depth, step(r.keyAt))
	value, fits := r.untypedPart()
	if !fits {
		return !r.tooDeep()
	}
	object[key] = value
	if r.isResponse && r.depth == 1 {
		r.recordMember([]byte(key), value == nil)
	}
	return true
}

func (r *reader) untypedArray() (array []any, fits bool) {
	array = []any{}
	r.enter()
	for i := 0; r.nextItem(); i++ {
		r.report.setStep(r.depth, indexStep(i))
		value, fits := r.untypedPart()
		switch {
		case fits:
			array = append(array, value)
		case r.tooDeep():
			return nil, false
		}
	}
	return array, !r.failed
}

// untypedPart decodes a member or item. A part that does not fit is skipped and reported.
func (r *reader) untypedPart() (value any, fits bool) {
	if r.peek() == 'n' {
		return nil, r.literal("null")
	}
	begin, depth := r.at, r.depth
	value, fits = r.untyped()
	if !fits {
		r.skipMalformed(begin, depth)
		r.replaceRaw(begin, "null")
	}
	return value, fits
}
