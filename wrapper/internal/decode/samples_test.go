package decode_test

import (
	"reflect"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
)

// sample returns a document with a value for every field of a type, and some members without a field.
func sample(t reflect.Type) []byte { return appendSample(nil, t, map[reflect.Type]int{}) }

// nulls returns a document in which every member is null.
func nulls(t reflect.Type) []byte {
	return appendObject(nil, t, func(b []byte, _ reflect.Type) []byte { return append(b, "null"...) })
}

// appendSample enters types that contain themselves twice. within counts the types around the present one.
func appendSample(b []byte, t reflect.Type, within map[reflect.Type]int) []byte {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return append(b, sampleTime...)
	case t == reflect.TypeFor[gen.CustomMetadata]():
		return append(b, `{"room":"12 \u00e9","floor":3,"vip":true,"note":null}`...)
	}
	switch t.Kind() {
	case reflect.String:
		return append(b, `"a text, möglicherweise"`...)
	case reflect.Bool:
		return append(b, "true"...)
	case reflect.Int:
		return append(b, "42"...)
	case reflect.Float64:
		return append(b, "-1.5e2"...)
	case reflect.Interface:
		return append(b, `[{"a":["b",1,null]},false]`...)
	case reflect.Map:
		return append(b, `{"a":{"b":["c"]},"d":2}`...)
	case reflect.Pointer:
		return appendSample(b, t.Elem(), within)
	case reflect.Slice:
		b = appendSample(append(b, '['), t.Elem(), within)
		return append(appendSample(append(b, ','), t.Elem(), within), ']')
	case reflect.Struct:
		if within[t] == 2 {
			return append(b, "{}"...)
		}
		within[t]++
		b = appendObject(b, t, func(b []byte, t reflect.Type) []byte { return appendSample(b, t, within) })
		within[t]--
		return b
	default:
		panic("no sample of " + t.String())
	}
}

func appendObject(b []byte, t reflect.Type, value func([]byte, reflect.Type) []byte) []byte {
	b = append(b, '{')
	for _, field := range reflect.VisibleFields(t) {
		if key, _, _ := strings.Cut(field.Tag.Get("json"), ","); key != "" {
			b = append(b, `"`+key+`":`...)
			b = append(value(b, field.Type), ',')
		}
	}
	return append(b, `"no_such_field":[{"x":"\"y\""},1e9],"noSuchField":null}`...)
}
