package drift

import (
	"fmt"
	"slices"
	"strings"
)

// EffectToReview is an operation that counts as a write because nobody has
// reviewed what sending it again does.
type EffectToReview struct {
	// Operation is its path.
	Operation string `json:"operation"`
	// Doubles are the methods besides POST under which Seam serves it. They hint
	// that it may be repeated, and do not prove it.
	Doubles []string `json:"doubles,omitempty"`
	// New is true if the old document does not have the operation.
	New bool `json:"new,omitempty"`
}

// String is the path with the reasons to review it.
func (e EffectToReview) String() string {
	reasons := slices.Clone(e.Doubles)
	if e.New {
		reasons = append(reasons, "new")
	}
	return fmt.Sprintf("%s (%s)", e.Operation, strings.Join(reasons, ", "))
}

// effectsToReview leaves out operations without a double that are not new: they
// have been writes before, and nothing hints at more.
func (c *comparison) effectsToReview() []EffectToReview {
	var out []EffectToReview
	for _, path := range c.new.unreviewed {
		e := EffectToReview{path, c.new.operations[path].doubles, c.old.operations[path] == nil}
		if e.New || len(e.Doubles) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// whereReviewsAre is said once in each report.
const whereReviewsAre = "they count as writes until openapi/normalize/reviews.go has them"

// reviewsText is for a terminal, nothing if there is nothing to review.
func (r *Report) reviewsText() string {
	var out strings.Builder
	if len(r.EffectsToReview) > 0 {
		fmt.Fprintf(&out, "\neffects to review: %s\n", whereReviewsAre)
	}
	for _, e := range r.EffectsToReview {
		fmt.Fprintf(&out, "  %s\n", e)
	}
	if len(r.StaleReviews) > 0 {
		fmt.Fprintf(&out, "\n%s\n", strings.ReplaceAll(r.staleText(), "`", ""))
	}
	return out.String()
}

// reviewsMarkdown is for a pull request, nothing if there is nothing to review.
func (r *Report) reviewsMarkdown() string {
	if len(r.EffectsToReview)+len(r.StaleReviews) == 0 {
		return ""
	}
	var out strings.Builder
	fmt.Fprint(&out, "\n### Effects to review\n\n")
	if len(r.EffectsToReview) > 0 {
		fmt.Fprintf(&out, "Operations: %s.\n\n", whereReviewsAre)
	}
	for _, e := range r.EffectsToReview {
		fmt.Fprintf(&out, "- `%s`%s\n", e.Operation, strings.TrimPrefix(e.String(), e.Operation))
	}
	if len(r.StaleReviews) > 0 {
		fmt.Fprintf(&out, "- %s\n", r.staleText())
	}
	return out.String()
}

func (r *Report) staleText() string {
	var paths []string
	for _, path := range r.StaleReviews {
		paths = append(paths, "`"+path+"`")
	}
	return fmt.Sprintf("stale reviews (%d), whose operation is gone: %s", len(paths), listed(paths, true))
}
