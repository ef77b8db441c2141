package normalize

import (
	"cmp"
	"encoding/json"
	"slices"
)

// Kind is the kind of a [Note].
type Kind string

// The kinds of notes.
const (
	// Undecided is a place where a person has to choose. Until then it has a safe
	// type, and spec check fails.
	Undecided Kind = "undecided"
	// LeftOut is an operation, a field or a value that package gen does not have.
	LeftOut Kind = "left out"
	// Raw is a field that holds any JSON, because no Go type fits it.
	Raw Kind = "raw"
	// Withdrawn is an operation that package gen keeps although the document
	// dropped it, because package seam calls it.
	Withdrawn Kind = "withdrawn"
	// Stale is an entry of a reviewed list that no longer applies.
	Stale Kind = "stale"
)

// Note is something about a document that its maintainer should know.
type Note struct {
	Kind Kind `json:"kind"`
	// Place is the operation, the field or the list entry that the note is about.
	Place string `json:"place"`
	// Problem is the reason for the note.
	Problem string `json:"problem"`
	// Remedy is the thing to do, with the file to do it in.
	Remedy string `json:"remedy"`
}

// String returns the note as one line.
func (n Note) String() string {
	text := n.Place + ": " + n.Problem
	if n.Remedy != "" {
		text += "; " + n.Remedy
	}
	return text
}

// extNotes is where the normalised document holds its notes.
const extNotes = "x-notes"

// NotesOf returns the notes of a normalised document.
func NotesOf(normalized []byte) ([]Note, error) {
	var doc struct {
		Notes []Note `json:"x-notes"`
	}
	err := json.Unmarshal(normalized, &doc)
	return doc.Notes, err
}

// noteList collects notes.
type noteList []Note

// add adds a note. It does so once: a place can be visited more than once.
func (l *noteList) add(kind Kind, place, problem, remedy string) {
	n := Note{kind, place, problem, remedy}
	if !slices.Contains(*l, n) {
		*l = append(*l, n)
	}
}

// order lists the kinds by urgency.
var order = []Kind{Undecided, LeftOut, Raw, Withdrawn, Stale}

// sorted returns the notes, the most urgent first.
func (l *noteList) sorted() []Note {
	return slices.SortedFunc(slices.Values(*l), func(a, b Note) int {
		return cmp.Or(
			cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)),
			cmp.Compare(a.Place, b.Place),
			cmp.Compare(a.Problem, b.Problem),
		)
	})
}
