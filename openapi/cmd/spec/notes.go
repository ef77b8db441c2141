package main

import (
	"fmt"
	"io"

	"github.com/seam-go/seam/openapi/normalize"
)

// printNotes prints the notes about a document for maintainers, one line each.
func printNotes(w io.Writer, notes []normalize.Note) {
	for _, note := range notes {
		fmt.Fprintf(w, "%s: %s\n", note.Kind, oneLine(note.String()))
	}
}

// undecided counts the notes that ask a person to decide something.
func undecided(notes []normalize.Note) int {
	count := 0
	for _, note := range notes {
		if note.Kind == normalize.Undecided {
			count++
		}
	}
	return count
}
