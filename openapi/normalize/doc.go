package normalize

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize/godoc"
)

// writeDocs turns the descriptions of the document into the doc comments of
// package gen. oapi-codegen prints them after the name that they describe, so each
// begins with a verb. It runs after the passes that read descriptions.
func writeDocs(d *document) error {
	w := newDocWriter(d)
	var set []func() // nothing is changed before everything is read
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		s := d.Components.Schemas[name].Value
		text, values := w.typeDoc(name, s), w.valueDocs(name, s)
		fields := map[string]string{}
		for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
			fields[field] = w.fieldDoc(name, field, s.Properties[field])
		}
		set = append(set, func() {
			s.Description, s.Deprecated = text, false
			setValueDocs(s, values)
			for field, text := range fields {
				s.Properties[field] = documented(s.Properties[field], text)
			}
		})
	}
	for _, f := range set {
		f()
	}
	for _, op := range d.operations() {
		w.operationDoc(op)
	}
	return nil
}

// docWriter knows the Go symbols that texts can lead to.
type docWriter struct {
	*document
	methods    map[string]string // path -> Service.Method
	uses       map[string][]use  // component -> the fields of its type
	requestOf  map[string]operation
	resultOf   map[string]operation
	properties map[string]bool // the names of all fields
	pages      map[string]bool // the pages that the comments of resources lead to
	texts      map[fieldText]string
}

// use is a field and its type: the component, or a list of it.
type use struct {
	component, field string
	list             bool
}

func newDocWriter(d *document) *docWriter {
	w := &docWriter{
		document: d, methods: map[string]string{}, uses: map[string][]use{},
		requestOf: map[string]operation{}, resultOf: map[string]operation{}, properties: map[string]bool{}, pages: map[string]bool{},
		texts: map[fieldText]string{},
	}
	for _, op := range d.operations() {
		w.addOperation(op)
	}
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		if w.isResource(name) {
			for _, page := range godoc.Links(godoc.Lead(d.Components.Schemas[name].Value.Description)) {
				w.pages[page] = true
			}
		}
		properties := d.Components.Schemas[name].Value.Properties
		for _, field := range slices.Sorted(maps.Keys(properties)) {
			w.properties[field] = true
			w.addUse(name, field, properties[field])
		}
	}
	return w
}

func (w *docWriter) addOperation(op operation) {
	notes, _ := op.Extensions["x-go"].(map[string]any)
	text := func(key string) string { s, _ := notes[key].(string); return s }
	w.methods[op.path] = goName(text("service")) + "." + goName(text("method"))
	if request := text("request"); request != "" {
		w.requestOf[request] = op
	}
	if text("returns") == returnsSeveral {
		w.resultOf[text("result")] = op
	}
}

func (w *docWriter) addUse(name, field string, p *openapi3.SchemaRef) {
	list := p.Ref == "" && p.Value.Items != nil
	if list {
		p = p.Value.Items
	}
	if target := refName(p); target != "" {
		w.uses[target] = append(w.uses[target], use{name, field, list})
	}
}

// mainUse returns the field that a type is described by: a field of a resource if
// there is one, before fields of requests and of variants. ok is false for a
// resource, which has a description.
func (w *docWriter) mainUse(name string) (main use, ok bool) {
	if w.isResource(name) {
		return use{}, false
	}
	best := -1
	for _, u := range w.uses[name] {
		s := w.Components.Schemas[u.component].Value
		rank := 2
		switch {
		case s.Extensions[extRequest] == true:
			rank = 1
		case s.Extensions[extVariant] != nil:
			rank = 0
		}
		if rank > best {
			main, best = u, rank
		}
	}
	return main, best >= 0
}

// isResource reports whether a component is one of the document, and not a part
// that the passes have named.
func (w *docWriter) isResource(name string) bool {
	return w.places[name] == name
}

// explained reports whether the comment of a resource links to a page. Comments of
// parts, fields and constants name the resource and need not repeat the link.
func (w *docWriter) explained(page string) bool { return w.pages[page] }

// documented returns a field with a description. A reference cannot have one in
// OpenAPI 3.0, so it is put into an allOf.
func documented(p *openapi3.SchemaRef, text string) *openapi3.SchemaRef {
	if p.Ref != "" {
		return &openapi3.SchemaRef{Value: &openapi3.Schema{
			AllOf: openapi3.SchemaRefs{{Ref: p.Ref, Value: p.Value}}, Description: text, Extensions: p.Extensions,
		}}
	}
	s := *p.Value
	s.Description, s.Deprecated = text, false // the text says so
	return &openapi3.SchemaRef{Value: &s}
}

// withDeprecated adds the paragraph of a deprecation, if there is one.
func withDeprecated(text string, deprecated bool, reason, noted string) string {
	switch {
	case noted != "":
		reason = noted
	case !deprecated:
		return text
	}
	return strings.TrimSpace(text + "\n\n" + godoc.Deprecated(reason))
}

func reasonOf(extensions map[string]any) string {
	reason, _ := extensions["x-deprecated-reason"].(string)
	return reason
}
