package decode

import (
	"reflect"
	"strconv"
)

// number reads a number and returns its bytes.
func (r *reader) number() []byte {
	r.peek()
	begin := r.at
	r.accept('-')
	if !r.accept('0') && !r.digits() {
		r.syntaxError()
	}
	if r.accept('.') && !r.digits() {
		r.syntaxError()
	}
	if r.accept('e') || r.accept('E') {
		if !r.accept('+') {
			r.accept('-')
		}
		if !r.digits() {
			r.syntaxError()
		}
	}
	return r.data[begin:r.at]
}

func (r *reader) accept(c byte) bool {
	if r.at < len(r.data) && r.data[r.at] == c {
		r.at++
		return true
	}
	return false
}

// digits moves behind the digits that come next, and reports whether there are any.
func (r *reader) digits() bool {
	begin := r.at
	for r.at < len(r.data) && isDigit(r.data[r.at]) {
		r.at++
	}
	return r.at > begin
}

func (r *reader) float(v reflect.Value) bool {
	n, err := strconv.ParseFloat(string(r.number()), v.Type().Bits())
	if err != nil || r.failed {
		return false
	}
	v.SetFloat(n)
	return true
}

func (r *reader) integer(v reflect.Value) bool {
	n, err := strconv.ParseInt(string(r.number()), 10, v.Type().Bits())
	if err != nil || r.failed {
		return false
	}
	v.SetInt(n)
	return true
}

func (r *reader) unsigned(v reflect.Value) bool {
	n, err := strconv.ParseUint(string(r.number()), 10, v.Type().Bits())
	if err != nil || r.failed {
		return false
	}
	v.SetUint(n)
	return true
}

// beginsNumber reports whether a number begins with c.
func beginsNumber(c byte) bool { return c == '-' || isDigit(c) }
