package decode

import (
	"errors"
	"reflect"
)

// ErrNoObject reports a response that is JSON, but not an object.
var ErrNoObject = errors.New("not a JSON object")

// Response decodes the body of a response, an object, into the value that v points to. The value may be
// of any type: fallback decodes the types that this package does not. After an error, or a verdict that
// is not [Verdict.Accepted], the value that v points to is unchanged.
func Response(data []byte, v any, fallback Unmarshal) (Verdict, error) {
	r := &reader{data: data, fallback: fallback, isResponse: true}
	var err error
	if r.peek() == '{' {
		err = r.into(reflect.ValueOf(v).Elem())
	} else {
		err = r.skipDocument()
	}
	r.verdict.Malformed = r.report.values()
	return r.verdict, err
}

// Check returns the verdict on a response without decoding a result. Its Result is true if the response
// has a member called key that is not null.
func Check(data []byte, key string) (Verdict, error) {
	r := &reader{data: data, isResponse: true, resultKey: fold([]byte(key))}
	err := r.skipDocument()
	return r.verdict, err
}

// skipDocument skips the whole response.
func (r *reader) skipDocument() error {
	isObject := r.peek() == '{'
	r.skip()
	err := r.end()
	if err == nil && !isObject {
		return ErrNoObject
	}
	return err
}
