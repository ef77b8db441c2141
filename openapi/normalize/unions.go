package normalize

import (
	"fmt"
	"maps"
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
	common        []string // the fields that the struct has even if a new variant lacks them
}

// unions are the components with so many variants that one struct for all
// would hide which fields belong together.
var unions = []union{
	{
		component: "event", discriminator: "event_type",
		common: []string{"created_at", "event_description", "event_id", "occurred_at", "workspace_id"},
	},
	{
		component: "action_attempt", discriminator: "action_type",
		own: []string{"result"}, common: []string{"action_attempt_id", "error", "status"},
	},
}

// variantRemedy is the remedy for a variant that is left out.
const variantRemedy = "see whether Seam means it; a client reads such values as Unknown. openapi/normalize/unions.go decides about variants"

// buildUnions gives each union one named variant for each value of its
// discriminator, the shape that oapi-codegen turns into a struct with the
// common fields and the raw variant.
func buildUnions(d *document) error {
	for _, u := range unions {
		ref := d.Components.Schemas[u.component]
		if ref == nil {
			continue
		}
		variants := d.tagged(u, ref.Value.OneOf)
		if len(variants) > 0 {
			d.buildUnion(u, ref, variants)
		}
	}
	return nil
}

func unionOf(component string) *union {
	i := slices.IndexFunc(unions, func(u union) bool { return u.component == component })
	return &unions[i]
}

// tagged returns the variants that say which one they are, spelled out. None do in
// an old document: one struct is all that it allows.
func (d *document) tagged(u union, variants openapi3.SchemaRefs) openapi3.SchemaRefs {
	var out openapi3.SchemaRefs
	for _, v := range variants {
		if own, ok := d.spelledOut(v, nil); ok && u.tags(own) {
			out = append(out, own)
		}
	}
	if n := len(variants) - len(out); n > 0 && len(out) > 0 {
		d.notes.add(LeftOut, u.component, fmt.Sprintf("%d of its variants have no %s with values", n, u.discriminator), variantRemedy)
	}
	return out
}

// tags reports whether a variant says which one it is.
func (u union) tags(v *openapi3.SchemaRef) bool {
	tag := v.Value.Properties[u.discriminator]
	return tag != nil && tag.Ref == "" && len(tag.Value.Enum) > 0
}

func (d *document) buildUnion(u union, ref *openapi3.SchemaRef, refs openapi3.SchemaRefs) {
	variants := d.mergeVariants(u, refs)
	d.shareFields(u, variants)
	for _, value := range slices.Sorted(maps.Keys(variants)) {
		_ = walk(u.component+"."+value, &openapi3.SchemaRef{Value: variants[value]}, d.replaceCopy)
	}
	d.setPlace(u.discriminator, u.component)
	d.Components.Schemas[u.discriminator] = &openapi3.SchemaRef{Value: u.valuesOf(variants)}
	base := u.base(variants)
	base.Description = ref.Value.Description
	base.Properties[u.discriminator] = d.refTo(u.discriminator)
	base.Discriminator = &openapi3.Discriminator{PropertyName: u.discriminator, Mapping: map[string]openapi3.MappingRef{}}
	for _, value := range slices.Sorted(maps.Keys(variants)) {
		name := componentName(strings.ToLower(strings.NewReplacer(".", "_", "-", "_").Replace(value)) + "_" + u.component)
		if d.Components.Schemas[name] != nil || !identifier.MatchString(name) {
			d.notes.add(LeftOut, u.component+"|"+value, "its name "+name+" is that of a component, or none in Go", variantRemedy)
			continue
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
}

// mergeVariants merges the variants that share a value of the discriminator:
// the document has one for each status of an action attempt.
func (d *document) mergeVariants(u union, variants openapi3.SchemaRefs) map[string]*openapi3.Schema {
	out := map[string]*openapi3.Schema{}
	for _, v := range variants {
		for _, value := range v.Value.Properties[u.discriminator].Value.Enum {
			value := fmt.Sprint(value)
			place := u.component + "." + value
			part := cloneRef(v)
			_ = walk(place, part, d.mergeComposition)
			if mine := out[value]; mine != nil {
				part.Value = d.mergeInline(place, mine, part.Value, oneOf)
			}
			out[value] = part.Value
		}
	}
	return out
}

// shareFields makes an enum or object that several variants have under one name
// the same everywhere, so that it gets one Go type whose name does not depend on
// which variants have it.
func (d *document) shareFields(u union, variants map[string]*openapi3.Schema) {
	shared := map[string]*openapi3.SchemaRef{}
	for _, value := range slices.Sorted(maps.Keys(variants)) {
		for _, name := range slices.Sorted(maps.Keys(variants[value].Properties)) {
			field := variants[value].Properties[name]
			if name == u.discriminator || slices.Contains(u.own, name) || !isStructured(field) {
				continue
			}
			if shared[name] == nil {
				shared[name] = cloneRef(field)
				continue
			}
			shared[name] = d.merge(u.component+"."+name, shared[name], field, oneOf)
		}
	}
	for _, v := range variants {
		for name := range v.Properties {
			if shared[name] != nil {
				v.Properties[name] = withTextOf(v.Properties[name], shared[name])
			}
		}
	}
}

// isStructured reports whether a schema needs a Go type with a name.
func isStructured(r *openapi3.SchemaRef) bool {
	if r.Ref != "" {
		return false
	}
	if r.Value.Items != nil {
		return isStructured(r.Value.Items)
	}
	return len(r.Value.Enum) > 0 || len(r.Value.Properties) > 0
}

// base returns the struct with the fields that all variants share, and with the
// common fields that any variant has.
func (u union) base(variants map[string]*openapi3.Schema) *openapi3.Schema {
	out := &openapi3.Schema{
		Type:       &openapi3.Types{"object"},
		Properties: openapi3.Schemas{},
		Extensions: map[string]any{extUnion: true},
	}
	required := map[string]int{}
	for _, value := range slices.Sorted(maps.Keys(variants)) {
		for name, field := range variants[value].Properties {
			if out.Properties[name] == nil && name != u.discriminator && u.isShared(name, field, variants) {
				out.Properties[name] = withCommonText(name, field, variants)
			}
		}
		for _, name := range variants[value].Required {
			required[name]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(required)) {
		if required[name] == len(variants) && (name == u.discriminator || out.Properties[name] != nil) {
			out.Required = append(out.Required, name)
		}
	}
	return out
}

// isShared reports whether all variants have a field with the same type. A common
// field may be missing.
func (u union) isShared(name string, field *openapi3.SchemaRef, variants map[string]*openapi3.Schema) bool {
	for _, v := range variants {
		other := v.Properties[name]
		if other == nil && slices.Contains(u.common, name) {
			continue
		}
		if !sameType(other, field) {
			return false
		}
	}
	return true
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

// typeOnly returns a schema without the parts that do not change its Go type.
func typeOnly(s *openapi3.Schema) *openapi3.Schema {
	c := clone(s)
	_ = walk("", &openapi3.SchemaRef{Value: c}, func(_ string, r *openapi3.SchemaRef) error {
		r.Value.Description, r.Value.Extensions, r.Value.Required = "", nil, nil
		return nil
	})
	return c
}

// valuesOf returns the enum of the discriminator, each value with its variant's
// description.
func (u union) valuesOf(variants map[string]*openapi3.Schema) *openapi3.Schema {
	docs := map[string]any{}
	s := &openapi3.Schema{
		Type:        &openapi3.Types{"string"},
		Description: "tells which kind of " + strings.ReplaceAll(u.component, "_", " ") + " it is.",
		Extensions:  map[string]any{extValueDocs: docs},
	}
	for _, value := range slices.Sorted(maps.Keys(variants)) {
		s.Enum = append(s.Enum, value)
		if text := variants[value].Description; text != "" {
			docs[value] = text
		}
	}
	return s
}

// replaceCopy puts a reference where the document spells a component out.
func (d *document) replaceCopy(place string, r *openapi3.SchemaRef) error {
	component := cloneRef(d.Components.Schemas[copies[place]])
	if component == nil || !isObject(r.Value) {
		return nil
	}
	// The component may still consist of parts.
	_ = walk(copies[place], component, d.mergeComposition)
	for _, name := range slices.Sorted(maps.Keys(r.Value.Properties)) {
		if component.Value.Properties[name] == nil {
			d.notes.add(LeftOut, place+"."+name, "this copy of "+copies[place]+" has a field that the component lacks",
				"see whether it is an error of the document, then review copies in openapi/normalize/exceptions.go")
		}
	}
	d.use("copies", place)
	*r = *d.describedRef(copies[place], r.Value)
	return nil
}
