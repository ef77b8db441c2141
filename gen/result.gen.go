// Code generated from openapi/runtime/result.go by spec gen. DO NOT EDIT.

package gen

import (
	"reflect"
	"strings"
)

// missingResult returns an error for a response that has none of its results: all its objects and
// lists are nil. Strings and numbers do not count beside them, because a web page may have them, too.
// In a response that has nothing else they do.
func missingResult(operation string, response any) error {
	var keys, others []string
	for field, v := range reflect.ValueOf(response).Elem().Fields() {
		key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case isResult(field.Type):
			keys = append(keys, key)
		default:
			others = append(others, key)
		}
		if isResult(field.Type) && !v.IsNil() {
			return nil
		}
	}
	if len(keys) == 0 {
		if !reflect.ValueOf(response).Elem().IsZero() {
			return nil
		}
		keys = others
	}
	return &MissingResultError{operation, keys[0]}
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
