package report

import (
	"encoding/json"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/drift/internal/small"
)

type parts = small.Document

const (
	anyText   = small.Text
	double    = small.Double
	otherPath = small.OtherPath
)

var (
	object, enum, list, ref = small.Object, small.Enum, small.List, small.Ref
	event, variant          = small.Event, small.Variant
)

// between compares two small documents.
func between(t *testing.T, from, to parts) *drift.Report {
	t.Helper()
	for _, p := range []parts{from, to} {
		if !json.Valid([]byte(p.JSON())) {
			t.Fatalf("not JSON: %s", p.JSON())
		}
	}
	report, err := drift.Compare([]byte(from.JSON()), []byte(to.JSON()))
	if err != nil {
		t.Fatal(err)
	}
	return report
}
