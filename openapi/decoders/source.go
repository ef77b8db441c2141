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
	// wanted are types whose method is called; done have one.
	wanted, done map[string]bool
}

// source is the text of decode.gen.go, not yet formatted.
func (p *pkg) source() []byte {
	w := &writer{pkg: p, wanted: map[string]bool{}, done: map[string]bool{}}
	fmt.Fprintf(&w.out, "%spackage gen\n\nimport %q\n", mark, scannerPath)
	w.answers()
	for len(w.wanted) > len(w.done) {
		for _, name := range slices.Sorted(maps.Keys(w.wanted)) {
			if !w.done[name] {
				w.done[name] = true
				w.scan(name, "scan", "Other")
			}
		}
	}
	return w.out.Bytes()
}

// answers writes the methods that package seam looks for. Answers that are alike share one.
func (w *writer) answers() {
	alike := map[string]string{}
	for _, name := range w.pkg.answers() {
		fields, _, _ := w.object(name)
		if !w.writable(name) {
			continue
		}
		if twin := alike[fmt.Sprint(fields)]; twin != "" {
			fmt.Fprintf(&w.out, "\nfunc (v *%s) Scan(s *scanner.Scanner) { (*%s)(v).Scan(s) }\n", name, twin)
			continue
		}
		alike[fmt.Sprint(fields)] = name
		w.scan(name, "Scan", "Aside")
	}
}

// scan writes the method that reads the members of an object, and other is the one for those that
// it has no field for.
func (w *writer) scan(name, method, other string) {
	fields, union, _ := w.object(name)
	fmt.Fprintf(&w.out, "\nfunc (v *%s) %s(s *scanner.Scanner) {\n", name, method)
	if union {
		fmt.Fprintf(&w.out, "begin := s.Begin()\n")
	}
	fmt.Fprintf(&w.out, "for s.Member() {\nswitch string(s.Key()) {\n")
	for _, f := range fields {
		fmt.Fprintf(&w.out, "case %q:\n%s\n", f.key, w.read(f))
	}
	fmt.Fprintf(&w.out, "default:\ns.%s()\n}\n}\n", other)
	if union {
		fmt.Fprintf(&w.out, "v.%s = s.Raw(begin)\n", unionField)
	}
	fmt.Fprintf(&w.out, "}\n")
}
