package seam

import (
	"reflect"
	"sync"
	"time"
)

// withSentTimes returns a request with its times in the form that Seam keeps: UTC, in milliseconds.
// With more digits a time that comes back would not equal the one that was sent, and a program that
// looks for what it created would not find it. The request itself is not changed.
func withSentTimes(v reflect.Value) reflect.Value {
	if !mayHoldTime(v.Type()) {
		return v
	}
	if v.Type() == reflect.TypeFor[time.Time]() {
		return reflect.ValueOf(sentTime(v.Interface().(time.Time)))
	}
	switch v.Kind() {
	case reflect.Pointer:
		return withSentTarget(v)
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		return withSentTimes(v.Elem())
	case reflect.Struct:
		return withSentFields(v)
	case reflect.Slice, reflect.Array:
		return withSentItems(v)
	case reflect.Map:
		return withSentEntries(v)
	default:
		return v
	}
}

// sentTime keeps the zero time zero.
func sentTime(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC().Truncate(time.Millisecond)
}

func withSentTarget(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	to := reflect.New(v.Type().Elem())
	to.Elem().Set(withSentTimes(v.Elem()))
	return to
}

func withSentFields(v reflect.Value) reflect.Value {
	to := reflect.New(v.Type()).Elem()
	to.Set(v)
	setSentFields(to)
	return to
}

// setSentFields changes the fields of a copy, those of embedded structs included.
func setSentFields(to reflect.Value) {
	for i := range to.NumField() {
		field, part := to.Type().Field(i), to.Field(i)
		switch {
		case !mayHoldTime(field.Type):
		case field.IsExported():
			part.Set(withSentTimes(part))
		case field.Anonymous && part.Kind() == reflect.Struct:
			setSentFields(part)
		}
	}
}

func withSentItems(v reflect.Value) reflect.Value {
	to := reflect.New(v.Type()).Elem()
	if v.Kind() == reflect.Slice {
		if v.IsNil() {
			return v
		}
		to.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
	}
	for i := range v.Len() {
		to.Index(i).Set(withSentTimes(v.Index(i)))
	}
	return to
}

func withSentEntries(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	to := reflect.MakeMapWithSize(v.Type(), v.Len())
	for _, key := range v.MapKeys() {
		to.SetMapIndex(key, withSentTimes(v.MapIndex(key)))
	}
	return to
}

// timeHolders remembers which types may hold a time.
var timeHolders sync.Map // of reflect.Type to bool

func mayHoldTime(t reflect.Type) bool {
	if known, ok := timeHolders.Load(t); ok {
		return known.(bool)
	}
	holds := holdsTime(t, map[reflect.Type]bool{})
	timeHolders.Store(t, holds)
	return holds
}

// holdsTime takes an interface for one that holds a time. seen ends the search in a type that
// contains itself.
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
			if (field.IsExported() || field.Anonymous) && holdsTime(field.Type, seen) {
				return true
			}
		}
	default: // A kind without parts.
	}
	return false
}
