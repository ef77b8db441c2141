package decoders

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
)

// writer writes the functions for some types and all that they hold.
type writer struct {
	*pkg
	out bytes.Buffer
	// wanted are types for which a function is called; done have theirs.
	wanted, done map[string]bool
}

// source is the text of decode.gen.go, not yet formatted.
func (p *pkg) source() []byte {
	w := &writer{pkg: p, wanted: map[string]bool{}, done: map[string]bool{}}
	fmt.Fprintf(&w.out, "%spackage gen\n\nimport %q\n", mark, scannerPath)
	w.doors()
	for len(w.wanted) > len(w.done) {
		for _, name := range slices.Sorted(maps.Keys(w.wanted)) {
			if !w.done[name] {
				w.done[name] = true
				w.scan(name)
			}
		}
	}
	return w.out.Bytes()
}

// doors writes the method that package seam looks for. Answers that are alike share one function.
func (w *writer) doors() {
	alike := map[string]string{}
	for _, name := range w.answers() {
		fields, _, _ := w.object(name)
		if !w.writable(name) {
			continue
		}
		fmt.Fprintf(&w.out, "\nfunc (a *%s) DecodeJSON(data []byte) bool {\n", name)
		if twin := alike[fmt.Sprint(fields)]; twin != "" {
			fmt.Fprintf(&w.out, "return (*%s)(a).DecodeJSON(data)\n}\n", twin)
			continue
		}
		alike[fmt.Sprint(fields)] = name
		w.wanted[name] = true
		fmt.Fprintf(&w.out, "return scanner.Decode(data, a, (*%s).scan)\n}\n", name)
	}
}

// scan writes the function that reads the members of an object.
func (w *writer) scan(name string) {
	fields, union, _ := w.object(name)
	fmt.Fprintf(&w.out, "\nfunc (v *%s) scan(s *scanner.Scanner) {\n", name)
	if union {
		fmt.Fprintf(&w.out, "begin := s.Begin()\n")
	}
	fmt.Fprintf(&w.out, "for s.Member() {\nswitch string(s.Key()) {\n")
	for _, f := range fields {
		fmt.Fprintf(&w.out, "case %q:\n%s\n", f.key, w.read(f))
	}
	fmt.Fprintf(&w.out, "default:\ns.%s()\n}\n}\n", other(name))
	if union {
		fmt.Fprintf(&w.out, "v.%s = s.Raw(begin)\n", unionField)
	}
	fmt.Fprintf(&w.out, "}\n")
}
