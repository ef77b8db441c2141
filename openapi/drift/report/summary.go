// Package report writes a report of drift: as text for a terminal, as Markdown for a pull request, as
// JSON for programs, and as annotations for GitHub. It also writes a [drift.History] as tables and as
// a chart.
package report

import (
	"fmt"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
)

// headline names the documents and sums up the harm.
func headline(r *drift.Report) []string {
	wire, source := r.Wires(), r.Sources()
	return []string{
		fmt.Sprintf("%s → %s", r.From, r.To),
		fmt.Sprintf("%d operations → %d", r.Operations.From, r.Operations.To),
		fmt.Sprintf("deployed programs: fail at %d, misread %d, ignore %d", wire[drift.Fails], wire[drift.Misreads], wire[drift.Ignores]),
		fmt.Sprintf("generated again: %d break, %d behave differently, %d add, %d change docs alone",
			source[drift.Breaks], source[drift.Behaviour], source[drift.Additive], source[drift.Docs]),
	}
}

// quiet counts, by kind, the changes that concern no program.
func quiet(r *drift.Report) string {
	var parts []string
	for _, v := range drift.Verdicts {
		n := 0
		for _, c := range r.Changes {
			if c.Kind == v.Kind && c.Harm() == drift.OnDocs {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v.Kind))
		}
	}
	return strings.Join(parts, ", ")
}

// section holds the lines about one resource.
type section struct {
	resource string
	lines    []Line
}

// sections groups by resource the lines that reach one threshold and not the other.
// The resource with the most harmful line comes first.
func sections(r *drift.Report, from, below drift.Threshold) []section {
	var out []section
	at := map[string]int{}
	for _, line := range Lines(r) {
		if line.harm() < from || line.harm() >= below {
			continue
		}
		i, known := at[line.Resource]
		if !known {
			i = len(out)
			at[line.Resource] = i
			out = append(out, section{resource: line.Resource})
		}
		out[i].lines = append(out[i].lines, line)
	}
	return out
}
