package drift

import (
	"fmt"
	"io"
	"strings"
)

// foldFrom is the number of lines from which a part of the Markdown is folded.
const foldFrom = 12

// WriteMarkdown writes the report for a pull request, with long parts folded.
func (r *Report) WriteMarkdown(w io.Writer) error {
	var out strings.Builder
	head := r.headline()
	fmt.Fprintf(&out, "## Drift: %s\n\n", head[0])
	for _, line := range head[1:] {
		fmt.Fprintf(&out, "- %s\n", line)
	}
	if len(r.Changes) == 0 {
		fmt.Fprint(&out, "\nNothing changed.\n")
	}
	for _, part := range []struct {
		title       string
		from, below Threshold
	}{
		{"Deployed programs fail", OnWireFails, Never},
		{"Programs no longer compile", OnSourceBreaks, OnWireFails},
		{"Behaves differently, or is new", OnAdditive, OnSourceBreaks},
		{"No program notices", OnDocs, OnAdditive},
	} {
		writePart(&out, part.title, r.sections(part.from, part.below), part.from == OnDocs)
	}
	_, err := io.WriteString(w, out.String()+r.reviewsMarkdown()+r.Compiled.markdown())
	return err
}

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
