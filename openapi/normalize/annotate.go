package normalize

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// The results that an operation can have.
const (
	returnsNone    = "none"    // nothing but success
	returnsOne     = "one"     // one object
	returnsList    = "list"    // all objects at once
	returnsPage    = "paged"   // one page of objects
	returnsSeveral = "several" // a struct of several properties
)

// annotateOperations writes on each operation the facts that the templates need. A
// template sees one operation at a time and cannot look at the rest of the document.
func annotateOperations(d *document) error {
	tree, members := newServiceTree(), newMembers(d.operations())
	for _, op := range d.operations() {
		group, method := op.name()
		notes := d.operationNotes(op, group, method)
		if other := members.claim(op.path, notes); other != "" {
			d.leaveOut(op.path, "its method has the name of "+other, "see whether Seam means it; openapi/normalize/members.go decides about names")
			continue
		}
		tree.add(op.path, group)
		op.OperationID = strings.Join(group, "_") + "_" + method
		op.Deprecated = notes["deprecated"] != nil
		op.Extensions = map[string]any{"x-go": notes}
	}
	if err := d.checkOperations(); err != nil {
		return err
	}
	ops := d.operations()
	// Each service is declared with its first operation, the client with the first
	// of all.
	for _, op := range ops {
		if services := tree.declaredAt(op.path); len(services) > 0 {
			op.Extensions["x-go-services"] = services
		}
	}
	ops[0].Extensions["x-go-client"] = tree.fields("")
	return nil
}

// operationNotes are the facts about one operation that the templates print.
func (d *document) operationNotes(op operation, group []string, method string) map[string]any {
	notes := map[string]any{
		"service": strings.Join(group, "_") + "_service",
		"method":  method,
		"path":    op.path,
		"effect":  op.Extensions[extEffect],
		"returns": returnsNone,
	}
	if m := op.request(); m != nil {
		notes["request"] = refName(m.Schema)
	}
	if doubles, ok := op.Extensions[extDoubles]; ok {
		notes["doubles"] = doubles
	}
	if gone, ok := op.Extensions[extGone]; ok {
		notes["gone"] = gone
	}
	if why, ok := op.Extensions["x-deprecated"].(string); ok {
		notes["deprecated"] = why
	}
	if action, ok := op.Extensions["x-action-attempt-type"].(string); ok {
		notes["action"] = action
	}
	switch m := op.response(); {
	case m == nil:
	case refName(m.Schema) != "":
		notes["returns"], notes["result"] = returnsSeveral, refName(m.Schema)
	default:
		d.resultNotes(notes, op, m.Schema.Value)
	}
	return notes
}

// resultNotes adds the property of the response that holds the result, and its
// type.
func (d *document) resultNotes(notes map[string]any, op operation, s *openapi3.Schema) {
	fields := resultFields(op)
	if len(fields) == 0 {
		return
	}
	key := fields[0]
	property := s.Properties[key]
	notes["key"] = key
	if alias := aliases[op.path]; alias != "" && s.Properties[alias] != nil {
		notes["alias"] = alias
		d.use("aliases", op.path)
	}
	if name := refName(property); name != "" {
		notes["returns"], notes["result"] = returnsOne, name
		return
	}
	notes["returns"], notes["result"] = returnsList, refName(property.Value.Items)
	switch {
	case s.Properties["pagination"] == nil:
	case d.takesCursor(op):
		notes["returns"] = returnsPage
	default:
		d.notes.add(LeftOut, op.path, "its pages: no optional string "+pageCursor+" in its request leads to them", operationRemedy)
	}
}

// takesCursor reports whether a request can name a page.
func (d *document) takesCursor(op operation) bool {
	m := op.request()
	if m == nil {
		return false
	}
	request := d.target(m.Schema)
	cursor := request.Properties[pageCursor]
	return cursor != nil && cursor.Ref == "" && isString(cursor.Value) && len(cursor.Value.Enum) == 0 && cursor.Value.Format == "" &&
		!cursor.Value.Nullable && !slices.Contains(request.Required, pageCursor)
}

// serviceTree is the tree of services that the groups of operations form.
type serviceTree struct {
	first map[string]string // service -> its first operation
}

func newServiceTree() *serviceTree { return &serviceTree{first: map[string]string{}} }

// add enters the services that lead to an operation.
func (t *serviceTree) add(path string, group []string) {
	for i := range group {
		service := strings.Join(group[:i+1], "/")
		if t.first[service] == "" {
			t.first[service] = path
		}
	}
}

// fields are the services directly under one, or at the top for "".
func (t *serviceTree) fields(parent string) []any {
	var out []any
	for _, service := range slices.Sorted(maps.Keys(t.first)) {
		i := strings.LastIndexByte(service, '/')
		if (i < 0 && parent == "") || (i >= 0 && service[:i] == parent) {
			out = append(out, map[string]any{"field": service[i+1:], "type": typeOf(service)})
		}
	}
	return out
}

// declaredAt are the services whose first operation is path.
func (t *serviceTree) declaredAt(path string) []any {
	var out []any
	for _, service := range slices.Sorted(maps.Keys(t.first)) {
		if t.first[service] == path {
			out = append(out, map[string]any{"type": typeOf(service), "path": "/" + service, "fields": t.fields(service)})
		}
	}
	return out
}

func typeOf(service string) string { return strings.ReplaceAll(service, "/", "_") + "_service" }

// generatorExtensions are the extensions that oapi-codegen, the templates and
// package seamtest read.
var generatorExtensions = []string{extOmitEmpty, extOmitZero, extNoPointer, extValueDocs, extValueNames, extWire, "x-deprecated-reason"}

// dropExtensions removes from the schemas the extensions that no generator reads.
func dropExtensions(d *document) error {
	return d.walk(func(_ string, r *openapi3.SchemaRef) error {
		for key := range r.Value.Extensions {
			if !slices.Contains(generatorExtensions, key) {
				delete(r.Value.Extensions, key)
			}
		}
		return nil
	})
}
