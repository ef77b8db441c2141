package normalize

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// The extensions that oapi-codegen reads.
const (
	extNoPointer = "x-go-type-skip-optional-pointer"
	extOmitEmpty = "x-omitempty"
	extOmitZero  = "x-omitzero"
)

// decideOptionality decides which fields are pointers and which may be left
// out of JSON. Responses and requests have opposite needs:
//
// In a response, the required fields change from week to week, and a Go type must
// not. So required decides nothing: objects, numbers and nullable fields are
// pointers; other scalars are values.
//
// In a request, leaving a field out, sending null and sending a value are three
// different orders. Optional scalars are pointers. Optional lists and maps are left
// out when nil and sent when empty. A nullable field is a Nullable of package gen.
func decideOptionality(d *document) error {
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		s := d.Components.Schemas[name].Value
		request := s.Extensions[extRequest] == true
		openValues(s)
		for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
			if request {
				d.requestField(s, field)
			} else {
				d.responseField(s, field)
			}
		}
	}
	return nil
}

// openValues lets the further members of an object that also has fields be
// anything: the code that oapi-codegen writes for nullable ones does not compile.
func openValues(s *openapi3.Schema) {
	if more := s.AdditionalProperties.Schema; len(s.Properties) > 0 && more != nil && more.Ref == "" && more.Value.Nullable {
		s.AdditionalProperties.Schema = &openapi3.SchemaRef{Value: anything()}
	}
}

func (d *document) responseField(s *openapi3.Schema, field string) {
	p := s.Properties[field]
	nullable := p.Ref == "" && p.Value.Nullable
	if p.Ref == "" {
		_ = walk("", p, func(_ string, r *openapi3.SchemaRef) error {
			r.Value.Nullable = false
			return nil
		})
	}
	s.Required = slices.DeleteFunc(s.Required, func(name string) bool { return name == field })
	omitZero(p)
	setExtension(p, extNoPointer, d.isContainer(p) || !nullable && !d.isStruct(p) && !d.isNumber(p))
}

func (d *document) requestField(s *openapi3.Schema, field string) {
	p := s.Properties[field]
	if slices.Contains(s.Required, field) {
		return
	}
	omitZero(p)
	if d.isContainer(p) && !(p.Ref == "" && p.Value.Nullable) {
		setExtension(p, extNoPointer, true)
	}
}

// omitZero leaves a field out when it has its zero value. Not omitempty: under
// encoding/json/v2 that drops a pointer to "" and a null that was set.
func omitZero(p *openapi3.SchemaRef) {
	setExtension(p, extOmitEmpty, false)
	setExtension(p, extOmitZero, true)
}

// target returns the schema of a property, behind its reference.
func (d *document) target(p *openapi3.SchemaRef) *openapi3.Schema {
	if name := refName(p); name != "" {
		return d.Components.Schemas[name].Value
	}
	return p.Value
}

func (d *document) isContainer(p *openapi3.SchemaRef) bool {
	s := d.target(p)
	return s.Items != nil || isType(s, "object") && !isObject(s)
}

func (d *document) isStruct(p *openapi3.SchemaRef) bool { return isObject(d.target(p)) }

func (d *document) isNumber(p *openapi3.SchemaRef) bool { return isNumber(d.target(p)) }
