package drift

import (
	"fmt"
	"io"
	"strings"
)

// WriteMarkdown writes the history as tables: by harm, by kind, and by name what
// concerns one resource.
func (h *History) WriteMarkdown(w io.Writer, resource string) error {
	var out strings.Builder
	sum := h.all()
	wire := sum.Wires()
	total := wire[Fails] + wire[Misreads] + wire[Ignores]
	fmt.Fprintf(&out, "Over %d comparisons, %d changes concern programs, docs and promises of presence aside. "+
		"Deployed programs fail at %d of them, misread %d and ignore %d (%d %%).\n",
		len(h.Steps), total, wire[Fails], wire[Misreads], wire[Ignores], 100*wire[Ignores]/max(total, 1))
	h.writeSteps(&out)
	h.writeKinds(&out)
	h.writeResource(&out, resource)
	h.writeUnread(&out)
	_, err := io.WriteString(w, out.String())
	return err
}

func (h *History) writeSteps(out *strings.Builder) {
	fmt.Fprint(out, "\n## By harm\n\nThe changes between each version and the one before it.\n\n")
	fmt.Fprintln(out, "| From | To | Operations | fails | misreads | ignores | breaks | behaviour | additive | docs |")
	fmt.Fprintln(out, "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
	for _, step := range h.Steps {
		wire, source := step.Wires(), step.Sources()
		fmt.Fprintf(out, "| %s | %s | %d | %d | %d | %d | %d | %d | %d | %d |\n", step.From, step.To, step.Operations.To,
			wire[Fails], wire[Misreads], wire[Ignores], source[Breaks], source[Behaviour], source[Additive], source[Docs])
	}
}

func (h *History) writeKinds(out *strings.Builder) {
	fmt.Fprintf(out, "\n## By kind\n\nThe verdicts are those of most changes of a kind: a field whose Go type changes breaks in any case, "+
		"and a null is ignored where Go has a nil for it.\n\n")
	fmt.Fprintln(out, "| Kind | Changes | Comparisons | Wire | Source | Why |")
	fmt.Fprintln(out, "| --- | ---: | ---: | --- | --- | --- |")
	for _, k := range h.kinds() {
		fmt.Fprintf(out, "| %s | %d | %d | %s | %s | %s |\n", k.row.kind, k.changes, k.over, k.row.wire, k.row.source, k.row.why)
	}
}

func (h *History) writeResource(out *strings.Builder, resource string) {
	fmt.Fprintf(out, "\n## %s by name\n", resource)
	for _, step := range h.Steps {
		own := &Report{}
		for _, c := range step.Changes {
			if c.Resource == resource {
				own.Changes = append(own.Changes, c)
			}
		}
		if len(own.Changes) == 0 {
			continue
		}
		fmt.Fprintf(out, "\n**%s → %s**\n\n", step.From, step.To)
		for _, l := range own.Lines() {
			if l.Changes[0].harm() > OnDocs {
				fmt.Fprintf(out, "- %s / %s: %s\n", l.Wire, l.Source, l.Text)
			}
		}
		if quiet := own.quiet(); quiet != "" {
			fmt.Fprintf(out, "- no program notices: %s\n", quiet)
		}
	}
}

func (h *History) writeUnread(out *strings.Builder) {
	if len(h.Unread) == 0 {
		return
	}
	fmt.Fprint(out, "\n## Not compared\n\nThe normaliser refuses these, and no comparison has them.\n\n")
	for _, u := range h.Unread {
		fmt.Fprintf(out, "- %s: %s\n", u.Name, u.Err)
	}
}
