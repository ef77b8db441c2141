// Package normalize turns Seam's OpenAPI document into one that oapi-codegen
// turns into pleasant Go.
//
// Seam writes its document for people and for clients in languages with
// structural types: it repeats each operation under several HTTP methods, keeps
// undocumented parts in, and spells shared objects out wherever they occur.
// The passes of this package undo that, one idea each, in the order in which
// [Normalize] runs them. They work on the document alone: a Go
// name depends on the place of the schema it is for and on nothing else, so that
// it stays when something unrelated is added.
//
// What a pass cannot decide is an error that names the place. The few places
// where the document is known to contradict itself stand in exceptions.go, with
// a reason each.
package normalize

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"
)

// passes run in this order. Later ones rely on what earlier ones removed.
var passes = []struct {
	name string
	run  func(*document) error
}{
	{"effects", recordEffects},
	{"operations", keepDocumentedPosts},
	{"undocumented", dropUndocumented},
	{"reserved", renameReserved},
	{"scalars", tidyScalars},
	{"formats", tidyFormats},
	{"metadata", shareCustomMetadata},
	{"unions", buildUnions},
	{"compose", mergeCompositions},
	{"bodies", tidyBodies},
	{"names", nameInlineSchemas},
	{"prune", pruneUnreachable},
	{"times", formatTimes},
	{"numbers", countWhole},
	{"nulls", dropNulls},
	{"values", nameValues},
	{"lengths", measureNames},
	{"clashes", settleClashes},
	{"optionality", decideOptionality},
	{"annotate", annotateOperations},
	{"secrets", listSecrets},
	{"docs", writeDocs},
	{"clean", dropExtensions},
	{"files", assignFiles},
	{"stale", noteStale},
}

// Result is a normalised document.
type Result struct {
	// Document is valid OpenAPI 3.0: indented, with sorted keys, the same bytes for
	// the same input.
	Document []byte
	// Notes are what a maintainer should know about the document, the most urgent
	// first. The document has them, too: see [NotesOf].
	Notes []Note
}

// Normalize returns the normalised form of an OpenAPI document. withdrawn holds
// the operations that package seam calls and earlier documents had, as
// [Withdraw] returns them; nil for none.
func Normalize(data, withdrawn []byte) (*Result, error) {
	doc, err := read(data, withdrawn)
	if err != nil {
		return nil, err
	}
	for _, p := range passes {
		if err := p.run(doc); err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
	}
	notes := doc.notes.sorted()
	if len(notes) > 0 {
		doc.Extensions = map[string]any{extNotes: notes}
	}
	out, err := doc.encode()
	if err != nil {
		return nil, err
	}
	return &Result{Document: out, Notes: notes}, nil
}

// parse reads an OpenAPI document and resolves its references.
func parse(data []byte) (*document, error) {
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return nil, fmt.Errorf("not an OpenAPI document: %w", err)
	}
	if doc.Paths == nil {
		return nil, errors.New("not an OpenAPI document: it has no paths")
	}
	if doc.Components == nil {
		doc.Components = &openapi3.Components{}
	}
	if doc.Components.Schemas == nil {
		doc.Components.Schemas = openapi3.Schemas{}
	}
	// The passes rely on the parts that OpenAPI requires.
	if err := doc.Validate(context.Background()); err != nil {
		return nil, fmt.Errorf("not a valid OpenAPI document: %w", err)
	}
	return &document{T: doc}, nil
}

// encode writes the document and reads it again, which proves that every
// reference resolves and that the result is valid.
func (d *document) encode() ([]byte, error) {
	data, err := json.Marshal(d.T)
	if err != nil {
		return nil, fmt.Errorf("encode: %w", err)
	}
	again, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return nil, fmt.Errorf("result does not load: %w", err)
	}
	if err := again.Validate(context.Background()); err != nil {
		return nil, fmt.Errorf("result is not valid: %w", err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", "  "); err != nil {
		return nil, fmt.Errorf("encode: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
