package decoders

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
)

// writer writes the methods for answers and all that they hold.
type writer struct {
	*pkg
	out bytes.Buffer
	// wanted are types whose method is called; done have one.
	wanted, done map[string]bool
	// alike is the first type that has a method, by its fields.
	alike map[string]string
}

// source is the text of decode.gen.go, not yet formatted.
func (p *pkg) source() []byte {
	w := &writer{pkg: p, wanted: map[string]bool{}, done: map[string]bool{}, alike: map[string]string{}}
	fmt.Fprintf(&w.out, "%spackage gen\n\nimport %q\n", mark, scannerPath)
	for _, name := range p.answers() {
		if w.writable(name) {
			// Package seam looks for this method.
			w.method(name, "Scan", "Aside")
		}
	}
	for len(w.wanted) > len(w.done) {
		for _, name := range slices.Sorted(maps.Keys(w.wanted)) {
			if !w.done[name] {
				w.done[name] = true
				w.method(name, "scan", "Other")
			}
		}
	}
	return w.out.Bytes()
}

// method writes the method that reads the members of an object; other is the one for those that it
// has no field for. Types that are alike share one.
func (w *writer) method(name, method, other string) {
	fields, union, _ := w.object(name)
	fmt.Fprintf(&w.out, "\nfunc (v *%s) %s(s *scanner.Scanner) {", name, method)
	key := fmt.Sprint(method, union, fields)
	if twin := w.alike[key]; twin != "" {
		fmt.Fprintf(&w.out, " (*%s)(v).%s(s) }\n", twin, method)
		return
	}
	w.alike[key] = name
	if union {
		fmt.Fprintf(&w.out, "\nbegin := s.Begin()")
	}
	others := w.plainFields(fields)
	if len(others) == 0 {
		fmt.Fprintf(&w.out, "s.%s()\n}\n", other)
	} else {
		fmt.Fprintf(&w.out, "switch string(s.Key()) {\n")
		for _, f := range others {
			fmt.Fprintf(&w.out, "case %q:\n%s\n", f.key, w.read(f))
		}
		fmt.Fprintf(&w.out, "default:\ns.%s()\n}\n}\n", other)
	}
	if union {
		fmt.Fprintf(&w.out, "v.%s = s.Raw(begin)\n", unionField)
	}
	fmt.Fprintf(&w.out, "}\n")
}

// plainFields begins the loop over the members and returns the fields that are left to it. The
// compiler takes far longer for a case of each plain field than for a table.
func (w *writer) plainFields(fields []field) (others []field) {
	begun := false
	for _, f := range fields {
		pointer := w.plain(f)
		if pointer == "" {
			others = append(others, f)
			continue
		}
		if !begun {
			fmt.Fprintf(&w.out, "\nfields := []scanner.Field{")
			begun = true
		}
		fmt.Fprintf(&w.out, "\n{Key: %q, V: %s},", f.key, pointer)
	}
	if begun {
		fmt.Fprintf(&w.out, "\n}\nfor s.MemberBeside(fields) {\n")
	} else {
		fmt.Fprintf(&w.out, "\nfor s.Member() {\n")
	}
	return others
}
