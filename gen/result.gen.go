// Code generated from openapi/runtime/result.go by spec gen. DO NOT EDIT.

package gen

import (
	"reflect"
	"slices"
	"strings"
)

// missingResult returns an error for a response that has none of its results: all its objects and
// lists are nil. Strings and numbers do not count next to those, because a web page may have them,
// too. In a response without objects and lists they do.
func missingResult(operation string, response any) error {
	v := reflect.ValueOf(response).Elem()
	var results, others []string
	for field, value := range v.Fields() {
		key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case !isResult(field.Type):
			others = append(others, key)
		case !value.IsNil():
			return nil
		default:
			results = append(results, key)
		}
	}
	if len(results) == 0 && !v.IsZero() {
		return nil
	}
	return &MissingResultError{operation, slices.Concat(results, others)[0]}
}

func isResult(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer:
		return t.Elem().Kind() == reflect.Struct
	case reflect.Slice, reflect.Map:
		return true
	default:
		return false
	}
}
