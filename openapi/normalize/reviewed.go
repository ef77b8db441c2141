package normalize

import (
	"maps"
	"slices"
)

// Review is a person's decision about the effect of an operation. It rests on prose and
// on experience: no schema states it.
type Review struct {
	Operation string // its path
	Effect    string // read, idempotent or write
	Reason    string
}

// Reviews returns all decisions about effects, sorted by operation.
func Reviews() []Review {
	var all []Review
	for _, path := range slices.Sorted(maps.Keys(reviews)) {
		all = append(all, Review{path, reviews[path].effect, reviews[path].reason})
	}
	return all
}
