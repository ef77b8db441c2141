package main

import (
	"fmt"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/drift/report"
)

// named lists the kinds of changes whose operations the changelog names by path. Go
// names are added by make api.
var named = []struct {
	kind drift.Kind
	verb string
}{
	{drift.OperationAdded, "added"},
	{drift.OperationRemoved, "removed"},
	{drift.OperationWithdrawn, "withdrawn"},
	{drift.OperationDeprecated, "deprecated"},
}

// entries returns the bullets of the changelog about a new document: the operations
// that came and went, and the changes in behaviour, which no Go symbol shows. It
// returns none if the document changes nothing for users.
func entries(v *vendoring, r *drift.Report) []string {
	if !r.Reaches(drift.OnAdditive) {
		return nil
	}
	var first strings.Builder
	fmt.Fprintf(&first, "Seam's document %s, sha256 `%s…`.", origin(v), v.stamp.SHA256.Vendored[:12])
	for _, n := range named {
		if paths := operations(r, n.kind); len(paths) > 0 {
			fmt.Fprintf(&first, " Operations %s: `%s`.", n.verb, strings.Join(paths, "`, `"))
		}
	}
	all := []string{first.String()}
	for _, line := range report.Lines(r) {
		if line.Changes[0].Kind == drift.FieldConflict { // it concerns the normaliser
			continue
		}
		if line.Source != drift.Breaks && (line.Source == drift.Behaviour || line.Wire > drift.Ignores) {
			all = append(all, strings.ToUpper(line.Text[:1])+line.Text[1:]+".")
		}
	}
	return all
}

// origin names the publication of a document. The path of a file means nothing to
// others, so the version takes its place.
func origin(v *vendoring) string {
	if strings.Contains(v.doc.Source, ":") {
		return "of `" + v.doc.Source + "`"
	}
	return "version " + v.doc.Version
}

// operations returns the paths with a change of one kind.
func operations(r *drift.Report, kind drift.Kind) []string {
	var paths []string
	for _, c := range r.Changes {
		if c.Kind == kind {
			paths = append(paths, c.In)
		}
	}
	return paths
}
