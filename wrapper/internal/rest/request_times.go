package rest

import (
	"reflect"
	"sync"
	"time"
)

// withSentTimes returns a copy of a request with its times as Seam stores them: in UTC, in milliseconds.
// With more digits, a time in a response would not equal the one that was sent, and a program would not
// find an object by its times.
func withSentTimes(v reflect.Value) reflect.Value {
	return timeCopy{}.value(v)
}

// SentTime returns a time as Seam stores it: in UTC, in milliseconds. The zero time stays zero.
func SentTime(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC().Truncate(time.Millisecond)
}

// timeCopy copies values that hold times. Its keys are the pointers, slices and maps around the present
// value. One that contains itself is not copied again; encoding/json then returns an error for it.
type timeCopy map[uintptr]bool

func (c timeCopy) value(v reflect.Value) reflect.Value {
	if !mayHoldTime(v.Type()) {
		return v
	}
	if v.Type() == reflect.TypeFor[time.Time]() {
		return reflect.ValueOf(SentTime(v.Interface().(time.Time)))
	}
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		return c.value(v.Elem())
	case reflect.Struct:
		to := reflect.New(v.Type()).Elem()
		to.Set(v)
		c.setFields(to)
		return to
	case reflect.Array:
		to := reflect.New(v.Type()).Elem()
		c.setItems(to, v)
		return to
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return c.reference(v)
	default:
		return v
	}
}

// reference copies a pointer, slice or map, and the values in it.
func (c timeCopy) reference(v reflect.Value) reflect.Value {
	if v.IsNil() || c[v.Pointer()] {
		return v
	}
	if v.Kind() == reflect.Slice && v.Len() == 0 {
		return v // All empty slices may share an address.
	}
	c[v.Pointer()] = true
	to := c.contents(v)
	delete(c, v.Pointer())
	return to
}

func (c timeCopy) contents(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		to := reflect.New(v.Type().Elem())
		to.Elem().Set(c.value(v.Elem()))
		return to
	case reflect.Slice:
		to := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		c.setItems(to, v)
		return to
	default:
		to := reflect.MakeMapWithSize(v.Type(), v.Len())
		for entry := v.MapRange(); entry.Next(); {
			to.SetMapIndex(entry.Key(), c.value(entry.Value()))
		}
		return to
	}
}

// setFields sets the times in the fields of a copy that are sent, including those of embedded structs.
func (c timeCopy) setFields(to reflect.Value) {
	for i := range to.NumField() {
		field, part := to.Type().Field(i), to.Field(i)
		switch key := readKey(field); {
		case !mayHoldTime(field.Type):
		case key.embedded:
			c.setFields(part)
		case key.sent:
			part.Set(c.value(part))
		}
	}
}

func (c timeCopy) setItems(to, from reflect.Value) {
	for i := range from.Len() {
		to.Index(i).Set(c.value(from.Index(i)))
	}
}

// timeHolders caches the results of mayHoldTime: a bool for each reflect.Type.
var timeHolders sync.Map

func mayHoldTime(t reflect.Type) bool {
	if known, ok := timeHolders.Load(t); ok {
		return known.(bool)
	}
	holds := holdsTime(t, map[reflect.Type]bool{})
	timeHolders.Store(t, holds)
	return holds
}

// holdsTime reports whether values of a type may hold a time. An interface may. seen ends the search in a
// type that contains itself.
func holdsTime(t reflect.Type, seen map[reflect.Type]bool) bool {
	if t == reflect.TypeFor[time.Time]() {
		return true
	}
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return holdsTime(t.Elem(), seen)
	case reflect.Struct:
		for field := range t.Fields() {
			if key := readKey(field); (key.sent || key.embedded) && holdsTime(field.Type, seen) {
				return true
			}
		}
	default: // A kind without parts.
	}
	return false
}
