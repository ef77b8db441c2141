package decode

import (
	"encoding"
	"encoding/json"
	"reflect"
	"sync"
	"time"
)

// kind is how a value is read.
type kind uint8

const (
	// other is left to [Unmarshal].
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

// isNilable reports whether null empties a value, rather than leaving it as it was.
func (k kind) isNilable() bool {
	switch k {
	case pointer, list, dict, untyped, custom, other:
		return true
	default:
		return false
	}
}

// plan is how values of a type are read. It is made once.
type plan struct {
	kind kind
	typ  reflect.Type
	// elem is the plan of what a pointer, list or dict holds.
	elem *plan
	// empty is a list without items, which is not nil.
	empty reflect.Value
	// members are those of an object.
	members members
	// keep, if it is set, is where an object keeps the text that it was read from.
	keep func(v any) *string
	// keepsRaw is true for an object that is a [rawKeeper], and isUnion if it is a [union],
	// too.
	keepsRaw, isUnion bool
	// rest is the field of an object that takes the members without a field, nil if there
	// is none.
	rest []int
}

// rawKeeper is an object that keeps the text that it was read from beside its fields,
// with valid text for what does not fit.
type rawKeeper interface{ SetRaw(raw json.RawMessage) }

// union is a rawKeeper whose text is read again into NewValue, which depends on the
// fields and is nil if they do not say into what.
type union interface{ NewValue() any }

var (
	customType = reflect.TypeFor[json.Unmarshaler]()
	textType   = reflect.TypeFor[encoding.TextUnmarshaler]()
	keeperType = reflect.TypeFor[rawKeeper]()
	unionType  = reflect.TypeFor[union]()
	timeType   = reflect.TypeFor[time.Time]()
	numberType = reflect.TypeFor[json.Number]()
)

// keepers are the types that [Keep] was told of.
var keepers = map[reflect.Type]func(any) *string{}

// Keep says where a T keeps the text of the object that it was read from. It is
// for the initialization of packages. The strings of a T are parts of that text,
// and take no memory of their own. That T decodes itself, if it does, is for
// others than this package.
func Keep[T any](text func(*T) *string) bool {
	keepers[reflect.TypeFor[T]()] = func(v any) *string { return text(v.(*T)) }
	return true
}

// plans are those of the types that were read so far. Those in making are not
// whole before making is free, because types may hold themselves.
var (
	plans  sync.Map
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
	p := &plan{typ: t, keep: keepers[t]}
	made[t] = p
	p.kind = kindOf(t)
	switch p.kind {
	case pointer, list, dict:
		p.elem = makePlan(t.Elem())
		if p.kind == list {
			p.empty = reflect.MakeSlice(t, 0, 0)
		}
	case object:
		p.keepsRaw = reflect.PointerTo(t).Implements(keeperType)
		p.isUnion = p.keepsRaw && reflect.PointerTo(t).Implements(unionType)
		if !p.members.add(t, nil) || !p.members.index() {
			p.kind = other
		}
		if p.rest = restOf(t); p.rest != nil {
			p.members.folded = nil // The type compares keys exactly.
		}
	}
	return p
}

// restOf returns the field in which a generated type keeps the members that it has no
// other field for, nil if it has none. Such a type decodes itself, but fails as a whole
// if one member does not fit.
func restOf(t reflect.Type) []int {
	if t.Kind() != reflect.Struct || !reflect.PointerTo(t).Implements(customType) {
		return nil
	}
	// Type.FieldByName would be linked for this alone.
	for f := range t.Fields() {
		if f.Name == "AdditionalProperties" && f.Type == reflect.TypeFor[map[string]any]() && f.Tag.Get("json") == "-" {
			return f.Index
		}
	}
	return nil
}

func kindOf(t reflect.Type) kind {
	kept := keepers[t] != nil || t.Kind() == reflect.Struct && reflect.PointerTo(t).Implements(keeperType)
	switch {
	case t == timeType:
		return timestamp
	case t == numberType:
		return other
	case kept, restOf(t) != nil:
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

// kindOfHolder is the kind of a type that holds others, of which there are odd ones.
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
