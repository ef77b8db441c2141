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
	v := "&v." + f.name
	if method := plainReads[types.ExprString(f.typ)]; method != "" {
		return fmt.Sprintf("s.%s(%s)", method, v)
	}
	switch t := f.typ.(type) {
	case *ast.Ident:
		if under := types.ExprString(w.underlying(t)); plainReads[under] != "" && !w.unmarshalers[t.Name] {
			return fmt.Sprintf("s.%s((*%s)(%s))", plainReads[under], under, v)
		}
		return w.call("Object", "", t, v)
	case *ast.StarExpr:
		return w.call("Pointer", "EnumPointer", t.X, v)
	case *ast.ArrayType:
		if pointer, ok := t.Elt.(*ast.StarExpr); ok {
			return w.call("Pointers", "", pointer.X, v)
		}
		return w.call("Objects", "Enums", t.Elt, v)
	default:
		return w.call("", "", t, v)
	}
}

// call calls the function of package scanner for a field made of objects or of
// enums, and leaves every other to encoding/json.
func (w *writer) call(objects, enums string, elem ast.Expr, v string) string {
	name := nameOf(elem)
	if objects != "" && w.writable(name) {
		w.wanted[name] = true
		return fmt.Sprintf("scanner.%s(s, %s, (*%s).scan)", objects, v, name)
	}
	if enums != "" && w.types[name] != nil && !w.unmarshalers[name] && types.ExprString(w.underlying(elem)) == "string" {
		return fmt.Sprintf("scanner.%s(s, %s)", enums, v)
	}
	return fmt.Sprintf("s.JSON(%s)", v)
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
