package decode

import (
	"bytes"
	"errors"
	"reflect"
)

// ErrNoObject says that an answer is JSON, but not an object.
var ErrNoObject = errors.New("not a JSON object")

// Unmarshal is what [json.Unmarshal] is. It is handed over, so that programs that
// can do without do not contain it.
type Unmarshal func(data []byte, v any) error

// Answer reads the object that an operation answered with into what v points to,
// which may be of any type: other reads what this package does not. It returns the
// values that do not fit, in the order in which they arrived. failed is true if
// the answer tells of a failure: its "ok" is false, or its "error" an object. Then,
// as after an error, what v points to is what it was before.
func Answer(data []byte, v any, other Unmarshal) (misfits []Misfit, failed bool, err error) {
	r := borrow(data)
	defer r.giveBack()
	r.other = other
	r.judged = true
	err = r.into(reflect.ValueOf(v).Elem())
	failed, err = r.judge(err)
	return r.misfits, failed, err
}

// Check is [Answer] where nothing is wanted of it.
func Check(data []byte) (failed bool, err error) {
	r := borrow(data)
	defer r.giveBack()
	r.judged = true
	r.skip()
	return r.judge(r.end())
}

func (r *reader) judge(err error) (bool, error) {
	if (err == nil || errors.Is(err, ErrMisfit)) && !bytes.HasPrefix(bytes.TrimLeft(r.data, " \t\r\n"), []byte("{")) {
		err = ErrNoObject
	}
	return r.outcome.failed(), err
}
