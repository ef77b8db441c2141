package decode

import (
	"errors"
	"fmt"
	"reflect"
)

// Errors about a document as a whole. They do not quote it.
var (
	// ErrSyntax reports a document that is not JSON.
	ErrSyntax = errors.New("not JSON")
	// ErrTruncated reports a document that begins as JSON and ends too early.
	ErrTruncated = errors.New("truncated JSON")
	// ErrTooLarge reports a document whose values would take far more memory than the document itself:
	// an object of two bytes may become a struct of hundreds.
	ErrTooLarge = errors.New("JSON that would take too much memory")
	// ErrWrongType reports JSON that as a whole does not fit the type to decode it into.
	ErrWrongType = errors.New("JSON that does not fit")
)

// Unmarshal is the signature of [json.Unmarshal]. Callers pass the function in, so that a program that
// does without encoding/json is linked without it.
type Unmarshal func(data []byte, v any) error

// errNoFallback is the cause of [ErrWrongType] for a type that needs an [Unmarshal] if the caller passed nil.
var errNoFallback = errors.New("there is no function to decode it")

// Into decodes data, one JSON value, into the value that v points to. Its type may consist of the types
// that occur in responses. Values that do not fit are skipped and returned as [Malformed]. After an error
// the value that v points to is unchanged.
func Into(data []byte, v any) ([]Malformed, error) {
	r := &reader{data: data}
	err := r.into(reflect.ValueOf(v).Elem())
	return r.report.values(), err
}

// into decodes the document into v. After an error, or a verdict that does not accept the response, v is
// unchanged. Therefore a v that is not zero is only decoded into after another value has been.
func (r *reader) into(v reflect.Value) error {
	if v.IsZero() {
		err := r.document(v)
		if r.rejects(err) {
			v.SetZero()
		}
		return err
	}
	if err := r.document(reflect.New(v.Type()).Elem()); r.rejects(err) {
		return err
	}
	r.restart()
	return r.document(v)
}

func (r *reader) rejects(err error) bool {
	return err != nil || r.isResponse && !r.verdict.Accepted()
}

// document decodes the whole document into v.
func (r *reader) document(v reflect.Value) error {
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

// restart returns to the beginning of the document.
func (r *reader) restart() {
	*r = reader{data: r.data, fallback: r.fallback, isResponse: r.isResponse}
}
