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
	Page      string // the address of the page that states it, "" for most
}

// Reviews returns all decisions about effects, sorted by operation.
func Reviews() []Review {
	var all []Review
	for _, path := range slices.Sorted(maps.Keys(reviews)) {
		r := Review{Operation: path, Effect: reviews[path].effect, Reason: reviews[path].reason}
		if page := reviews[path].page; page != "" {
			r.Page = "https://docs.seam.co/" + page
		}
		all = append(all, r)
	}
	return all
}
