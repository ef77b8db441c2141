package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
)

// The measures of the chart, in pixels. Its colours are readable on a light and on a
// dark background.
const (
	chartWidth  = 940
	left        = 60  // of the bars
	hurtHeight  = 170 // of the bars of changes that hurt
	quietHeight = 80  // of the bars of changes that programs ignore
	kindHeight  = 18  // of a row of the table of kinds
	kindLeft    = 250 // of its bars
	mostKinds   = 12

	failsColour    = "#d1495b"
	misreadsColour = "#e08e2b"
	ignoresColour  = "#6a8fb5"
	textColour     = "#7d8590"
)

// Chart draws a history as SVG: for each step the changes by the reaction of deployed
// programs, and below the kinds of changes that hurt most.
func Chart(w io.Writer, h *drift.History) error {
	c := &chart{top: 56}
	fmt.Fprintf(c, `<text x="%d" y="20" font-size="15" font-weight="bold">What Seam's documents changed for deployed programs</text>`+"\n", 8)
	c.legend()
	hurt := func(r *drift.Report) (int, int) { wire := r.Wires(); return wire[drift.Fails], wire[drift.Misreads] }
	c.steps(h, hurtHeight, hurt, failsColour, misreadsColour)
	c.top += hurtHeight + 24
	c.steps(h, quietHeight, func(r *drift.Report) (int, int) { return r.Wires()[drift.Ignores], 0 }, ignoresColour, "")
	c.top += quietHeight
	c.versions(h)
	c.top += 96
	c.kinds(h)
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" `+
		`font-family="sans-serif" font-size="11" fill="%s"><title>Changes of Seam's documents by harm</title>`+"\n%s</svg>\n",
		chartWidth, c.top, chartWidth, c.top, textColour, c.String())
	return err
}

// chart is the part of a chart that is drawn.
type chart struct {
	strings.Builder
	top int // of the next part
}

func (c *chart) legend() {
	x := left
	for _, entry := range []struct{ colour, text string }{
		{failsColour, "fail"}, {misreadsColour, "misread"}, {ignoresColour, "ignore (a scale of its own)"},
	} {
		c.bar(x, 32, 10, 10, entry.colour, "")
		fmt.Fprintf(c, `<text x="%d" y="41">%s</text>`+"\n", x+15, entry.text)
		x += 80
	}
}

func (c *chart) bar(x, y, width, height int, colour, title string) {
	fmt.Fprintf(c, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s">`, x, y, width, height, colour)
	if title != "" {
		fmt.Fprintf(c, "<title>%s</title>", title)
	}
	fmt.Fprintln(c, "</rect>")
}

// steps draws one bar of two parts for each step, with a scale.
func (c *chart) steps(h *drift.History, height int, parts func(*drift.Report) (int, int), colour, upperColour string) {
	most := 1
	for _, step := range h.Steps {
		a, b := parts(step)
		most = max(most, a+b)
	}
	bottom := c.top + height
	for _, value := range []int{0, most / 2, most} {
		y := bottom - value*height/most
		fmt.Fprintf(c, `<path d="M%d %dH%d" stroke="%s" stroke-opacity=".3"/><text x="%d" y="%d" text-anchor="end">%d</text>`+"\n",
			left-4, y, chartWidth-8, textColour, left-8, y+4, value)
	}
	for i, step := range h.Steps {
		a, b := parts(step)
		title := fmt.Sprintf("%s to %s: %d", step.From, step.To, a+b)
		x, y := c.column(h, i), bottom
		for _, part := range []struct {
			n      int
			colour string
		}{{a, colour}, {b, upperColour}} {
			if part.n > 0 {
				drawn := max(2, part.n*height/most)
				y -= drawn
				c.bar(x, y, c.columnWidth(h)*7/10, drawn, part.colour, title)
			}
		}
	}
}

func (c *chart) columnWidth(h *drift.History) int {
	return max(4, (chartWidth-left-8)/max(1, len(h.Steps)))
}

func (c *chart) column(h *drift.History, i int) int { return left + i*c.columnWidth(h) }

func (c *chart) versions(h *drift.History) {
	for i, step := range h.Steps {
		x, y := c.column(h, i)+c.columnWidth(h)*7/10, c.top+12
		fmt.Fprintf(c, `<text x="%d" y="%d" font-size="10" text-anchor="end" transform="rotate(-60 %d %d)">%s</text>`+"\n", x, y, x, y, step.To)
	}
}

// harm counts the changes of one kind that deployed programs fail at and misread.
type harm struct {
	kind            drift.Kind
	fails, misreads int
}

// kinds draws one row for each of the kinds that hurt most.
func (c *chart) kinds(h *drift.History) {
	rows := harmByKind(h)
	fmt.Fprintf(c, `<text x="8" y="%d" font-size="13" font-weight="bold">Which kinds of changes hurt</text>`+"\n", c.top)
	c.top += 14
	if len(rows) == 0 {
		return
	}
	most := rows[0].fails + rows[0].misreads
	for _, row := range rows {
		total := row.fails + row.misreads
		scale := func(n int) int { return n * (chartWidth - kindLeft - 60) / most }
		fmt.Fprintf(c, `<text x="%d" y="%d" text-anchor="end">%s</text>`+"\n", kindLeft-8, c.top+12, row.kind)
		c.bar(kindLeft, c.top+2, scale(row.fails), kindHeight-5, failsColour, "")
		c.bar(kindLeft+scale(row.fails), c.top+2, scale(row.misreads), kindHeight-5, misreadsColour, "")
		fmt.Fprintf(c, `<text x="%d" y="%d">%d</text>`+"\n", kindLeft+scale(row.fails)+scale(row.misreads)+6, c.top+12, total)
		c.top += kindHeight
	}
	c.top += 8
}

// harmByKind returns the kinds that hurt most, the worst first.
func harmByKind(h *drift.History) []harm {
	var rows []harm
	for _, change := range h.All().Changes {
		if change.Wire == drift.Ignores {
			continue
		}
		i := slices.IndexFunc(rows, func(row harm) bool { return row.kind == change.Kind })
		if i < 0 {
			i = len(rows)
			rows = append(rows, harm{kind: change.Kind})
		}
		if change.Wire == drift.Fails {
			rows[i].fails++
		} else {
			rows[i].misreads++
		}
	}
	slices.SortStableFunc(rows, func(a, b harm) int {
		return cmp.Or(-cmp.Compare(a.fails+a.misreads, b.fails+b.misreads), cmp.Compare(a.kind, b.kind))
	})
	return rows[:min(len(rows), mostKinds)]
}
