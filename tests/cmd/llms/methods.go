package main

import (
	"reflect"
	"strings"

	seam "github.com/seam-go/seam/wrapper"
)

// signature returns a method as Go code: its parameters without the call options, and its results.
func (s service) signature(method reflect.Method) string {
	var in, out []string
	types := params(method)
	for i, typ := range types {
		name := typeName(typ)
		if method.Type.IsVariadic() && i == method.Type.NumIn()-2 { // before the parameters is the receiver
			name = "..." + typeName(typ.Elem())
		}
		in = append(in, name)
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

// params returns the types of the parameters, without the receiver and the options.
func params(method reflect.Method) (types []reflect.Type) {
	for i := 1; i < method.Type.NumIn(); i++ {
		if typ := method.Type.In(i); typ.Kind() != reflect.Slice || !strings.HasSuffix(typ.Elem().Name(), "Option") {
			types = append(types, typ)
		}
	}
	return types
}

// requestFields returns the fields of the structs that a caller fills in for a method.
func requestFields(method reflect.Method) (all []string) {
	for _, typ := range params(method) {
		all = append(all, fields(typ)...)
	}
	return all
}

// fields returns the exported fields of a struct of this module, or of a pointer to one. Fields of
// embedded structs are among them.
func fields(typ reflect.Type) (all []string) {
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || !strings.HasPrefix(typ.PkgPath(), module) {
		return nil
	}
	for _, field := range reflect.VisibleFields(typ) {
		if field.IsExported() && !field.Anonymous && !isService(field.Type) {
			all = append(all, field.Name+" "+typeName(field.Type))
		}
	}
	return all
}

// results returns the types with fields that the methods of a service return: alone, in lists, or
// after a wait.
func (s service) results() (types []reflect.Type) {
	for method := range s.typ.Methods() {
		for typ := range method.Type.Outs() {
			if typ.Kind() == reflect.Func && typ.NumIn() == 1 { // an iter.Seq2
				typ = typ.In(0).In(0)
			}
			if wait, ok := typ.MethodByName("Wait"); ok { // an Attempt
				typ = wait.Type.Out(0)
			}
			for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
				typ = typ.Elem()
			}
			if len(fields(typ)) > 0 && !strings.Contains(typ.Name(), "[") {
				types = append(types, typ)
			}
		}
	}
	return types
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
