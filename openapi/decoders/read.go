package decoders

import (
	"fmt"
	"go/ast"
	"go/types"
)

// plain are the types that package scanner reads by itself.
var plain = map[string]bool{
	"string":                 true,
	"*string":                true,
	"[]string":               true,
	"bool":                   true,
	"*bool":                  true,
	"float64":                true,
	"*float64":               true,
	"int":                    true,
	"*int":                   true,
	"time.Time":              true,
	"*time.Time":             true,
	"interface{}":            true,
	"any":                    true,
	"map[string]interface{}": true,
	"map[string]any":         true,
}

// plain is a pointer to a field of a type that needs no function of its own, "" for others.
func (w *writer) plain(f field) string {
	if plain[types.ExprString(f.typ)] {
		return "&v." + f.name
	}
	under := types.ExprString(w.underlying(f.typ))
	if name := nameOf(f.typ); name != "" && plain[under] && !w.unmarshalers[name] {
		return fmt.Sprintf("(*%s)(&v.%s)", under, f.name)
	}
	return ""
}

// read is the statement that reads a field that is not plain.
func (w *writer) read(f field) string {
	v := "v." + f.name
	switch t := f.typ.(type) {
	case *ast.Ident:
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
