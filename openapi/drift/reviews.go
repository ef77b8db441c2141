package drift

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seam-go/seam/openapi/normalize"
)

// EffectToReview is an operation of which a person has to decide whether sending it
// again is safe. Until then it counts as a write, or keeps its earlier review.
type EffectToReview struct {
	// Operation is its path.
	Operation string `json:"operation"`
	// Doubles lists the methods besides POST under which Seam serves it. They are a
	// hint that it may be repeated, not a proof.
	Doubles []string `json:"doubles,omitempty"`
	// Gone lists the doubles that only the old document has.
	Gone []string `json:"gone,omitempty"`
	// New is true if the old document does not have the operation.
	New bool `json:"new,omitempty"`
}

// String returns the path with the reasons to review it.
func (e EffectToReview) String() string {
	reasons := slices.Clone(e.Doubles)
	for _, method := range e.Gone {
		reasons = append(reasons, "no longer "+method)
	}
	if e.New {
		reasons = append(reasons, "new")
	}
	return fmt.Sprintf("%s (%s)", e.Operation, strings.Join(reasons, ", "))
}

// effectsToReview leaves out unreviewed operations that are neither new nor have a
// double: they count as writes, and nothing hints that they are safer. A reviewed
// operation is reviewed again if its doubles changed.
func (c *comparison) effectsToReview() []EffectToReview {
	var out []EffectToReview
	for _, path := range c.new.paths() {
		op, before := c.new.operations[path], c.old.operations[path]
		e := EffectToReview{Operation: path, Doubles: op.doubles, New: before == nil}
		_, unreviewed := slices.BinarySearch(c.new.contract.Unreviewed, path)
		changed := false
		if before != nil {
			e.Gone = without(before.doubles, op.doubles)
			changed = len(e.Gone)+len(without(op.doubles, before.doubles)) > 0
		}
		isRead := slices.Contains(op.doubles, "GET")
		if unreviewed && (e.New || len(e.Doubles) > 0) || !isRead && changed {
			out = append(out, e)
		}
	}
	return out
}

// without returns the values that are not among others.
func without(values, others []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return slices.Contains(others, v) })
}

// notes returns the notes on the new document that the old document does not have, and
// all open decisions.
func (c *comparison) notes() []normalize.Note {
	var out []normalize.Note
	for _, n := range c.new.contract.Notes {
		if n.Kind == normalize.Undecided || !slices.Contains(c.old.contract.Notes, n) {
			out = append(out, n)
		}
	}
	return out
}
