package drift

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize"
)

// field compares a field that both documents have.
func (p *pair) field(name string) {
	f := &fieldPair{
		pair: p, name: name,
		a: p.old.Properties[name], b: p.new.Properties[name],
		goFrom: p.c.old.goType(p.from, name), goTo: p.c.new.goType(p.to, name),
	}
	f.types()
	f.conflict()
	f.presence()
	f.limits(f.a, f.b, func(kind Kind, detail, goType string) { f.changed(kind, detail, goType, goType) })
	f.deprecation()
}

type fieldPair struct {
	*pair
	name         string
	a, b         *openapi3.SchemaRef
	goFrom, goTo string
}

// changed reports a change that may show in the Go type of the field.
func (f *fieldPair) changed(kind Kind, detail, goFrom, goTo string) {
	f.c.addField(Change{
		Kind: kind, In: f.to, Name: f.name, Detail: detail, Operations: f.ops,
		Pointer: pointer("components", "schemas", f.to, "properties", f.name),
	}, goFrom, goTo)
}

// types compares the type of the field.
func (f *fieldPair) types() {
	from, to := f.c.old.wireType(f.a), f.c.new.wireType(f.b)
	if from != to {
		f.changed(f.typeKind(from, to), became(from, to), f.goFrom, f.goTo)
		return
	}
	a, b := innermost(f.a), innermost(f.b)
	nameA, nameB := refName(a), refName(b)
	switch {
	case nameA == nameB:
		f.format(a, b)
	case nameA != "" && nameB != "":
		f.c.renamed(nameA, nameB)
	case nameB != "" && len(f.c.new.target(b).Enum) > 0:
		f.changed(f.kind(RequestEnumGained, ResponseEnumGained), "", f.goFrom, f.goTo)
	case nameA != "" && len(f.c.old.target(a).Enum) > 0:
		f.changed(f.kind(RequestEnumLost, ResponseEnumLost), "", f.goFrom, f.goTo)
	default:
		f.changed(f.kind(RequestTypeChanged, ResponseTypeChanged), became(f.goFrom, f.goTo), f.goFrom, f.goTo)
	}
}

func (f *fieldPair) typeKind(from, to string) Kind {
	switch {
	case f.way == inRequest && holds(to, from):
		return RequestTypeWidened
	case f.way == inResponse && holds(from, to):
		return ResponseTypeNarrowed
	}
	return f.kind(RequestTypeChanged, ResponseTypeChanged)
}

// holds reports whether one wire type has all values of another. A list holds a
// list if its items hold the other's items.
func holds(wide, narrow string) bool {
	for {
		itemsWide, isListWide := strings.CutPrefix(wide, "[]")
		itemsNarrow, isListNarrow := strings.CutPrefix(narrow, "[]")
		if !isListWide || !isListNarrow {
			return wide == "anything" || wide == "number" && narrow == "integer"
		}
		wide, narrow = itemsWide, itemsNarrow
	}
}

// format compares the one format that a Go type shows.
func (f *fieldPair) format(a, b *openapi3.SchemaRef) {
	from, to := inline(a).Format == dateTime, inline(b).Format == dateTime
	switch {
	case to && !from:
		f.changed(f.kind(RequestTimeGained, ResponseTimeGained), "", f.goFrom, f.goTo)
	case from && !to:
		f.changed(f.kind(RequestTimeLost, ResponseTimeLost), "", f.goFrom, f.goTo)
	}
}

// conflict compares the types between which the document contradicts itself. The
// normaliser decides for one of them, which must not hide that they changed.
func (f *fieldPair) conflict() {
	if f.again {
		return
	}
	for a, b := f.a, f.b; a != nil && b != nil; {
		from, _ := inline(a).Extensions[normalize.ContradictionMark].(string)
		to, _ := inline(b).Extensions[normalize.ContradictionMark].(string)
		if from != to {
			f.changed(FieldConflict, became(from, to), "", "")
		}
		a, b, _ = inside(inline(a), inline(b))
	}
}

// presence compares whether the field is required and whether it may be null.
func (f *fieldPair) presence() {
	isRequired := func(s *openapi3.Schema) bool { return slices.Contains(s.Required, f.name) }
	switch {
	case isRequired(f.new) && !isRequired(f.old):
		f.changed(f.kind(RequestFieldRequired, ResponseFieldRequired), "", f.goFrom, f.goTo)
	case isRequired(f.old) && !isRequired(f.new):
		f.changed(f.kind(RequestFieldRelaxed, ResponseFieldOptional), "", f.goFrom, f.goTo)
	}
	switch from, to := inline(f.a).Nullable, inline(f.b).Nullable; {
	case to && !from:
		f.changed(f.kind(RequestFieldNullable, ResponseFieldNullable), "", f.goFrom, f.goTo)
	case from && !to:
		f.changed(f.kind(RequestFieldNotNullable, ResponseFieldNotNullable), "", f.goFrom, f.goTo)
	}
}

func (f *fieldPair) deprecation() {
	if f.again {
		return
	}
	from, to := inline(f.a).Deprecated, inline(f.b).Deprecated
	switch {
	case to && !from:
		reason, _ := inline(f.b).Extensions["x-deprecated-reason"].(string)
		f.changed(FieldDeprecated, reason, "", "")
	case from && !to:
		f.changed(FieldUndeprecated, "", "", "")
	}
}

// innermost returns the schema of the items of a list, or of a list of lists.
func innermost(r *openapi3.SchemaRef) *openapi3.SchemaRef {
	for r.Ref == "" && r.Value.Items != nil {
		r = r.Value.Items
	}
	return r
}

// wireType returns the type of a value as JSON. It follows references, because the
// name of a component is not sent.
func (s *Surface) wireType(r *openapi3.SchemaRef) string {
	v := s.target(r)
	switch {
	case v.Items != nil:
		return "[]" + s.wireType(v.Items)
	case isObject(v), is(v, "object"):
		return "object"
	case v.Type == nil:
		return "anything"
	}
	return v.Type.Slice()[0]
}
