package contract

import (
	"fmt"
	"reflect"
	"time"
)

// comparison compares a Go value, and its JSON, with the sample that it was decoded from.
type comparison struct {
	part  string
	wrong []string
}

var timeType = reflect.TypeFor[time.Time]()

func (c *comparison) errorf(place, format string, args ...any) {
	if len(c.wrong) < 5 {
		c.wrong = append(c.wrong, place+": "+fmt.Sprintf(format, args...))
	}
}

// same checks that v and its JSON out have the value in.
func (c *comparison) same(place string, v reflect.Value, in, out any) {
	if in == nil {
		c.null(place, v, out)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			c.errorf(place, "is nil, not %s", short(in))
			return
		}
		c.same(place, v.Elem(), in, out)
		return
	case reflect.Struct:
		c.structure(place, v, in, out)
		return
	case reflect.Slice:
		c.list(place, v, in, out)
		return
	case reflect.Map:
		c.dictionary(place, v, in, out)
		return
	}
	c.scalar(place, v, in)
	c.written(place, v, in, out)
}

// null checks that null was decoded as the zero value. The JSON may omit it.
func (c *comparison) null(place string, v reflect.Value, out any) {
	if v.IsValid() && !v.IsZero() {
		c.errorf(place, "is %s, not null", short(v.Interface()))
	}
	if _, left := out.(absent); !left && out != nil {
		c.errorf(place, "null is written as %s", short(out))
	}
}

func (c *comparison) scalar(place string, v reflect.Value, in any) {
	var same bool
	switch v.Kind() {
	case reflect.String:
		same = in == any(v.String())
	case reflect.Bool:
		same = in == any(v.Bool())
	case reflect.Float64:
		same = in == any(v.Float())
	case reflect.Int:
		same = in == any(float64(v.Int()))
	case reflect.Interface:
		same = reflect.DeepEqual(in, v.Interface())
	}
	if !same {
		c.errorf(place, "is %s, not %s", short(v.Interface()), short(in))
	}
}

// written checks the JSON of a scalar. A zero value is omitted.
func (c *comparison) written(place string, v reflect.Value, in, out any) {
	if _, left := out.(absent); left && v.Kind() != reflect.Interface && v.IsZero() {
		return
	}
	if !sameJSON(in, out) {
		c.errorf(place, "%s is written as %s", short(in), short(out))
	}
}

func (c *comparison) list(place string, v reflect.Value, in, out any) {
	items, isList := in.([]any)
	written, isWritten := out.([]any)
	if !isList || v.Len() != len(items) {
		c.errorf(place, "has %d items, not %s", v.Len(), short(in))
		return
	}
	if !isWritten || len(written) != len(items) {
		c.errorf(place, "is written as %s", short(out))
		return
	}
	for i, item := range items {
		c.same(fmt.Sprintf("%s[%d]", place, i), v.Index(i), item, written[i])
	}
}

func (c *comparison) dictionary(place string, v reflect.Value, in, out any) {
	members, isObject := in.(map[string]any)
	written, isWritten := out.(map[string]any)
	if !isObject || v.Len() != len(members) {
		c.errorf(place, "has %d entries, not %s", v.Len(), short(in))
		return
	}
	if !isWritten || len(written) != len(members) {
		c.errorf(place, "is written as %s", short(out))
		return
	}
	for key, member := range members {
		entry := v.MapIndex(reflect.ValueOf(key))
		if !entry.IsValid() {
			c.errorf(place, "lacks %q", key)
			continue
		}
		c.same(place+"."+key, entry, member, memberOf(written, key))
	}
}

func (c *comparison) structure(place string, v reflect.Value, in, out any) {
	if v.Type() == timeType {
		c.moment(place, v, in, out)
		return
	}
	members, isObject := in.(map[string]any)
	written, isWritten := out.(map[string]any)
	if !isObject || !isWritten {
		c.errorf(place, "%s is written as %s", short(in), short(out))
		return
	}
	if variant := variantOf(v); variant.IsValid() {
		c.union(place, v, variant, members, written)
		return
	}
	c.members(place, v, members, written, true)
}

// members checks the fields of a struct. all says that every member must have a field.
func (c *comparison) members(place string, v reflect.Value, in, out map[string]any, all bool) {
	fields := fieldsOf(v.Type())
	if v.CanAddr() {
		c.kept(place, v.Addr().Interface(), in)
	}
	for key, value := range in {
		field, named := lookUp(v, fields, key)
		switch {
		case named && !field.IsValid() && value != nil:
			c.errorf(place+"."+key, "is missing, not %s", short(value))
		case named:
			c.same(place+"."+key, field, value, memberOf(out, key))
		case all && key != addedKey:
			departures.add("answer " + v.Type().Name() + "." + key)
		}
	}
	for key, field := range fields {
		if _, given := in[key]; !given && !v.FieldByIndex(field.Index).IsZero() {
			c.errorf(place+"."+key, "is %s, and was not in the answer", short(v.FieldByIndex(field.Index).Interface()))
		}
	}
}

func (c *comparison) moment(place string, v reflect.Value, in, out any) {
	text, _ := in.(string)
	want, err := time.Parse(time.RFC3339, text)
	got := v.Interface().(time.Time)
	if err != nil || !got.Equal(want) {
		c.errorf(place, "is %v, not %s", got, short(in))
	}
	if !sameJSON(in, out) {
		c.errorf(place, "%s is written as %s", short(in), short(out))
	}
}
