package contract

import (
	"reflect"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// compareRequired finds the fields that a request always sends although the document does not
// require them, and the other way round, at every depth.
func compareRequired(t reflect.Type, all []*openapi3.Schema, place string) {
	t = innermost(t)
	if t.Kind() != reflect.Struct || t == timeType {
		return
	}
	for key, field := range fieldsOf(t) {
		inside := place + "." + key
		always := !strings.Contains(field.Tag.Get("json"), ",omit")
		switch needed := requiredByAll(all, key); {
		case always && !needed:
			departures.add("request " + inside + ": always sent")
		case needed && !always:
			departures.add("request " + inside + ": may be left out")
		}
		var inner []*openapi3.Schema
		for _, choice := range all {
			if p := choice.Properties[key]; p != nil {
				inner = append(inner, itemChoices(p.Value)...)
			}
		}
		compareRequired(field.Type, inner, inside)
	}
}

func requiredByAll(all []*openapi3.Schema, name string) bool {
	return len(all) > 0 && !slices.ContainsFunc(all, func(s *openapi3.Schema) bool { return !required(s, name) })
}

func requiresNothing(all []*openapi3.Schema) bool {
	return slices.ContainsFunc(all, func(s *openapi3.Schema) bool { return len(s.Required) == 0 })
}

// itemChoices returns the choices of a schema, and of the items of a list in its place.
func itemChoices(s *openapi3.Schema) []*openapi3.Schema {
	var out []*openapi3.Schema
	for _, choice := range choices(s) {
		if choice.Items != nil {
			out = append(out, itemChoices(choice.Items.Value)...)
			continue
		}
		out = append(out, choice)
	}
	return out
}

// innermost returns the type behind pointers, lists and maps.
func innermost(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	return t
}
