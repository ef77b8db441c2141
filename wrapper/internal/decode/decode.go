// Package decode reads the JSON of Seam's responses into Go values, as encoding/json
// would, with these differences: it takes one pass over the bytes, several times
// faster; a value that does not fit its field is left out alone and reported, as is null
// in a list; and common forms of values that Go does not know are read, such as
// timestamps without seconds. It copies the bytes that it keeps. The time and the memory
// that it takes are in proportion to the length of the document.
package decode

import (
	"errors"
	"fmt"
	"reflect"
)

// These errors report a document that is not JSON. They do not quote it.
var (
	// ErrSyntax reports a document that is something else.
	ErrSyntax = errors.New("not JSON")
	// ErrBreaksOff reports a document that begins like JSON.
	ErrBreaksOff = errors.New("JSON that breaks off")
)

// ErrWrongType reports JSON that as a whole does not fit the type it was to be read
// into.
var ErrWrongType = errors.New("JSON that does not fit")

// errNoFallback should not be seen: every type that is used without a fallback is known.
var errNoFallback = errors.New("there is nobody to read it")

// Into reads data, which is one JSON value, into what v points to: a type made of
// those that responses are made of. After an error v points to what it did before.
// The values that do not fit are returned as [Malformed].
func Into(data []byte, v any) ([]Malformed, error) {
	r := acquire(data)
	defer r.release()
	err := r.into(reflect.ValueOf(v).Elem())
	return r.report.values(), err
}

// into reads everything into v, which an error or a verdict that is not accepted leaves
// as it was. If there is something in v, a copy without it has to show first that there
// is neither.
func (r *reader) into(v reflect.Value) error {
	if v.IsZero() {
		err := r.fill(v)
		if r.rejects(err) {
			v.SetZero()
		}
		return err
	}
	if err := r.fill(reflect.New(v.Type()).Elem()); r.rejects(err) {
		return err
	}
	r.restart()
	return r.fill(v)
}

func (r *reader) rejects(err error) bool {
	return err != nil || r.judged && !r.verdict.Accepted()
}

// fill reads everything into v.
func (r *reader) fill(v reflect.Value) error {
	fits := r.value(planOf(v.Type()), v)
	err := r.end()
	switch {
	case err != nil || fits:
		return err
	case r.cause != nil:
		return fmt.Errorf("%w: %w", ErrWrongType, r.cause)
	default:
		return ErrWrongType
	}
}

// restart goes back to the beginning of the document.
func (r *reader) restart() {
	*r = reader{data: r.data, fallback: r.fallback, judged: r.judged}
}
