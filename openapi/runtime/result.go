package runtime

import (
	"reflect"
	"strings"
)

// missingResult returns the error of a response with several results that has none of them: all its
// objects and lists are nil. Texts and numbers are not results: a web page may have them, too.
func missingResult(operation string, response any) error {
	var key string
	results := reflect.ValueOf(response).Elem()
	for field, v := range results.Fields() {
		if !isResult(field.Type) {
			continue
		}
		if !v.IsNil() {
			return nil
		}
		if key == "" {
			key, _, _ = strings.Cut(field.Tag.Get("json"), ",")
		}
	}
	return &MissingResultError{operation, key}
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
