package drift

import (
	"fmt"
	"io"
	"strings"
)

// Colours of a terminal, by harm.
var colours = map[Threshold]string{OnWireFails: "\x1b[31m", OnSourceBreaks: "\x1b[33m", OnAdditive: "\x1b[32m"}

const (
	bold  = "\x1b[1m"
	plain = "\x1b[0m"
)

// WriteText writes the report for a terminal. What concerns nobody's program is
// counted and not listed.
func (r *Report) WriteText(w io.Writer, colour bool) error {
	paint := func(code, text string) string {
		if !colour || code == "" {
			return text
		}
		return code + text + plain
	}
	var out strings.Builder
	head := r.headline()
	fmt.Fprintln(&out, paint(bold, head[0]))
	for _, line := range head[1:] {
		fmt.Fprintln(&out, line)
	}
	if len(r.Changes) == 0 {
		fmt.Fprintln(&out, "\nnothing changed")
	}
	for _, s := range r.sections(OnAdditive, Never) {
		fmt.Fprintf(&out, "\n%s\n", paint(bold, s.resource))
		for _, l := range s.lines {
			verdict := fmt.Sprintf("%-8s  %-9s", l.Wire, l.Source)
			fmt.Fprintf(&out, "  %s  %s\n", paint(colours[l.Changes[0].harm()], verdict), strings.ReplaceAll(l.Text, "`", ""))
			if len(l.Touches) > 0 {
				fmt.Fprintf(&out, "  %19s  touches: %s\n", "", strings.Join(l.Touches, ", "))
			}
		}
	}
	if quiet := r.quiet(); quiet != "" {
		fmt.Fprintf(&out, "\nno program notices: %s\n", quiet)
	}
	_, err := io.WriteString(w, out.String()+r.reviewsText()+r.Compiled.text())
	return err
}
