package contract

import (
	"reflect"
	"slices"
	"strings"
	"sync"
)

var knownFields sync.Map

// fieldsOf returns the fields of a struct by JSON key. A field whose name differs from its key is a
// difference.
func fieldsOf(t reflect.Type) map[string]reflect.StructField {
	if known, found := knownFields.Load(t); found {
		return known.(map[string]reflect.StructField)
	}
	fields := map[string]reflect.StructField{}
	for field := range t.Fields() {
		key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && key == "" && field.Type.Kind() == reflect.Struct {
			for key, inner := range fieldsOf(field.Type) {
				inner.Index = append(slices.Clone(field.Index), inner.Index...)
				fields[key] = inner
			}
			continue
		}
		if key == "" || key == "-" {
			continue
		}
		fields[key] = field
		if isGenerated(t) && !strings.EqualFold(field.Name, strings.ReplaceAll(key, "_", "")) {
			departures.add("name " + t.Name() + "." + field.Name + " of " + key)
		}
	}
	knownFields.Store(t, fields)
	return fields
}

func isGenerated(t reflect.Type) bool { return strings.HasSuffix(t.PkgPath(), "/gen") }
