package decode

import (
	"bytes"
	"encoding/json"
	"reflect"
	"sync/atomic"
)

// Members are the members of a JSON object by name, nil if data is none.
func Members(data []byte) map[string]json.RawMessage {
	return eachMember(data, func(r *reader) bool {
		r.skip()
		return true
	})
}

// Unread are the members of a JSON object that cannot be read into a value like
// the one that v points to, nil if data is no object: there is no field for them,
// or they do not fit it. A list does not fit if an item does not. What objects
// keep that lie in it counts as fitting.
func Unread(data []byte, v any) map[string]json.RawMessage {
	into := reflect.New(reflect.TypeOf(v).Elem()).Elem()
	fields := &planOf(into.Type()).members
	var order atomic.Int32 // not that of the plan, which would be led astray
	return eachMember(data, func(r *reader) bool {
		f := fields.find(r.key, &order)
		if f == nil {
			r.skip()
			return true
		}
		before := r.report.unfit
		r.value(f.plan, fieldOf(into, f))
		return r.report.unfit > before
	})
}

// eachMember returns the members for which read, which reads their value, is true.
func eachMember(data []byte, read func(*reader) bool) map[string]json.RawMessage {
	r := acquire(bytes.TrimPrefix(data, byteOrderMark))
	defer r.release()
	if r.peek() != '{' {
		return nil
	}
	members := map[string]json.RawMessage{}
	for r.enter(); r.member(); {
		key := string(r.key)
		r.peek()
		begin := r.at
		if read(r) {
			members[key] = r.raw(begin)
		} else {
			delete(members, key)
		}
	}
	if r.end() != nil {
		return nil
	}
	return members
}
