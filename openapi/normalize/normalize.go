// Package normalize turns Seam's OpenAPI document into one from which oapi-codegen
// writes pleasant Go.
//
// Seam writes its document for people and for clients in languages with structural
// types: it repeats each operation under several HTTP methods, keeps undocumented
// parts in, and spells shared objects out at each place. The document is read first:
// texts are made harmless (text.go), OpenAPI 3.1 becomes OpenAPI 3.0 (dialect.go),
// and operations that the client could not send are left out (requests.go). Then the
// passes run, one idea each:
//
//   - effects records whether an operation may be repeated.
//   - operations keeps the documented POST operations.
//   - undocumented drops undocumented fields and variants.
//   - reserved renames components with a name that package gen declares itself.
//   - scalars drops defaults, examples and huge enums.
//   - formats drops the formats that do not change the Go type.
//   - metadata gives all custom metadata one type.
//   - unions turns events and action attempts into a base and named variants.
//   - compose merges every other oneOf and allOf into one schema.
//   - bodies checks that requests and responses are objects with fields.
//   - names moves inline objects and enums to components, called after their place.
//   - prune drops the components that no operation uses.
//   - times adds the format of a time where the document forgot it.
//   - numbers makes integers of the numbers that count or identify.
//   - nulls drops null from requests where it means nothing.
//   - values names the constants of enums.
//   - lengths finds names that are too long.
//   - clashes makes sure that each Go name is declared once.
//   - optionality decides about pointers and about fields that JSON leaves out.
//   - annotate writes facts for the templates on each operation.
//   - secrets lists the fields that must not be printed.
//   - docs writes the doc comments.
//   - clean drops the extensions that no generator reads.
//   - files assigns each declaration to a file of package gen.
//   - stale notes the entries of reviewed lists that no longer apply.
//
// The passes work on the document alone. A Go name depends on the place of its schema
// and on nothing else, so that it stays when something unrelated is added.
//
// # Surprises
//
// If no pass can handle a part of the document, the rest is not affected: that
// operation is left out, or that field holds any JSON. A place where a person has to
// choose, such as a number that may be whole or not, gets a safe type. Each of these is
// a [Note] with its place and remedy. spec gen prints the notes, the package comment of
// gen lists the missing parts, and spec check fails while a choice is open, because a
// released Go type cannot change.
//
// # Reviewed lists
//
// Reviewed lists decide where the document does not: exceptions.go, times_list.go,
// numbers.go, nulls.go, ideas.go, secrets.go, files.go, reviews.go. An entry that no
// longer applies is a note, not an error.
package normalize

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"
)

// passes run in this order. Later ones rely on earlier ones: see the package comment.
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
	// Notes are for the maintainer, the most urgent first. The document has them,
	// too: see [NotesOf].
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
	out, err := doc.encode(notes)
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
func (d *document) encode(notes []Note) ([]byte, error) {
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
	if len(notes) > 0 {
		d.Extensions = map[string]any{extNotes: notes}
		if data, err = json.Marshal(d.T); err != nil {
			return nil, fmt.Errorf("encode: %w", err)
		}
	}
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", "  "); err != nil {
		return nil, fmt.Errorf("encode: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
