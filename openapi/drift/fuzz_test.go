package drift

import (
	"slices"
	"testing"
)

// FuzzCompare compares all documents that the normaliser accepts. A document does not
// differ from itself, and two documents without a change in one direction have none in
// the other.
func FuzzCompare(f *testing.F) {
	for _, pair := range pairs {
		f.Add(pair.from.JSON(), pair.to.JSON())
	}
	f.Fuzz(func(t *testing.T, from, to string) {
		before, errOld := Read([]byte(from))
		after, errNew := Read([]byte(to))
		if errOld == nil {
			if same := summaries(before.Compare(before)); len(same) > 0 {
				t.Errorf("differs from itself: %v", same)
			}
		}
		if errOld != nil || errNew != nil {
			return
		}
		forth, back := before.Compare(after), after.Compare(before)
		if len(forth.Changes) == 0 && len(back.Changes) > 0 {
			t.Errorf("no change forth, but back %v", summaries(back))
		}
		if again := before.Compare(after); !slices.Equal(summaries(again), summaries(forth)) {
			t.Errorf("first %v, then %v", summaries(forth), summaries(again))
		}
	})
}
