package drift

import (
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// bound returns one end of a range as text: "5", or "above 5" if 5 itself is out of
// range. OpenAPI 3.0 states the latter with a flag, 3.1 with a number; both give the
// same text. sign is 1 for a minimum and -1 for a maximum.
func bound(inclusive *float64, exclusive openapi3.ExclusiveBound, mark string, sign float64) string {
	switch {
	case exclusive.IsTrue() && inclusive != nil:
		return mark + number(inclusive)
	case exclusive.Value != nil && (inclusive == nil || sign**exclusive.Value >= sign**inclusive):
		return mark + number(exclusive.Value)
	}
	return number(inclusive)
}

// splitBound reads a text of [bound].
func splitBound(text string) (value float64, exclusive bool) {
	at := strings.IndexByte(text, ' ')
	value, _ = strconv.ParseFloat(text[at+1:], 64)
	return value, at >= 0
}

func lowerBound(from, to string) bool {
	a, aboveA := splitBound(from)
	b, aboveB := splitBound(to)
	return b < a || a == b && aboveA && !aboveB
}

func higherBound(from, to string) bool {
	a, belowA := splitBound(from)
	b, belowB := splitBound(to)
	return b > a || a == b && belowA && !belowB
}

func count(n uint64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatUint(n, 10)
}

func countUpTo(n *uint64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatUint(*n, 10)
}

func number(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'g', -1, 64)
}

func ifTrue(b bool) string {
	if !b {
		return ""
	}
	return "true"
}
