package decode

import (
	"bytes"
	"encoding/json"
	"reflect"
	"sync/atomic"
)

// Members returns the members of a JSON object by name, nil if data is not an object.
func Members(data []byte) map[string]json.RawMessage {
	return selectMembers(data, func(r *reader) bool {
		r.skip()
		return true
	})
}

// Unread returns the members of a JSON object that are lost when it is decoded into a value of the type
// that v points to: those without a field, and those that do not fit their field. A list does not fit if
// one of its items does not. Unread returns nil if data is not an object.
//
// An object that stores its own JSON counts as fitting, because nothing in it is lost.
func Unread(data []byte, v any) map[string]json.RawMessage {
	into := reflect.New(reflect.TypeOf(v).Elem()).Elem()
	fields := &planOf(into.Type()).fields
	var hint atomic.Int32 // Not that of the plan: the order of kept members may differ from Seam's.
	return selectMembers(data, func(r *reader) bool {
		f := fields.find(r.key, &hint)
		if f == nil {
			r.skip()
			return true
		}
		before := r.report.dropped
		r.value(f.plan, fieldOf(into, f))
		return r.report.dropped > before
	})
}

// selectMembers returns the members for which read, which reads their value, returns true. Of members with
// the same name the last counts.
func selectMembers(data []byte, read func(*reader) bool) map[string]json.RawMessage {
	r := &reader{data: data}
	if r.peek() != '{' {
		return nil
	}
	members := map[string]json.RawMessage{}
	for r.enter(); r.nextMember(); {
		key := string(r.key)
		r.peek()
		begin := r.at
		if read(r) {
			members[key] = bytes.Clone(r.data[begin:r.at])
		} else {
			delete(members, key)
		}
	}
	if r.end() != nil {
		return nil
	}
	return members
}
