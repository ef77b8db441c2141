package contract

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"
)

// assignment fills a request from a sample, field by field as a user would. It does not decode the
// sample, because the test must find out whether the JSON keys are right.
type assignment struct {
	// set has the fields that were given a value, as Type.key.
	set map[string]bool
	// impossible has the places where the Go type cannot hold a value that the document allows.
	impossible []string
}

func (a *assignment) refuse(place, format string, args ...any) {
	a.impossible = append(a.impossible, place+": "+fmt.Sprintf(format, args...))
}

// fill sets v to the value in.
func (a *assignment) fill(place string, v reflect.Value, in any) {
	switch {
	case isNullable(v.Type()):
		a.nullable(place, v, in)
	case in == nil && v.Kind() != reflect.Interface:
		a.refuse(place, "no null")
	case v.Type() == timeType:
		a.moment(place, v, in)
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		a.fill(place, v.Elem(), in)
	default:
		a.plain(place, v, in)
	}
}

// isNullable reports whether t is a gen.Nullable[T], a map with at most one value.
func isNullable(t reflect.Type) bool {
	return t.Kind() == reflect.Map && strings.HasPrefix(t.Name(), "Nullable[")
}

func (a *assignment) nullable(place string, v reflect.Value, in any) {
	if in == nil {
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf(false), reflect.Zero(v.Type().Elem()))
		return
	}
	inner := reflect.New(v.Type().Elem()).Elem()
	a.fill(place, inner, in)
	v.Set(reflect.MakeMap(v.Type()))
	v.SetMapIndex(reflect.ValueOf(true), inner)
}

func (a *assignment) moment(place string, v reflect.Value, in any) {
	text, _ := in.(string)
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		a.refuse(place, "a time cannot be %s", short(in))
		return
	}
	v.Set(reflect.ValueOf(moment))
}

func (a *assignment) plain(place string, v reflect.Value, in any) {
	fits := true
	switch v.Kind() {
	case reflect.Interface:
		v.Set(reflect.ValueOf(&in).Elem())
	case reflect.String:
		var text string
		text, fits = in.(string)
		v.SetString(text)
	case reflect.Bool:
		var truth bool
		truth, fits = in.(bool)
		v.SetBool(truth)
	case reflect.Float64:
		var number float64
		number, fits = in.(float64)
		v.SetFloat(number)
	case reflect.Int:
		a.whole(place, v, in)
	case reflect.Slice:
		fits = a.list(place, v, in)
	case reflect.Map:
		fits = a.dictionary(place, v, in)
	case reflect.Struct:
		fits = a.structure(place, v, in)
	default:
		fits = false
	}
	if !fits {
		a.refuse(place, "%s cannot be %s", v.Type(), short(in))
	}
}

func (a *assignment) whole(place string, v reflect.Value, in any) {
	number, fits := in.(float64)
	if !fits || number != math.Trunc(number) {
		a.refuse(place, "no fraction")
		return
	}
	v.SetInt(int64(number))
}

func (a *assignment) list(place string, v reflect.Value, in any) bool {
	items, fits := in.([]any)
	v.Set(reflect.MakeSlice(v.Type(), len(items), len(items)))
	for i, item := range items {
		a.fill(place+"[]", v.Index(i), item)
	}
	return fits
}

func (a *assignment) dictionary(place string, v reflect.Value, in any) bool {
	members, fits := in.(map[string]any)
	v.Set(reflect.MakeMap(v.Type()))
	for key, member := range members {
		entry := reflect.New(v.Type().Elem()).Elem()
		a.fill(place+"{}", entry, member)
		v.SetMapIndex(reflect.ValueOf(key), entry)
	}
	return fits
}

func (a *assignment) structure(place string, v reflect.Value, in any) bool {
	members, fits := in.(map[string]any)
	fields := fieldsOf(v.Type())
	for key, member := range members {
		field, named := fields[key]
		if !named {
			a.refuse(place+"."+key, "%s has no field for it", v.Type())
			continue
		}
		a.set[v.Type().Name()+"."+key] = true
		a.fill(place+"."+key, v.FieldByIndex(field.Index), member)
	}
	return fits
}
