package main

import (
	"bytes"
	"fmt"
	"html"
)

const (
	width, height = 980, 520
	boxHeight     = 54
)

// box is a part of the module, at its upper left corner.
type box struct {
	x, y, width float64
	kind        kind
	name, about string
}

// arrow leads from one box to another: to the right, down a row, or to the right and up. One that is
// used only in tests is dashed, and leads straight down.
type arrow struct {
	from, to box
	inTests  bool
}

// kind is the colour of a box, and its line in the legend.
type kind struct{ fill, line, legend string }

var (
	file          = kind{"#fff4d6", "#8a6100", "a file"}
	buildTime     = kind{"#e3eefc", "#1f5aa6", "runs at build time"}
	generatedCode = kind{"#e0f3e6", "#1c7340", "generated"}
	handWritten   = kind{"#f0e8fa", "#6a35a3", "hand-written"}
	outside       = kind{"#eeeeee", "#5a5a5a", "not of this module"}
)

// draw returns the drawing as SVG. It has a background, so that it is readable on a dark page too.
func draw() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" role="img">`+"\n", width, height)
	b.WriteString("<title>The parts of this module at build time and at run time</title>\n")
	b.WriteString(`<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#444"/></marker></defs>` + "\n")
	fmt.Fprintf(&b, `<rect width="%d" height="%d" rx="8" fill="#fff"/>`+"\n", width, height)
	text(&b, 24, 38, "start", "bold", "#222", "Build time: make generate, make drift")
	text(&b, 24, 288, "start", "bold", "#222", "Run time: a call")
	fmt.Fprintf(&b, `<path d="M24 248H%d" stroke="#ccc"/>`+"\n", width-24)
	for _, a := range arrows {
		a.draw(&b)
	}
	for _, one := range boxes {
		one.draw(&b)
	}
	legend(&b)
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func (one box) draw(b *bytes.Buffer) {
	fmt.Fprintf(b, `<rect x="%g" y="%g" width="%g" height="%d" rx="5" fill="%s" stroke="%s" stroke-width="1.5"/>`+"\n",
		one.x, one.y, one.width, boxHeight, one.kind.fill, one.kind.line)
	middle := one.x + one.width/2
	text(b, middle, one.y+23, "middle", "bold", "#222", one.name)
	text(b, middle, one.y+41, "middle", "normal", "#444", one.about)
}

func (a arrow) draw(b *bytes.Buffer) {
	const half = boxHeight / 2
	from, to := a.from, a.to
	var path, dash string
	switch {
	case a.inTests:
		x := from.x + 0.8*from.width // beside the arrows that begin in the middle
		path, dash = fmt.Sprintf("M%g %gV%g", x, from.y+boxHeight, to.y-1), ` stroke-dasharray="4 3"`
		text(b, x+8, from.y+boxHeight+24, "start", "normal", "#444", "in tests")
	case from.y == to.y:
		path = fmt.Sprintf("M%g %gH%g", from.x+from.width, from.y+half, to.x-1)
	case from.y < to.y:
		path = fmt.Sprintf("M%g %gV%gH%gV%g", from.x+from.width/2, from.y+boxHeight, to.y-20, to.x+to.width/2, to.y-1)
	default:
		path = fmt.Sprintf("M%g %gH%gV%g", from.x+from.width, from.y+half, to.x+to.width/2, to.y+boxHeight+1)
	}
	fmt.Fprintf(b, `<path d="%s" fill="none" stroke="#444" stroke-width="1.5"%s marker-end="url(#tip)"/>`+"\n", path, dash)
}

func legend(b *bytes.Buffer) {
	x := 24.0
	for _, k := range []kind{file, buildTime, generatedCode, handWritten, outside} {
		fmt.Fprintf(b, `<rect x="%g" y="488" width="14" height="14" rx="3" fill="%s" stroke="%s" stroke-width="1.5"/>`+"\n", x, k.fill, k.line)
		text(b, x+21, 500, "start", "normal", "#444", k.legend)
		x += 170
	}
}

func text(b *bytes.Buffer, x, y float64, anchor, weight, colour, s string) {
	fmt.Fprintf(b, `<text x="%g" y="%g" text-anchor="%s" font-weight="%s" fill="%s">%s</text>`+"\n",
		x, y, anchor, weight, colour, html.EscapeString(s))
}
