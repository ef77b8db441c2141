// Package drift compares two OpenAPI documents of Seam and says what differs in
// the terms of those it concerns: programs that run already, and whoever
// generates the client again.
//
// Both documents go through the normaliser of the code generator first, so what
// is compared is what package gen is made from: documented operations only, each
// component once, the variants of a union by the value that tells them apart.
// Each [Change] has two verdicts, [Wire] and [Source]; the table in verdicts.go
// says why. The verdicts are about this client, which tolerates in an answer
// whatever it does not know.
package drift

import (
	"fmt"
	"sync"

	"github.com/seam-go/seam/openapi/normalize"
)

// Report is what differs between two documents.
type Report struct {
	// From and To say which documents these are: what they were fetched from,
	// or whatever the caller of Compare knows better.
	From string `json:"from"`
	To   string `json:"to"`
	// Operations are the numbers of documented operations in both.
	Operations Pair `json:"operations"`
	// Changes are the changes one by one, the most harmful first.
	Changes []Change `json:"changes"`
	// EffectsToReview are operations of the new document whose effect nobody has
	// reviewed, though they are new or have a double that hints at one.
	EffectsToReview []EffectToReview `json:"effects_to_review,omitempty"`
	// StaleReviews are the reviewed operations that the new document does not have.
	StaleReviews []string `json:"stale_reviews,omitempty"`
	// Compiled says whether package seam compiles with what the new document
	// gives; nil if that was not asked for. Compare leaves it empty, as it does
	// [Change.Touches].
	Compiled *Compiled `json:"compiled,omitempty"`
}

// Pair is a number before and after.
type Pair struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Change is one thing that differs.
type Change struct {
	// Kind says what happened.
	Kind Kind `json:"kind"`
	// Resource is the group of operations that it concerns, such as
	// /acs/credentials, or Shared.
	Resource string `json:"resource"`
	// In is the component or the path of the operation that changed.
	In string `json:"in"`
	// Name is the field, value or variant; empty where In itself changed.
	Name string `json:"name,omitempty"`
	// Detail says what became of what, where the kind does not say it all.
	Detail string `json:"detail,omitempty"`
	// Wire and Source are the verdicts.
	Wire   Wire   `json:"wire"`
	Source Source `json:"source"`
	// Text says all of it in a line.
	Text string `json:"text"`
	// Document says which normalised document Pointer leads into, Old or New:
	// what was removed is in the old one only.
	Document Document `json:"document"`
	// Pointer is a JSON pointer into that document.
	Pointer string `json:"pointer"`
	// Operations are the paths of the operations that send or answer it.
	Operations []string `json:"operations"`
	// Touches are the hand-written symbols that use it. Compare leaves it
	// empty; whoever knows the Go code fills it in.
	Touches []string `json:"touches,omitempty"`

	place string // where In stands in the document as Seam publishes it
}

// Document is one of the two that are compared.
type Document string

// The documents of a comparison.
const (
	Old Document = "from"
	New Document = "to"
)

// Shared is the resource of what no single group of operations owns.
const Shared = "shared"

// Compare returns what differs between two OpenAPI documents as Seam publishes
// them.
func Compare(from, to []byte) (*Report, error) {
	var old, new *Surface
	var errOld, errNew error
	var both sync.WaitGroup
	both.Go(func() { old, errOld = Read(from) })
	both.Go(func() { new, errNew = Read(to) })
	both.Wait()
	if errOld != nil {
		return nil, fmt.Errorf("the old document: %w", errOld)
	}
	if errNew != nil {
		return nil, fmt.Errorf("the new document: %w", errNew)
	}
	return old.Compare(new), nil
}

// Read normalises a document and looks up what its operations reach.
func Read(data []byte) (*Surface, error) {
	contract, err := normalize.ReadContract(data)
	if err != nil {
		return nil, err
	}
	return SurfaceOf(contract)
}

// Compare returns what differs between s and a newer document.
func (s *Surface) Compare(to *Surface) *Report {
	c := &comparison{old: s, new: to, seen: map[[2]string]bool{}}
	c.operations()
	c.components()
	c.sort()
	return &Report{
		Operations:      Pair{len(s.operations), len(to.operations)},
		Changes:         c.changes,
		EffectsToReview: c.effectsToReview(),
		StaleReviews:    to.stale,
	}
}
