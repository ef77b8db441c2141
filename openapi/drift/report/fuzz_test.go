package report

import (
	"testing"

	"github.com/seam-go/seam/openapi/drift"
)

// FuzzLines writes the changes between any two documents.
func FuzzLines(f *testing.F) {
	f.Add(before.JSON(), after.JSON())
	f.Fuzz(func(t *testing.T, from, to string) {
		r, err := drift.Compare([]byte(from), []byte(to))
		if err != nil {
			return
		}
		for _, line := range Lines(r) {
			if line.Text == "" || line.Resource == "" || len(line.Changes) == 0 {
				t.Errorf("incomplete: %+v", line)
			}
		}
	})
}

// FuzzPlaces looks for places in any JSON.
func FuzzPlaces(f *testing.F) {
	for _, p := range []parts{before, after, {Schemas: event(variant("a", ""), variant("b.c", ""))}} {
		f.Add(p.JSON(), "thing.name", "first")
		f.Add(p.JSON(), "event|a.result", "x")
		f.Add(p.JSON(), "/things/do request.a", "x")
	}
	f.Fuzz(func(t *testing.T, document, place, name string) {
		places, err := newPlaces([]byte(document))
		if err != nil {
			return
		}
		if line := places.line(drift.Change{In: "thing", Name: name, Place: place}); line < 1 {
			t.Errorf("line %d", line)
		}
	})
}
