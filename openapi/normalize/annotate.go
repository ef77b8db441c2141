package normalize

import (
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// What an operation returns.
const (
	returnsNone    = "none"    // nothing but success
	returnsOne     = "one"     // one object
	returnsList    = "list"    // all objects at once
	returnsPage    = "paged"   // one page of objects
	returnsSeveral = "several" // a struct of several properties
)

// annotateOperations tells the templates what they cannot work out: a template
// sees one operation at a time and cannot look at the rest of the document.
func annotateOperations(d *document) error {
	tree := newServiceTree()
	ops := d.operations()
	for _, op := range ops {
		group, method := op.name()
		if err := tree.add(op.path, group, method); err != nil {
			return err
		}
		notes, err := d.operationNotes(op, group, method)
		if err != nil {
			return err
		}
		op.OperationID = strings.Join(group, "_") + "_" + method
		op.Deprecated = notes["deprecated"] != nil
		op.Extensions = map[string]any{"x-go": notes}
	}
	// Each service is declared beside its first operation, the client beside
	// the first of all.
	for _, op := range ops {
		if services := tree.declaredAt(op.path); len(services) > 0 {
			op.Extensions["x-go-services"] = services
		}
	}
	ops[0].Extensions["x-go-client"] = tree.fields("")
	return nil
}

// operationNotes are the facts about one operation that the templates print.
func (d *document) operationNotes(op operation, group []string, method string) (map[string]any, error) {
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
	m := op.response()
	if m == nil || m.Schema == nil {
		return notes, nil
	}
	if name := refName(m.Schema); name != "" {
		notes["returns"], notes["result"] = returnsSeveral, name
		return notes, nil
	}
	return notes, resultNotes(notes, op, m.Schema.Value)
}

// resultNotes tell which property holds the result, and of what type it is. The
// document names the property in most operations; where it does not, it is the
// only one.
func resultNotes(notes map[string]any, op operation, s *openapi3.Schema) error {
	fields := resultFields(op)
	if len(fields) == 0 {
		return nil
	}
	key := fields[0]
	property := s.Properties[key]
	notes["key"] = key
	if alias := aliases[op.path]; alias != "" && s.Properties[alias] != nil {
		notes["alias"] = alias
	}
	switch {
	case refName(property) != "":
		notes["returns"], notes["result"] = returnsOne, refName(property)
	case property.Value.Items != nil && refName(property.Value.Items) != "":
		notes["returns"], notes["result"] = returnsList, refName(property.Value.Items)
		if s.Properties["pagination"] != nil {
			notes["returns"] = returnsPage
		}
	default:
		return fmt.Errorf("%s: the result %q is %s, which has no Go type of its own", op.path, key, kind(property.Value))
	}
	return nil
}

// serviceTree is the tree of services that the groups of operations form.
type serviceTree struct {
	first   map[string]string          // service -> its first operation
	methods map[string]map[string]bool // service -> its methods
}

func newServiceTree() *serviceTree {
	return &serviceTree{first: map[string]string{}, methods: map[string]map[string]bool{}}
}

// add enters an operation and the services that lead to it.
func (t *serviceTree) add(path string, group []string, method string) error {
	for i := range group {
		service := strings.Join(group[:i+1], "/")
		if t.methods[service] == nil {
			t.methods[service] = map[string]bool{}
			t.first[service] = path
		}
	}
	service := strings.Join(group, "/")
	if t.methods[service][method] {
		return fmt.Errorf("%s: a second operation %s of %s", path, method, service)
	}
	t.methods[service][method] = true
	return nil
}

// fields are the services directly under one, or at the top for "".
func (t *serviceTree) fields(parent string) []any {
	var out []any
	for _, service := range sortedKeys(t.methods) {
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
	for _, service := range sortedKeys(t.first) {
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

// dropExtensions removes from the schemas what no generator reads.
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
