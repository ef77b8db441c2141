package decode

import (
	"encoding"
	"encoding/json"
	"reflect"
	"sync"
	"time"
)

// kind is the way in which values of a type are decoded.
type kind uint8

const (
	// other types are left to the [Unmarshal] that the caller passed in.
	other kind = iota
	// custom types decode themselves.
	custom
	text
	boolean
	integer
	unsigned
	float
	timestamp
	untyped
	pointer
	list
	dict
	object
)

// isNilable reports whether null empties a value rather than leaving it unchanged.
func (k kind) isNilable() bool {
	switch k {
	case pointer, list, dict, untyped, custom, other:
		return true
	default:
		return false
	}
}

// plan describes how to decode values of a type. It is made once for each type.
type plan struct {
	kind kind
	typ  reflect.Type
	// elem is the plan for the elements of a pointer, list or dict.
	elem *plan
	// empty is an empty list that is not nil.
	empty reflect.Value
	// fields are those of an object.
	fields fieldSet
	// source returns where an object stores the text that it was decoded from: see [Keep]. It is nil for
	// other objects.
	source func(v any) *string
	// setsRaw is true for an object that is a [rawSetter], isUnion for one that is also a [union].
	setsRaw, isUnion bool
	// rest is the index of the field for members that have no other field, or nil if the type lacks one.
	rest []int
}

// rawSetter is implemented by objects that store the JSON that they were decoded from, in which valid
// JSON has replaced the values that do not fit.
type rawSetter interface{ SetRaw(raw json.RawMessage) }

// union is a rawSetter whose JSON is decoded again into the result of NewValue. That depends on the
// fields of the union, and is nil for a value of an unknown type.
type union interface{ NewValue() any }

var (
	customType = reflect.TypeFor[json.Unmarshaler]()
	textType   = reflect.TypeFor[encoding.TextUnmarshaler]()
	setterType = reflect.TypeFor[rawSetter]()
	unionType  = reflect.TypeFor[union]()
	timeType   = reflect.TypeFor[time.Time]()
	numberType = reflect.TypeFor[json.Number]()
)

// sources holds the functions that [Keep] registered.
var sources = map[reflect.Type]func(any) *string{}

// Keep registers a struct type that stores the JSON that it was decoded from; text returns where. Call it
// while packages are initialized. This package ignores an UnmarshalJSON of T.
//
// The strings in a T are parts of the stored text, so they need no further memory.
func Keep[T any](text func(*T) *string) bool {
	sources[reflect.TypeFor[T]()] = func(v any) *string { return text(v.(*T)) }
	return true
}

var (
	// plans holds the finished plans by type.
	plans sync.Map
	// made holds all plans, which a type that contains itself needs before its own is finished. making
	// guards it.
	making sync.Mutex
	made   = map[reflect.Type]*plan{}
)

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	making.Lock()
	defer making.Unlock()
	p := makePlan(t)
	plans.Store(t, p)
	return p
}

func makePlan(t reflect.Type) *plan {
	if p := made[t]; p != nil {
		return p
	}
	p := &plan{typ: t, source: sources[t]}
	made[t] = p
	p.kind = kindOf(t)
	switch p.kind {
	case pointer, list, dict:
		p.elem = makePlan(t.Elem())
		if p.kind == list {
			p.empty = reflect.MakeSlice(t, 0, 0)
		}
	case object:
		p.setsRaw = reflect.PointerTo(t).Implements(setterType)
		p.isUnion = p.setsRaw && reflect.PointerTo(t).Implements(unionType)
		if !p.fields.add(t, nil) || !p.fields.index() {
			p.kind = other
		}
		if p.rest = restOf(t); p.rest != nil {
			p.fields.folded = nil // The type's own UnmarshalJSON compares names exactly.
		}
	}
	return p
}

// restOf returns the index of the field in which a generated type stores the members that have no other
// field, nil if it has none. Such a type has an UnmarshalJSON, which fails as a whole if one member does
// not fit, so this package decodes the fields itself.
func restOf(t reflect.Type) []int {
	if t.Kind() != reflect.Struct || !reflect.PointerTo(t).Implements(customType) {
		return nil
	}
	// Type.FieldByName would make a program larger that does not use it elsewhere.
	for f := range t.Fields() {
		if f.Name == "AdditionalProperties" && f.Type == reflect.TypeFor[map[string]any]() && f.Tag.Get("json") == "-" {
			return f.Index
		}
	}
	return nil
}

func kindOf(t reflect.Type) kind {
	stores := sources[t] != nil || t.Kind() == reflect.Struct && reflect.PointerTo(t).Implements(setterType)
	switch {
	case t == timeType:
		return timestamp
	case t == numberType:
		return other
	case stores, restOf(t) != nil:
		return object
	case reflect.PointerTo(t).Implements(customType):
		return custom
	case reflect.PointerTo(t).Implements(textType):
		return other
	}
	switch t.Kind() {
	case reflect.String:
		return text
	case reflect.Bool:
		return boolean
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return integer
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return unsigned
	case reflect.Float32, reflect.Float64:
		return float
	case reflect.Pointer:
		return pointer
	case reflect.Struct:
		return object
	default:
		return kindOfHolder(t)
	}
}

// kindOfHolder returns the kind of a type that holds others.
func kindOfHolder(t reflect.Type) kind {
	switch {
	case t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8:
		return list
	case t.Kind() == reflect.Map && t.Key().Kind() == reflect.String && !reflect.PointerTo(t.Key()).Implements(textType):
		return dict
	case t.Kind() == reflect.Interface && t.NumMethod() == 0:
		return untyped
	default:
		return other
	}
}
