package main

import (
	"fmt"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
)

// told are the kinds of changes that the changelog tells by name. The others
// are counted.
var told = []struct {
	kind drift.Kind
	as   string
}{
	{drift.OperationAdded, "added"},
	{drift.OperationRemoved, "removed"},
	{drift.OperationWithdrawn, "withdrawn"},
	{drift.OperationDeprecated, "deprecated"},
}

// entry is what the changelog says about a new document.
func entry(v *vendoring, report *drift.Report) string {
	var out strings.Builder
	fmt.Fprintf(&out, "Seam's document %s, sha256 `%s…`.", from(v), v.stamp.SHA256.Vendored[:12])
	for _, t := range told {
		if paths := operations(report, t.kind); len(paths) > 0 {
			fmt.Fprintf(&out, " Operations %s: `%s`.", t.as, strings.Join(paths, "`, `"))
		}
	}
	wire, source := report.Wires(), report.Sources()
	fmt.Fprintf(&out, " Deployed programs: fail at %d, misread %d. Generated again: %d break, %d behave differently, %d add.",
		wire[drift.Fails], wire[drift.Misreads], source[drift.Breaks], source[drift.Behaviour], source[drift.Additive])
	return out.String()
}

// from says where the document was published. The path of a file means nothing
// to others.
func from(v *vendoring) string {
	if strings.Contains(v.doc.Source, ":") {
		return "of `" + v.doc.Source + "`"
	}
	return "version " + v.doc.Version
}

// operations are the paths to which something happened.
func operations(report *drift.Report, kind drift.Kind) []string {
	var paths []string
	for _, c := range report.Changes {
		if c.Kind == kind {
			paths = append(paths, c.In)
		}
	}
	return paths
}
