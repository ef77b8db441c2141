package drift

import (
	"slices"
	"testing"
)

// FuzzCompare compares what the normaliser lets pass. A document does not differ
// from itself, and what is nothing one way is nothing the other way.
func FuzzCompare(f *testing.F) {
	for _, pair := range pairs {
		f.Add(pair.from.document(), pair.to.document())
	}
	f.Fuzz(func(t *testing.T, from, to string) {
		old, errOld := Read([]byte(from))
		new, errNew := Read([]byte(to))
		if errOld == nil {
			if same := said(old.Compare(old)); len(same) > 0 {
				t.Errorf("differs from itself: %v", same)
			}
		}
		if errOld != nil || errNew != nil {
			return
		}
		forth, back := old.Compare(new), new.Compare(old)
		if len(forth.Changes) == 0 && len(back.Changes) > 0 {
			t.Errorf("nothing forth, but back %v", said(back))
		}
		for _, line := range forth.Lines() {
			if line.Text == "" || line.Resource == "" || len(line.Changes) == 0 {
				t.Errorf("incomplete: %+v", line)
			}
		}
		if again := old.Compare(new); !slices.Equal(said(again), said(forth)) {
			t.Errorf("first %v, then %v", said(forth), said(again))
		}
	})
}

// FuzzPlaces looks for places in whatever JSON it gets.
func FuzzPlaces(f *testing.F) {
	for _, pair := range pairs {
		f.Add(pair.from.document(), "thing.name", "first")
		f.Add(pair.from.document(), "event|a.result", "x")
		f.Add(pair.from.document(), "/things/do request.a", "x")
	}
	f.Fuzz(func(t *testing.T, document, place, name string) {
		places, err := newPlaces([]byte(document))
		if err != nil {
			return
		}
		if line := places.line(Change{In: "thing", Name: name, place: place}); line < 1 {
			t.Errorf("line %d", line)
		}
	})
}
