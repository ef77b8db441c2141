package drift

import (
	"github.com/getkin/kin-openapi/openapi3"
)

// limits compares the limits on a value, on the items of a list, and on the values
// of a map, as long as the types agree. A component that the schemas refer to is
// compared by itself.
func (p *pair) limits(a, b *openapi3.SchemaRef, report func(kind Kind, detail, goType string)) {
	if p.c.old.wireType(a) != p.c.new.wireType(b) {
		return
	}
	for part := ""; a != nil && b != nil; {
		from, to := inline(a), inline(b)
		for _, l := range limits {
			if l.of(from) != l.of(to) {
				report(p.limitKind(l, l.of(from), l.of(to)), part+l.name+" "+became(l.of(from), l.of(to)), "")
			}
		}
		step := ""
		if a, b, step = inside(from, to); step != "" {
			part += step + " "
			p.itemNull(a, b, part, report)
		}
	}
}

// inside returns the schemas of the items or map values of two schemas, and which of
// the two they are; nil if a schema has neither.
func inside(a, b *openapi3.Schema) (itemA, itemB *openapi3.SchemaRef, step string) {
	valueA, valueB := a.AdditionalProperties.Schema, b.AdditionalProperties.Schema
	switch {
	case a.Items != nil && b.Items != nil:
		return a.Items, b.Items, "items"
	case valueA != nil && valueB != nil:
		return valueA, valueB, "values"
	}
	return nil, nil, ""
}

// itemNull compares whether the items of a list or the values of a map may be null.
func (p *pair) itemNull(a, b *openapi3.SchemaRef, part string, report func(kind Kind, detail, goType string)) {
	goType := p.c.old.bareType(a)
	switch from, to := inline(a).Nullable, inline(b).Nullable; {
	case to && !from:
		report(p.kind(RequestItemNullable, ResponseItemNullable), part[:len(part)-1], goType)
	case from && !to:
		report(p.kind(RequestItemNotNullable, ResponseItemNotNullable), part[:len(part)-1], goType)
	}
}

// limit is one keyword, or pair of keywords, that restricts a value.
type limit struct {
	name string
	// of returns the limit as text, "" if the schema has none.
	of func(*openapi3.Schema) string
	// looser reports whether the second of two limits allows more; nil if two
	// limits cannot be compared.
	looser func(from, to string) bool
}

var limits = []limit{
	{"minLength", func(s *openapi3.Schema) string { return count(s.MinLength) }, lowerBound},
	{"maxLength", func(s *openapi3.Schema) string { return countUpTo(s.MaxLength) }, higherBound},
	{"minItems", func(s *openapi3.Schema) string { return count(s.MinItems) }, lowerBound},
	{"maxItems", func(s *openapi3.Schema) string { return countUpTo(s.MaxItems) }, higherBound},
	{"uniqueItems", func(s *openapi3.Schema) string { return ifTrue(s.UniqueItems) }, nil},
	{"minProperties", func(s *openapi3.Schema) string { return count(s.MinProps) }, lowerBound},
	{"maxProperties", func(s *openapi3.Schema) string { return countUpTo(s.MaxProps) }, higherBound},
	{"minimum", func(s *openapi3.Schema) string { return bound(s.Min, s.ExclusiveMin, "above ", 1) }, lowerBound},
	{"maximum", func(s *openapi3.Schema) string { return bound(s.Max, s.ExclusiveMax, "below ", -1) }, higherBound},
	{"multipleOf", func(s *openapi3.Schema) string { return number(s.MultipleOf) }, nil},
	{"pattern", func(s *openapi3.Schema) string { return s.Pattern }, nil},
	{"format", formatOf, nil},
}

// formatOf leaves out the formats that show in the type.
func formatOf(s *openapi3.Schema) string {
	if s.Format == dateTime || isNumber(s) {
		return ""
	}
	return s.Format
}

// limitKind returns the kind for a limit that changed.
func (p *pair) limitKind(l limit, from, to string) Kind {
	switch {
	case p.way == inResponse:
		return ResponseLimitChanged
	case l.name == "minLength" && from == "" && to == "1":
		return RequestEmptyRefused
	case to == "", from != "" && l.looser != nil && l.looser(from, to):
		return RequestLimitLoosened
	}
	return RequestLimitTightened
}
