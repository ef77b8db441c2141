package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
)

// History writes a history as tables: by harm, by kind, and by name the changes of
// one resource.
func History(w io.Writer, h *drift.History, resource string) error {
	var out strings.Builder
	sum := h.All()
	wire := sum.Wires()
	total := wire[drift.Fails] + wire[drift.Misreads] + wire[drift.Ignores]
	fmt.Fprintf(&out, "Over %d comparisons, %d changes concern programs; changes of docs and of required response fields are not counted. "+
		"Deployed programs fail at %d of them, misread %d and ignore %d (%d %%).\n",
		len(h.Steps), total, wire[drift.Fails], wire[drift.Misreads], wire[drift.Ignores], 100*wire[drift.Ignores]/max(total, 1))
	writeSteps(&out, h)
	writeKinds(&out, h)
	writeResource(&out, h, resource)
	writeUnread(&out, h)
	_, err := io.WriteString(w, out.String())
	return err
}

func writeSteps(out *strings.Builder, h *drift.History) {
	fmt.Fprint(out, "\n## By harm\n\nThe changes between each version and the one before it.\n\n")
	fmt.Fprintln(out, "| From | To | Operations | fails | misreads | ignores | breaks | behaviour | additive | docs |")
	fmt.Fprintln(out, "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
	for _, step := range h.Steps {
		wire, source := step.Wires(), step.Sources()
		fmt.Fprintf(out, "| %s | %s | %d | %d | %d | %d | %d | %d | %d | %d |\n", step.From, step.To, step.Operations.To,
			wire[drift.Fails], wire[drift.Misreads], wire[drift.Ignores],
			source[drift.Breaks], source[drift.Behaviour], source[drift.Additive], source[drift.Docs])
	}
}

func writeKinds(out *strings.Builder, h *drift.History) {
	fmt.Fprint(out, "\n## By kind\n\nThe usual verdicts of each kind. A field whose Go type changes always breaks, "+
		"and deployed programs ignore a null if the Go type has a nil for it.\n\n")
	fmt.Fprintln(out, "| Kind | Changes | Comparisons | Wire | Source | Why |")
	fmt.Fprintln(out, "| --- | ---: | ---: | --- | --- | --- |")
	for _, k := range h.Kinds() {
		fmt.Fprintf(out, "| %s | %d | %d | %s | %s | %s |\n", k.Kind, k.Changes, k.Steps, k.Wire, k.Source, k.Why)
	}
}

func writeResource(out *strings.Builder, h *drift.History, resource string) {
	fmt.Fprintf(out, "\n## %s by name\n", resource)
	for _, step := range h.Steps {
		own := &drift.Report{}
		for _, c := range step.Changes {
			if c.Resource == resource {
				own.Changes = append(own.Changes, c)
			}
		}
		if len(own.Changes) == 0 {
			continue
		}
		fmt.Fprintf(out, "\n**%s → %s**\n\n", step.From, step.To)
		for _, l := range Lines(own) {
			if l.harm() > drift.OnDocs {
				fmt.Fprintf(out, "- %s / %s: %s\n", l.Wire, l.Source, l.Text)
			}
		}
		if quiet := quiet(own); quiet != "" {
			fmt.Fprintf(out, "- no program notices: %s\n", quiet)
		}
	}
}

func writeUnread(out *strings.Builder, h *drift.History) {
	if len(h.Unread) == 0 {
		return
	}
	fmt.Fprint(out, "\n## Not compared\n\nThe normaliser rejects these documents, and no comparison has them.\n\n")
	for _, u := range h.Unread {
		fmt.Fprintf(out, "- %s: %s\n", u.Name, u.Err)
	}
}
