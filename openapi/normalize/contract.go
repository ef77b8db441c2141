package normalize

import (
	"fmt"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// The marks that only a [Contract] carries.
const (
	// RequestMark is on a component that is only ever sent: its Go type follows
	// the rules for requests.
	RequestMark = extRequest
	// WithheldMark is on an object of whose fields some are undocumented: it
	// lists them. Seam still returns an undocumented field, but not one that is gone.
	WithheldMark = "x-seam-withheld"
	// ContradictionMark is on a place that the reviewed list of contradictions
	// decides about. It holds the types that the document has there, so that a change
	// of them shows.
	ContradictionMark = "x-seam-contradiction"
)

// Contract is a document under the names of package gen, with all its promises:
// which fields a response has to have and which may be null. [Normalize] drops the
// promises, because a Go type must not follow them. A comparison of two documents
// needs them.
type Contract struct {
	*openapi3.T
	// Withheld are the paths that take POST and are undocumented, sorted.
	Withheld []string
	// Unreviewed are the operations that count as writes because nobody has reviewed
	// the effect of a second call, sorted.
	Unreviewed []string
	// Stale are the reviewed operations that the document does not have, sorted.
	Stale []string
	// Notes are those of [Normalize].
	Notes []Note
	// Places holds the place of each component in the document: the component or
	// body that it is a part of, and the fields that lead to it. The value of a
	// variant comes after a bar.
	Places map[string]string
	// Access states where the operations are served and who may call them.
	Access Access
}

// ReadContract runs the passes of [Normalize] on a document, except those that drop
// its promises. Withdrawn operations are not added: they are no part of the document.
func ReadContract(data []byte) (*Contract, error) {
	doc, err := read(data, nil)
	if err != nil {
		return nil, err
	}
	contract := &Contract{T: doc.T, Withheld: doc.withheldPaths(), Unreviewed: doc.unreviewed(), Stale: doc.stale(), Access: doc.access}
	for _, p := range passes {
		if p.name == "optionality" || p.name == "docs" || p.name == "clean" {
			continue
		}
		if err := p.run(doc); err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
	}
	// An operation that is left out cannot be reviewed.
	contract.Unreviewed = slices.DeleteFunc(contract.Unreviewed, func(path string) bool { return doc.Paths.Value(path) == nil })
	contract.Places, contract.Notes = doc.places, doc.notes.sorted()
	return contract, nil
}

func (d *document) withheldPaths() []string {
	var out []string
	for _, op := range d.operations() {
		if undocumented(op.Extensions) {
			out = append(out, op.path)
		}
	}
	return out
}

// withhold notes on s that its field name is undocumented.
func withhold(s *openapi3.Schema, names ...string) {
	if len(names) == 0 {
		return
	}
	all := append(withheldFields(s), names...)
	slices.Sort(all)
	s.Extensions = maps.Clone(s.Extensions)
	if s.Extensions == nil {
		s.Extensions = map[string]any{}
	}
	s.Extensions[WithheldMark] = slices.Compact(all)
}

// withheldFields are the names that withhold noted on s.
func withheldFields(s *openapi3.Schema) []string {
	names, _ := s.Extensions[WithheldMark].([]string)
	return slices.Clone(names)
}
