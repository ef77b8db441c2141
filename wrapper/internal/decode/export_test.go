package decode

import "reflect"

// IntoWith calls [Into] with a fallback.
func IntoWith(data []byte, v any, fallback Unmarshal) ([]Malformed, error) {
	r := &reader{data: data, fallback: fallback}
	err := r.into(reflect.ValueOf(v).Elem())
	return r.report.values(), err
}
