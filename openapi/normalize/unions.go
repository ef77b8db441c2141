package normalize

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

const (
	extUnion   = "x-seam-union"   // on the union: true
	extVariant = "x-seam-variant" // on a variant: the union it belongs to
)

// union is a component that stays a union in Go: a struct with the fields that
// all variants share, and the variant itself behind it.
type union struct {
	component     string
	discriminator string   // its field, and the name of the enum of its values
	own           []string // the fields that mean something else in each variant
}

// unions are the components with so many variants that one struct for all
// would hide which fields belong together.
var unions = []union{
	{component: "event", discriminator: "event_type"},
	{component: "action_attempt", discriminator: "action_type", own: []string{"result"}},
}

// buildUnions gives each union one named variant for each value of its
// discriminator, the shape that oapi-codegen turns into a struct with the
// common fields and the raw variant.
func buildUnions(d *document) error {
	for _, u := range unions {
		ref := d.Components.Schemas[u.component]
		if ref == nil || !u.discriminates(ref.Value.OneOf) {
			continue // an old document: one struct is all it allows
		}
		if err := d.buildUnion(u, ref); err != nil {
			return err
		}
	}
	return nil
}

func unionOf(component string) *union {
	i := slices.IndexFunc(unions, func(u union) bool { return u.component == component })
	return &unions[i]
}

// discriminates reports whether every variant says which one it is.
func (u union) discriminates(variants openapi3.SchemaRefs) bool {
	for _, v := range variants {
		tag := v.Value.Properties[u.discriminator]
		if v.Ref != "" || tag == nil || tag.Ref != "" || len(tag.Value.Enum) == 0 {
			return false
		}
	}
	return len(variants) > 0
}

func (d *document) buildUnion(u union, ref *openapi3.SchemaRef) error {
	variants, err := u.mergeVariants(ref.Value.OneOf)
	if err != nil {
		return err
	}
	if err := u.shareFields(variants); err != nil {
		return err
	}
	for _, value := range sortedKeys(variants) {
		place := u.component + "." + value
		if err := walk(place, &openapi3.SchemaRef{Value: variants[value]}, d.replaceCopy); err != nil {
			return err
		}
	}
	d.setPlace(u.discriminator, u.component)
	d.Components.Schemas[u.discriminator] = &openapi3.SchemaRef{Value: u.valuesOf(variants)}
	base := u.base(variants)
	base.Description = ref.Value.Description
	base.Properties[u.discriminator] = d.refTo(u.discriminator)
	base.Discriminator = &openapi3.Discriminator{PropertyName: u.discriminator, Mapping: map[string]openapi3.MappingRef{}}
	for _, value := range sortedKeys(variants) {
		name := strings.ToLower(strings.NewReplacer(".", "_", "-", "_").Replace(value)) + "_" + u.component
		if d.Components.Schemas[name] != nil {
			return fmt.Errorf("%s.%s: its name %s is taken by a component", u.component, value, name)
		}
		v := variants[value]
		v.Properties[u.discriminator] = d.refTo(u.discriminator)
		v.Extensions = map[string]any{extVariant: u.component}
		d.setPlace(name, u.component+"|"+value)
		d.Components.Schemas[name] = &openapi3.SchemaRef{Value: v}
		base.OneOf = append(base.OneOf, d.refTo(name))
		base.Discriminator.Mapping[value] = openapi3.MappingRef{Ref: schemaPrefix + name}
	}
	ref.Value = base
	return nil
}

// mergeVariants merges the variants that share a value of the discriminator:
// the document has one for each status of an action attempt.
func (u union) mergeVariants(variants openapi3.SchemaRefs) (map[string]*openapi3.Schema, error) {
	out := map[string]*openapi3.Schema{}
	for _, v := range variants {
		for _, value := range v.Value.Properties[u.discriminator].Value.Enum {
			value := fmt.Sprint(value)
			place := u.component + "." + value
			part := cloneRef(v)
			if err := walk(place, part, mergeComposition); err != nil {
				return nil, err
			}
			if mine := out[value]; mine != nil {
				merged, err := mergeInline(place, mine, part.Value, oneOf)
				if err != nil {
					return nil, err
				}
				part.Value = merged
			}
			out[value] = part.Value
		}
	}
	return out, nil
}

// shareFields makes an enum or object that several variants have under one name
// the same everywhere, so that it gets one Go type whose name does not depend on
// which variants have it.
func (u union) shareFields(variants map[string]*openapi3.Schema) error {
	shared := map[string]*openapi3.SchemaRef{}
	for _, value := range sortedKeys(variants) {
		for name, field := range variants[value].Properties {
			if name == u.discriminator || slices.Contains(u.own, name) || !isStructured(field) {
				continue
			}
			if shared[name] == nil {
				shared[name] = cloneRef(field)
				continue
			}
			merged, err := merge(u.component+"."+name, shared[name], field, oneOf)
			if err != nil {
				return err
			}
			shared[name] = merged
		}
	}
	for _, v := range variants {
		for name := range v.Properties {
			if shared[name] != nil {
				v.Properties[name] = withTextOf(v.Properties[name], shared[name])
			}
		}
	}
	return nil
}

// isStructured reports whether a schema needs a Go type of its own.
func isStructured(r *openapi3.SchemaRef) bool {
	if r.Ref != "" {
		return false
	}
	if r.Value.Items != nil {
		return isStructured(r.Value.Items)
	}
	return len(r.Value.Enum) > 0 || len(r.Value.Properties) > 0
}

// base has the fields that all variants share.
func (u union) base(variants map[string]*openapi3.Schema) *openapi3.Schema {
	values := sortedKeys(variants)
	first := variants[values[0]]
	out := &openapi3.Schema{
		Type:       &openapi3.Types{"object"},
		Properties: openapi3.Schemas{},
		Required:   slices.Clone(first.Required),
		Extensions: map[string]any{extUnion: true},
	}
	for name, field := range first.Properties {
		same := func(value string) bool { return sameType(variants[value].Properties[name], field) }
		if name != u.discriminator && allOfThem(values, same) {
			out.Properties[name] = withCommonText(name, field, variants)
		}
	}
	out.Required = slices.DeleteFunc(out.Required, func(name string) bool {
		return name != u.discriminator && out.Properties[name] == nil
	})
	return out
}

func allOfThem(values []string, ok func(string) bool) bool {
	return !slices.ContainsFunc(values, func(v string) bool { return !ok(v) })
}

// sameType reports whether two fields have the same Go type.
func sameType(a, b *openapi3.SchemaRef) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Ref != "" || b.Ref != "" {
		return a.Ref == b.Ref
	}
	return reflect.DeepEqual(typeOnly(a.Value), typeOnly(b.Value))
}

// typeOnly is a schema without what does not show in its Go type.
func typeOnly(s *openapi3.Schema) *openapi3.Schema {
	c := clone(s)
	_ = walk("", &openapi3.SchemaRef{Value: c}, func(_ string, r *openapi3.SchemaRef) error {
		r.Value.Description, r.Value.Extensions, r.Value.Required = "", nil, nil
		return nil
	})
	return c
}

// valuesOf is the enum of the discriminator, each value with its variant's
// description.
func (u union) valuesOf(variants map[string]*openapi3.Schema) *openapi3.Schema {
	docs := map[string]any{}
	s := &openapi3.Schema{
		Type:        &openapi3.Types{"string"},
		Description: "tells which kind of " + strings.ReplaceAll(u.component, "_", " ") + " it is.",
		Extensions:  map[string]any{extValueDocs: docs},
	}
	for _, value := range sortedKeys(variants) {
		s.Enum = append(s.Enum, value)
		if text := variants[value].Description; text != "" {
			docs[value] = text
		}
	}
	return s
}

// replaceCopy puts a reference where the document spells a component out.
func (d *document) replaceCopy(place string, r *openapi3.SchemaRef) error {
	component := d.Components.Schemas[copies[place]]
	if component == nil || !isObject(r.Value) {
		return nil
	}
	for _, name := range sortedKeys(r.Value.Properties) {
		if component.Value.Properties[name] == nil {
			return fmt.Errorf("%s.%s: this copy of %s has a field that the component lacks; review copies in exceptions.go",
				place, name, copies[place])
		}
	}
	*r = *d.describedRef(copies[place], r.Value)
	return nil
}
