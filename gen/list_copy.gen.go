// Code generated from openapi/runtime/list_copy.go by spec gen. DO NOT EDIT.

package gen

import "reflect"

// deepCopy returns a copy of v, whose JSON does not change when v does. Pointers,
// slices and maps behind exported fields are copied too.
func deepCopy(v any) any { return copier{}.value(reflect.ValueOf(v)).Interface() }

// copier remembers the copies it made, because values may hold themselves.
type copier map[original]reflect.Value

// original is a value that others can point to.
type original struct {
	typ  reflect.Type
	at   uintptr
	size int
}

func (c copier) value(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Struct:
		return c.structure(v)
	case reflect.Array:
		fresh := reflect.New(v.Type()).Elem()
		c.items(fresh, v)
		return fresh
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		fresh := reflect.New(v.Type()).Elem()
		fresh.Set(c.value(v.Elem()))
		return fresh
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return c.reference(v)
	default:
		return v
	}
}

// structure copies unexported fields as they are.
func (c copier) structure(v reflect.Value) reflect.Value {
	fresh := reflect.New(v.Type()).Elem()
	fresh.Set(v)
	for i := range v.NumField() {
		if field := fresh.Field(i); field.CanSet() {
			field.Set(c.value(v.Field(i)))
		}
	}
	return fresh
}

// reference copies a pointer, slice or map and everything behind it, once.
func (c copier) reference(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	of := original{v.Type(), v.Pointer(), 0}
	if v.Kind() == reflect.Slice {
		of.size = v.Len()
	}
	if fresh, done := c[of]; done {
		return fresh
	}
	switch v.Kind() {
	case reflect.Slice:
		c[of] = reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		c.items(c[of], v)
	case reflect.Map:
		c[of] = reflect.MakeMapWithSize(v.Type(), v.Len())
		for key, item := range v.Seq2() {
			c[of].SetMapIndex(key, c.value(item))
		}
	default:
		c[of] = reflect.New(v.Type().Elem()).Convert(v.Type())
		c[of].Elem().Set(c.value(v.Elem()))
	}
	return c[of]
}

func (c copier) items(to, from reflect.Value) {
	for i := range from.Len() {
		to.Index(i).Set(c.value(from.Index(i)))
	}
}
