package main

import (
	"bytes"
	"fmt"
	"html"
	"math"
)

// A plot has two charts side by side.
const (
	chartWidth, chartHeight = 460, 340
	left, right             = 64, 84
	top, bottom             = 44, 48
)

// chart has lines over a logarithmic x axis. The y axis is logarithmic too, or begins at 0.
type chart struct {
	title, below string
	xs           []int
	lines        []line
	logarithmic  bool
}

type line struct {
	name, colour string
	ys           []float64
}

// plotGrowth draws the tables as SVG.
func plotGrowth(all []lists, crowds []crowd) []byte {
	one := chart{title: "µs for one credential", below: "credentials in the list", logarithmic: true, lines: []line{
		{name: "seam", colour: "#0b6e4f"}, {name: "bare", colour: "#c1440e"}, {name: "limit", colour: "#7a7a7a"},
		{name: "JavaScript", colour: "#5b6abf"},
	}}
	for _, l := range all {
		one.xs = append(one.xs, l.items)
		for i, took := range []float64{l.each(l.ours.took), l.each(l.bare.took), l.each(l.limit), l.each(l.js)} {
			one.lines[i].ys = append(one.lines[i].ys, took/1e3)
		}
	}
	rate := chart{title: "calls a second", below: "callers at once", lines: []line{
		{name: "seam", colour: "#0b6e4f"}, {name: "bare", colour: "#c1440e"}, {name: "tuned", colour: "#7a7a7a"},
		{name: "JavaScript", colour: "#5b6abf"},
	}}
	for _, c := range crowds {
		rate.xs = append(rate.xs, c.callers)
		for i, calls := range []float64{c.ours.rate, c.bare.rate, c.tuned.rate, c.js} {
			rate.lines[i].ys = append(rate.lines[i].ys, calls)
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">`+"\n", 2*chartWidth, chartHeight)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#fff"/>`+"\n", 2*chartWidth, chartHeight)
	one.draw(&b, 0)
	rate.draw(&b, chartWidth)
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func (c chart) draw(b *bytes.Buffer, at int) {
	fmt.Fprintf(b, `<g transform="translate(%d 0)">`+"\n", at)
	text(b, left, top-20, "start", "#222", c.title)
	text(b, (left+chartWidth-right)/2, chartHeight-10, "middle", "#222", c.below)
	for _, x := range c.xs {
		text(b, c.x(x), chartHeight-bottom+18, "middle", "#555", thousands(x))
	}
	low, high := c.bounds()
	for _, y := range c.ticks(low, high) {
		at := c.y(y, low, high)
		fmt.Fprintf(b, `<path d="M%d %.1fH%d" stroke="#ddd"/>`+"\n", left, at, chartWidth-right)
		text(b, left-8, at+4, "end", "#555", tick(y))
	}
	c.drawLines(b, low, high)
	b.WriteString("</g>\n")
}

// drawLines draws the lines, with the name of each at its end.
func (c chart) drawLines(b *bytes.Buffer, low, high float64) {
	var taken []float64
	for _, l := range c.lines {
		var at float64
		b.WriteString(`<path fill="none" stroke-width="2" stroke="` + l.colour + `" d="`)
		for i, y := range l.ys {
			at = c.y(y, low, high)
			fmt.Fprintf(b, "%c%.1f %.1f", "ML"[min(i, 1)], c.x(c.xs[i]), at)
		}
		b.WriteString(`"/>` + "\n")
		for i, y := range l.ys {
			fmt.Fprintf(b, `<circle r="3" fill="%s" cx="%.1f" cy="%.1f"/>`+"\n", l.colour, c.x(c.xs[i]), c.y(y, low, high))
		}
		at = apart(at, taken)
		taken = append(taken, at)
		text(b, chartWidth-right+8, at+4, "start", l.colour, l.name)
	}
}

// apart moves a name up until it overlaps no other.
func apart(at float64, taken []float64) float64 {
	const height = 14
	for moved := true; moved; {
		moved = false
		for _, other := range taken {
			if math.Abs(at-other) < height {
				at, moved = other-height, true
			}
		}
	}
	return at
}

func (c chart) x(value int) float64 {
	first, last := math.Log(float64(c.xs[0])), math.Log(float64(c.xs[len(c.xs)-1]))
	return left + (math.Log(float64(value))-first)/(last-first)*(chartWidth-left-right)
}

func (c chart) y(value, low, high float64) float64 {
	if c.logarithmic {
		value, low, high = math.Log(value), math.Log(low), math.Log(high)
	}
	return chartHeight - bottom - (value-low)/(high-low)*(chartHeight-top-bottom)
}

// bounds returns round numbers below and above all values.
func (c chart) bounds() (low, high float64) {
	low = math.Inf(1)
	for _, l := range c.lines {
		for _, y := range l.ys {
			low, high = min(low, y), max(high, y)
		}
	}
	if c.logarithmic {
		return math.Pow(10, math.Floor(math.Log10(low))), math.Pow(10, math.Ceil(math.Log10(high)))
	}
	step := math.Pow(10, math.Floor(math.Log10(high)))
	return 0, math.Ceil(high/step) * step
}

func (c chart) ticks(low, high float64) []float64 {
	var ticks []float64
	if c.logarithmic {
		for y := low; y < high*1.01; y *= 10 {
			ticks = append(ticks, y)
		}
		return ticks
	}
	const steps = 5
	for i := range steps + 1 {
		ticks = append(ticks, low+(high-low)*float64(i)/steps)
	}
	return ticks
}

// tick formats a number for an axis.
func tick(y float64) string {
	if y < 1 {
		return fmt.Sprintf("%.2g", y)
	}
	return thousands(int(math.Round(y)))
}

func text(b *bytes.Buffer, x, y float64, anchor, colour, s string) {
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s">%s</text>`+"\n", x, y, anchor, colour, html.EscapeString(s))
}
