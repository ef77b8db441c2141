package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
)

// foldFrom is the number of lines from which a part of the Markdown is folded.
const foldFrom = 12

// Markdown writes a report for a pull request: decisions first, long parts folded.
func Markdown(w io.Writer, r *drift.Report) error {
	var out strings.Builder
	head := headline(r)
	fmt.Fprintf(&out, "## Drift: %s\n\n", head[0])
	for _, line := range head[1:] {
		fmt.Fprintf(&out, "- %s\n", line)
	}
	if len(r.Changes) == 0 {
		fmt.Fprint(&out, "\nNothing changed.\n")
	}
	for _, t := range topics(r) {
		fmt.Fprintf(&out, "\n### %s\n\n", capital(t.title))
		if t.hint != "" {
			fmt.Fprintf(&out, "%s.\n\n", capital(t.hint))
		}
		for _, item := range t.items {
			fmt.Fprintf(&out, "- %s\n", item)
		}
	}
	for _, part := range []struct {
		title       string
		from, below drift.Threshold
	}{
		{"Deployed programs fail", drift.OnWireFails, drift.Never},
		{"Programs no longer compile", drift.OnSourceBreaks, drift.OnWireFails},
		{"New, or with another behaviour", drift.OnAdditive, drift.OnSourceBreaks},
		{"No program notices", drift.OnDocs, drift.OnAdditive},
	} {
		writePart(&out, part.title, sections(r, part.from, part.below), part.from == drift.OnDocs)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

func writePart(out *strings.Builder, title string, sections []section, folded bool) {
	n := 0
	for _, s := range sections {
		n += len(s.lines)
	}
	if n == 0 {
		return
	}
	folded = folded || n >= foldFrom
	if folded {
		fmt.Fprintf(out, "\n<details><summary>%s (%d)</summary>\n", title, n)
	} else {
		fmt.Fprintf(out, "\n### %s\n", title)
	}
	for _, s := range sections {
		fmt.Fprintf(out, "\n**%s**\n\n", s.resource)
		for _, l := range s.lines {
			fmt.Fprintf(out, "- %s / %s: %s\n", l.Wire, l.Source, l.Text)
			if len(l.Touches) > 0 {
				fmt.Fprintf(out, "  - touches: `%s`\n", strings.Join(l.Touches, "`, `"))
			}
		}
	}
	if folded {
		fmt.Fprint(out, "\n</details>\n")
	}
}
