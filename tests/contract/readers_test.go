package contract

import (
	"reflect"

	"github.com/getkin/kin-openapi/openapi3"
)

// readers selects the method that decodes all samples of a component. Many operations respond with
// the same component and Go type, so one method for each type is enough. Other methods decode it
// with all fields, with the required ones, in each of its variants, and with everything around it.
var readers = readerOf{}

type readerOf map[reading]string

type reading struct {
	component *openapi3.Schema
	result    reflect.Type
}

// assign selects, for every component in a response, the first method that decodes it into its type.
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

// reads reports whether a method should decode a sample that only adds more of a component.
func (r readerOf) reads(m method, component *openapi3.Schema) bool {
	name, assigned := r[reading{component, m.call.Type().Out(0)}]
	return component == nil || !assigned || name == m.name
}
