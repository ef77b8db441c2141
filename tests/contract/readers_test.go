package contract

import (
	"reflect"

	"github.com/getkin/kin-openapi/openapi3"
)

// readers say which method is to read all samples of a component. Many operations answer with the
// same one, and what reads it is the Go type, so it is enough that one method of each result type
// does; the others read it whole, bare, in each of its variants, and with all that is around it.
var readers = readerOf{}

type readerOf map[reading]string

type reading struct {
	component *openapi3.Schema
	result    reflect.Type
}

// assign gives every component in the answer of an operation to the first method that can read it
// into its type.
func (r readerOf) assign(op *operation, m method) {
	if op.response == nil {
		return
	}
	for _, p := range op.response.Properties {
		if p.Ref == "" && p.Value.Items != nil {
			p = p.Value.Items
		}
		key := reading{p.Value, m.call.Type().Out(0)}
		if _, taken := r[key]; !taken && p.Ref != "" {
			r[key] = m.name
		}
	}
}

// reads says whether a method is to read a sample that shows more of a component.
func (r readerOf) reads(m method, component *openapi3.Schema) bool {
	name, assigned := r[reading{component, m.call.Type().Out(0)}]
	return component == nil || !assigned || name == m.name
}
