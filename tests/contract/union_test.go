package contract

import (
	"encoding/json"
	"reflect"
	"strings"
)

// union checks the fields that all variants share, and those of the variant. A union encodes as the
// JSON that it was decoded from; a variant encodes its own fields.
func (c *comparison) union(place string, v, variant reflect.Value, in, out map[string]any) {
	if !sameJSON(in, out) {
		c.errorf(place, "is written as %s", short(out))
	}
	name := variant.Type().Elem().Name()
	if tag := tagOfValue(in); !strings.EqualFold(name, withoutMarks.Replace(tag)+v.Type().Name()) {
		c.errorf(place, "%s became a %s: %s", tag, name, short(variant.Interface()))
		return
	}
	c.members(place, v, in, out, false)
	written, err := json.Marshal(variant.Interface())
	if err != nil {
		c.errorf(place, "%s: %v", name, err)
		return
	}
	var again map[string]any
	if err := json.Unmarshal(written, &again); err != nil {
		c.errorf(place, "%s: %v", name, err)
		return
	}
	c.members(place+"("+name+")", variant.Elem(), in, again, true)
}

var withoutMarks = strings.NewReplacer("_", "", ".", "")

// tagOfValue returns the value that selects the variant of a union.
func tagOfValue(in map[string]any) string {
	for _, name := range tags {
		if tag, found := in[name].(string); found {
			return tag
		}
	}
	return ""
}

// variantOf returns the result of the method Value of a union, a pointer, or an invalid value if v
// is not a union.
func variantOf(v reflect.Value) reflect.Value {
	if !v.CanAddr() {
		return reflect.Value{}
	}
	method := v.Addr().MethodByName("Value")
	if !method.IsValid() || !v.Addr().MethodByName("Raw").IsValid() {
		return reflect.Value{}
	}
	return method.Call(nil)[0].Elem()
}
