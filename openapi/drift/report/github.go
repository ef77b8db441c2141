package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
)

// levels holds the kinds of annotations by harm.
var levels = map[drift.Threshold]string{
	drift.OnWireFails: "error", drift.OnSourceBreaks: "warning", drift.OnAdditive: "notice",
}

// GitHub writes a workflow command for each line of a report that concerns a program,
// and for each hand-written line to change. The commands point into the vendored
// document, which the repository has as file; for a new part, they point at the part
// of the vendored document that contains it.
func GitHub(w io.Writer, r *drift.Report, file string, vendored []byte) error {
	places, err := newPlaces(vendored)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	var out strings.Builder
	for _, l := range Lines(r) {
		level := levels[l.harm()]
		if level == "" {
			continue
		}
		text := withoutBackticks(l.Text)
		if len(l.Touches) > 0 {
			text += "\ntouches: " + strings.Join(l.Touches, ", ")
		}
		title := fmt.Sprintf("%s: %s / %s", l.Resource, l.Wire, l.Source)
		annotate(&out, level, file, places.line(l.Changes[0]), title, text)
	}
	for _, h := range r.ByHand {
		annotate(&out, "warning", h.File, h.Line, "change by hand: "+h.Symbol, withoutBackticks(causes(r, h.Changes)))
	}
	if r.Compiled != nil {
		for _, b := range r.Compiled.Breaks {
			annotate(&out, "error", b.File, b.Line, "does not compile with the new package gen", b.Text)
		}
	}
	_, err = io.WriteString(w, out.String())
	return err
}

func annotate(out *strings.Builder, level, file string, line int, title, text string) {
	fmt.Fprintf(out, "::%s file=%s,line=%d,title=%s::%s\n", level, property(file), line, property(title), message(text))
}

// message escapes the text of a workflow command.
func message(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

// property escapes a value among the properties of a workflow command.
func property(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(text)
}
