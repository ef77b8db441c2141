// Package drift compares two OpenAPI documents of Seam and judges each difference
// for two groups of people: those who run programs that are deployed already, and
// those who generate the client again.
//
// Both documents first go through the normaliser of the code generator, so the
// comparison sees the contract that package gen is generated from: documented
// operations only, each component once, and the variants of a union by the value
// of its discriminator. Each [Change] has two verdicts, [Wire] and [Source]; the
// table in verdicts.go gives the reasons. The verdicts hold for this client, which
// skips everything in a response that it does not know.
//
// Package report writes a [Report] for people and for other programs.
package drift

import (
	"fmt"
	"sync"

	"github.com/seam-go/seam/openapi/normalize"
)

// Report lists the differences between two documents.
type Report struct {
	// From and To name the two documents. Compare leaves them empty.
	From string `json:"from"`
	To   string `json:"to"`
	// Operations counts the documented operations of both.
	Operations Pair `json:"operations"`
	// Changes lists the differences, the most harmful first.
	Changes []Change `json:"changes"`
	// EffectsToReview lists operations whose effect a person has to review, because
	// they are new or because Seam serves them under other methods than before.
	EffectsToReview []EffectToReview `json:"effects_to_review,omitempty"`
	// Rules lists the given rules whose operation or field changed.
	Rules []RuleToReview `json:"rules_to_review,omitempty"`
	// Notes lists the normaliser's notes on the new document: open decisions, and the
	// notes that the old document does not have.
	Notes []normalize.Note `json:"notes,omitempty"`
	// ByHand lists the hand-written types to change. Compare leaves it empty, as it
	// does [Change.Touches] and Compiled: package handwritten fills them.
	ByHand []HandChange `json:"by_hand,omitempty"`
	// Compiled reports whether package seam compiles with the code that the new
	// document generates; nil if it was not compiled.
	Compiled *Compiled `json:"compiled,omitempty"`
}

// Pair is a number before and after.
type Pair struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Change is one difference.
type Change struct {
	// Kind names the difference.
	Kind Kind `json:"kind"`
	// Resource is the group of operations that it belongs to, such as
	// /acs/credentials, or Shared.
	Resource string `json:"resource"`
	// In is the component, or the path of the operation, that changed.
	In string `json:"in"`
	// Name is the field, value or variant; empty if In itself changed.
	Name string `json:"name,omitempty"`
	// Detail completes the kind, for example with the types before and after.
	Detail string `json:"detail,omitempty"`
	// Wire and Source are the verdicts.
	Wire   Wire   `json:"wire"`
	Source Source `json:"source"`
	// Document names the normalised document that Pointer leads into, Old or New:
	// a removed part exists in the old one only.
	Document Document `json:"document"`
	// Pointer is a JSON pointer into that document.
	Pointer string `json:"pointer"`
	// Place leads to In in the document as Seam publishes it: the component or
	// operation that it is part of, and the fields from there.
	Place string `json:"place"`
	// Operations lists the paths of the operations that send or return it.
	Operations []string `json:"operations"`
	// Touches lists the hand-written symbols that use it. Compare leaves it empty.
	Touches []string `json:"touches,omitempty"`
}

// Document is one of the two that are compared.
type Document string

// The documents of a comparison.
const (
	Old Document = "from"
	New Document = "to"
)

// Shared is the resource of a part that several groups of operations use.
const Shared = "shared"

// Compare returns the differences between two OpenAPI documents as Seam publishes
// them, and which rules they may concern.
func Compare(from, to []byte, rules ...Rule) (*Report, error) {
	var before, after *Surface
	var errOld, errNew error
	var both sync.WaitGroup
	both.Go(func() { before, errOld = Read(from) })
	both.Go(func() { after, errNew = Read(to) })
	both.Wait()
	if errOld != nil {
		return nil, fmt.Errorf("the old document: %w", errOld)
	}
	if errNew != nil {
		return nil, fmt.Errorf("the new document: %w", errNew)
	}
	return before.Compare(after, rules...), nil
}

// Read normalises a document and finds the components that its operations use.
func Read(data []byte) (*Surface, error) {
	contract, err := normalize.ReadContract(data)
	if err != nil {
		return nil, err
	}
	return SurfaceOf(contract)
}

// Compare returns the differences between s and a newer document, and which rules they
// may concern.
func (s *Surface) Compare(to *Surface, rules ...Rule) *Report {
	c := &comparison{old: s, new: to, seen: map[[2]string]bool{}}
	c.access()
	c.operations()
	c.components()
	c.sort()
	return &Report{
		Operations:      Pair{len(s.operations), len(to.operations)},
		Changes:         c.changes,
		EffectsToReview: c.effectsToReview(),
		Rules:           c.rulesToReview(rules),
		Notes:           c.notes(),
	}
}
