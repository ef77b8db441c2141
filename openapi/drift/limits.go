package drift

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"
)

// limits compares what a value has to keep to besides its type.
func (f *fieldPair) limits() {
	if f.c.old.wireType(f.a) != f.c.new.wireType(f.b) {
		return
	}
	for _, l := range limitsOf {
		from, to := l.of(beside(f.a)), l.of(beside(f.b))
		if from == to {
			continue
		}
		kind := ResponseLimitChanged
		if f.way == sent {
			kind = l.kind(from, to)
		}
		f.changed(kind, l.name+" "+became(from, to), "", "")
	}
}

// limit is one thing that a value has to keep to; "" is none.
type limit struct {
	name string
	of   func(*openapi3.Schema) string
	// looser reports whether the second of two limits lets more through.
	looser func(from, to float64) bool
}

func below(from, to float64) bool { return to < from }
func above(from, to float64) bool { return to > from }

var limitsOf = []limit{
	{"minLength", func(s *openapi3.Schema) string { return unlessZero(s.MinLength) }, below},
	{"maxLength", func(s *openapi3.Schema) string { return orNone(s.MaxLength) }, above},
	{"minItems", func(s *openapi3.Schema) string { return unlessZero(s.MinItems) }, below},
	{"maxItems", func(s *openapi3.Schema) string { return orNone(s.MaxItems) }, above},
	{"minimum", func(s *openapi3.Schema) string { return orNone(s.Min) }, below},
	{"maximum", func(s *openapi3.Schema) string { return orNone(s.Max) }, above},
	{"exclusiveMinimum", func(s *openapi3.Schema) string { return ifTrue(s.ExclusiveMin) }, nil},
	{"exclusiveMaximum", func(s *openapi3.Schema) string { return ifTrue(s.ExclusiveMax) }, nil},
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

// kind says whether a limit on what is sent lets less through than before.
func (l limit) kind(from, to string) Kind {
	switch {
	case to == "":
		return RequestLimitLoosened
	case from == "", l.looser == nil:
		return RequestLimitTightened
	}
	var a, b float64
	_, errA := fmt.Sscan(from, &a)
	_, errB := fmt.Sscan(to, &b)
	if errA == nil && errB == nil && l.looser(a, b) {
		return RequestLimitLoosened
	}
	return RequestLimitTightened
}

func ifTrue(b openapi3.ExclusiveBound) string {
	if !b.IsTrue() {
		return ""
	}
	return "true"
}

func unlessZero(n uint64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func orNone[N uint64 | float64](n *N) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}
