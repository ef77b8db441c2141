package decoders

import (
	"fmt"
	"go/ast"
	"go/types"
)

// plainReads are the methods for fields of types that need no function of their own.
var plainReads = map[string]string{
	"string":                 "Text",
	"*string":                "TextPointer",
	"[]string":               "Texts",
	"bool":                   "Bool",
	"*bool":                  "BoolPointer",
	"float64":                "Float",
	"*float64":               "FloatPointer",
	"int":                    "Int",
	"*int":                   "IntPointer",
	"time.Time":              "Time",
	"*time.Time":             "TimePointer",
	"interface{}":            "Any",
	"any":                    "Any",
	"map[string]interface{}": "Map",
	"map[string]any":         "Map",
}

// read is the statement that reads a field.
func (w *writer) read(f field) string {
	v := "v." + f.name
	if method := plainReads[types.ExprString(f.typ)]; method != "" {
		return fmt.Sprintf("s.%s(&%s)", method, v)
	}
	switch t := f.typ.(type) {
	case *ast.Ident:
		if under := types.ExprString(w.underlying(t)); plainReads[under] != "" && !w.unmarshalers[t.Name] {
			return fmt.Sprintf("s.%s((*%s)(&%s))", plainReads[under], under, v)
		}
		return w.held(t, v, object, "")
	case *ast.StarExpr:
		return w.held(t.X, v, pointer, "EnumPointer")
	case *ast.ArrayType:
		if elem, ok := t.Elt.(*ast.StarExpr); ok {
			return w.held(elem.X, v, pointers, "")
		}
		return w.held(t.Elt, v, objects, "Enums")
	default:
		return w.held(t, v, "", "")
	}
}

// What reads a field of a type of package gen. %[1]s is the field, %[2]s the type. The compiler
// takes twice as long for generic functions in place of these.
const (
	object = `if s.Object(true) {
		%[1]s.scan(s)
	}`
	pointer = `if s.Object(%[1]s == nil) {
		%[1]s = new(%[2]s)
		%[1]s.scan(s)
	}`
	objects = `if s.List(%[1]s == nil) {
		%[1]s = []%[2]s{}
		for s.Item() {
			%[1]s = append(%[1]s, %[2]s{})
			if s.Object(true) {
				%[1]s[len(%[1]s)-1].scan(s)
			}
		}
	}`
	pointers = `if s.List(%[1]s == nil) {
		%[1]s = []*%[2]s{}
		for s.Item() {
			var item *%[2]s
			if s.Object(true) {
				item = new(%[2]s)
				item.scan(s)
			}
			%[1]s = append(%[1]s, item)
		}
	}`
)

// held is the statement for a field made of objects, if a method can be written for these, or of
// enums. Every other is left to encoding/json.
func (w *writer) held(elem ast.Expr, v, objects, enums string) string {
	name := nameOf(elem)
	if objects != "" && w.writable(name) {
		w.wanted[name] = true
		return fmt.Sprintf(objects, v, name)
	}
	if enums != "" && w.types[name] != nil && !w.unmarshalers[name] && types.ExprString(w.underlying(elem)) == "string" {
		return fmt.Sprintf("scanner.%s(s, &%s)", enums, v)
	}
	return fmt.Sprintf("s.JSON(&%s)", v)
}

// writable is whether a function can be written for a type.
func (w *writer) writable(name string) bool {
	fields, _, ok := w.object(name)
	if !ok || !isAnswer(name) {
		return ok
	}
	for _, f := range fields {
		if f.key == "ok" || f.key == "error" {
			return false
		}
	}
	return true
}
