package decode

import (
	"bytes"
	"errors"
	"reflect"
)

// ErrNoObject reports a response that is JSON, but not an object.
var ErrNoObject = errors.New("not a JSON object")

// Unmarshal is the signature of [json.Unmarshal]. Callers pass it in, so that programs
// that can do without encoding/json do not contain it.
type Unmarshal func(data []byte, v any) error

// byteOrderMark may stand before the JSON of a response, and means nothing.
var byteOrderMark = []byte("\ufeff")

// Response reads the object in the body of a response into what v points to, which may
// be of any type: fallback reads the types that this package does not. If the verdict is
// not [Verdict.Accepted], or there is an error, v points to what it did before.
func Response(data []byte, v any, fallback Unmarshal) (Verdict, error) {
	r := acquire(bytes.TrimPrefix(data, byteOrderMark))
	defer r.release()
	r.fallback = fallback
	r.judged = true
	var err error
	if r.peek() == '{' {
		err = r.into(reflect.ValueOf(v).Elem())
	} else {
		err = r.skipAll()
	}
	r.verdict.Malformed = r.report.values()
	return r.verdict, err
}

// Check is [Response] where the caller wants no result. Result is true if the response
// has a member with that key that is not null.
func Check(data []byte, key string) (Verdict, error) {
	r := acquire(bytes.TrimPrefix(data, byteOrderMark))
	defer r.release()
	r.judged = true
	r.resultKey = fold([]byte(key))
	err := r.skipAll()
	return r.verdict, err
}

// skipAll passes over the whole response.
func (r *reader) skipAll() error {
	isObject := r.peek() == '{'
	r.skip()
	err := r.end()
	if err == nil && !isObject {
		return ErrNoObject
	}
	return err
}
