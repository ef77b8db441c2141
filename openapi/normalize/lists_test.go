package normalize

import (
	"maps"
	"slices"
	"testing"
)

// TestReviewedPlacesAreUsed fails for an entry of a reviewed list that the vendored
// document has no place for: delete it.
func TestReviewedPlacesAreUsed(t *testing.T) {
	t.Parallel()
	data, _ := vendored()
	doc, err := read(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := runPasses(doc, upTo("lengths")...); err != nil {
		t.Fatal(err)
	}
	entries := slices.Concat(times, slices.Collect(maps.Keys(notTimes)), nullIsAbsent)
	for _, i := range ideas {
		entries = append(entries, i.places...)
	}
	for component, values := range valueRenames {
		for value := range values {
			entries = append(entries, component+"="+value)
		}
	}
	places := slices.Collect(maps.Values(doc.places))
	for place := range shortNames {
		if !slices.Contains(places, place) {
			t.Errorf("shortNames: %s is stale: nothing there has a name", place)
		}
	}
	for _, entry := range entries {
		if !doc.used[entry] {
			t.Errorf("%s is stale: the document has no such place", entry)
		}
	}
}
