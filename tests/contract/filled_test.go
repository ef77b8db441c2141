package contract

import (
	"fmt"
	"reflect"
	"strings"

	seam "github.com/seam-go/seam/wrapper"
)

// enumValues has a value for each type that accepts only some values.
var enumValues = map[reflect.Type]string{
	reflect.TypeFor[seam.CardFormat]():       string(seam.CardFormatRFID48),
	reflect.TypeFor[seam.CardFunctionType](): string(seam.CardFunctionTypeStaff),
}

// filled returns a value with every field set that can be set from its name and type alone.
func filled[T any]() T {
	var v T
	fillAll(reflect.ValueOf(&v).Elem(), "")
	return v
}

func fillAll(v reflect.Value, name string) {
	switch {
	case v.Kind() == reflect.Interface, isNullable(v.Type()):
	case v.Type() == timeType:
		v.Set(reflect.ValueOf(epoch))
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillAll(v.Elem(), name)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fillAll(v.Field(i), v.Type().Field(i).Name)
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillAll(v.Index(0), strings.TrimSuffix(name, "s"))
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.Kind() == reflect.Int:
		v.SetInt(7)
	case v.Kind() == reflect.String:
		v.SetString(textFor(v.Type(), name))
	default:
		panic(fmt.Sprintf("no value for %s, a %s", name, v.Type()))
	}
}

func textFor(t reflect.Type, name string) string {
	switch value, isEnum := enumValues[t]; {
	case isEnum:
		return value
	case strings.HasSuffix(name, "ID"):
		return someID
	case name == "PIN", name == "Code":
		return "4321"
	default:
		return "some text"
	}
}
