package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
)

// colours holds the colours of a terminal by harm.
var colours = map[drift.Threshold]string{
	drift.OnWireFails: "\x1b[31m", drift.OnSourceBreaks: "\x1b[33m", drift.OnAdditive: "\x1b[32m",
}

const (
	bold  = "\x1b[1m"
	plain = "\x1b[0m"
)

// Text writes a report for a terminal. It counts the changes that concern no program
// and does not list them.
func Text(w io.Writer, r *drift.Report, colour bool) error {
	paint := func(code, text string) string {
		if !colour || code == "" {
			return text
		}
		return code + text + plain
	}
	var out strings.Builder
	head := headline(r)
	fmt.Fprintln(&out, paint(bold, head[0]))
	for _, line := range head[1:] {
		fmt.Fprintln(&out, line)
	}
	if len(r.Changes) == 0 {
		fmt.Fprintln(&out, "\nnothing changed")
	}
	for _, s := range sections(r, drift.OnAdditive, drift.Never) {
		fmt.Fprintf(&out, "\n%s\n", paint(bold, s.resource))
		for _, l := range s.lines {
			verdict := fmt.Sprintf("%-8s  %-9s", l.Wire, l.Source)
			fmt.Fprintf(&out, "  %s  %s\n", paint(colours[l.harm()], verdict), withoutBackticks(l.Text))
			if len(l.Touches) > 0 {
				fmt.Fprintf(&out, "  %19s  touches: %s\n", "", strings.Join(l.Touches, ", "))
			}
		}
	}
	if quiet := quiet(r); quiet != "" {
		fmt.Fprintf(&out, "\nno program notices: %s\n", quiet)
	}
	for _, t := range topics(r) {
		fmt.Fprintf(&out, "\n%s\n", strings.TrimSuffix(t.title+": "+t.hint, ": "))
		for _, item := range t.items {
			fmt.Fprintf(&out, "  %s\n", withoutBackticks(item))
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func withoutBackticks(text string) string { return strings.ReplaceAll(text, "`", "") }
