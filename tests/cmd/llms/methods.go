package main

import (
	"reflect"
	"strings"

	seam "github.com/seam-go/seam/wrapper"
)

// signature returns a method as Go code: its parameters without the call options, and its results.
func (s service) signature(method reflect.Method) string {
	var in, out []string
	for _, typ := range params(method) {
		in = append(in, typeName(typ))
	}
	for typ := range method.Type.Outs() {
		out = append(out, typeName(typ))
	}
	results := strings.Join(out, ", ")
	if len(out) > 1 {
		results = "(" + results + ")"
	}
	return strings.TrimSpace(s.path + "." + method.Name + "(" + strings.Join(in, ", ") + ") " + results)
}

// params returns the types of the parameters, without the receiver and the call options.
func params(method reflect.Method) (types []reflect.Type) {
	last := method.Type.NumIn()
	if method.Type.IsVariadic() {
		last--
	}
	for i := 1; i < last; i++ {
		types = append(types, method.Type.In(i))
	}
	return types
}

// fields returns the fields of the structs that a caller fills in for a method.
func fields(method reflect.Method) (fields []string) {
	for _, typ := range params(method) {
		if typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct {
			continue
		}
		for field := range typ.Fields() {
			if field.IsExported() {
				fields = append(fields, field.Name+" "+typeName(field.Type))
			}
		}
	}
	return fields
}

var shorter = strings.NewReplacer(
	reflect.TypeFor[seam.Client]().PkgPath()+".", "seam.",
	module+"/gen.", "gen.",
	"interface {}", "any",
	"context.Context", "ctx",
	",error]", ", error]",
)

// typeName returns a type as a program writes it.
func typeName(typ reflect.Type) string { return shorter.Replace(typ.String()) }
