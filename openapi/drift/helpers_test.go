package drift

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/seam-go/seam/openapi/drift/internal/small"
)

type parts = small.Document

const (
	anyText   = small.Text
	ok        = small.OK
	double    = small.Double
	otherPath = small.OtherPath
)

var (
	object, enum, list, ref = small.Object, small.Enum, small.List, small.Ref
	event, variant          = small.Event, small.Variant
)

// between compares two small documents.
func between(t *testing.T, from, to parts) *Report {
	t.Helper()
	for _, p := range []parts{from, to} {
		if !json.Valid([]byte(p.JSON())) {
			t.Fatalf("not JSON: %s", p.JSON())
		}
	}
	report, err := Compare([]byte(from.JSON()), []byte(to.JSON()))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// summaries returns the changes as "kind in.name wire/source".
func summaries(r *Report) []string {
	var out []string
	for _, c := range r.Changes {
		place := c.In
		if c.Name != "" {
			place += "." + c.Name
		}
		out = append(out, fmt.Sprintf("%s %s %s/%s", c.Kind, place, c.Wire, c.Source))
	}
	slices.Sort(out)
	return out
}
