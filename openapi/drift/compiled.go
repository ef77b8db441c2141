package drift

import (
	"fmt"
	"strings"
)

// Compiled is what became of package seam when it was compiled against the code
// that the new document gives.
type Compiled struct {
	// Breaks are the lines that do not compile any more.
	Breaks []Break `json:"breaks"`
}

// Break is a line written by hand that does not compile any more.
type Break struct {
	// File is its path in the module.
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	// Text is what the compiler says.
	Text string `json:"text"`
}

// String is how a compiler writes it.
func (b Break) String() string { return fmt.Sprintf("%s:%d:%d: %s", b.File, b.Line, b.Column, b.Text) }

// headline says how it went.
func (c *Compiled) headline() string {
	switch len(c.Breaks) {
	case 0:
		return "package seam compiles with the new package gen"
	case 1:
		return "package seam does not compile with the new package gen: 1 line breaks"
	}
	return fmt.Sprintf("package seam does not compile with the new package gen: %d lines break", len(c.Breaks))
}

// text is for a terminal, nothing if it was not compiled.
func (c *Compiled) text() string {
	if c == nil {
		return ""
	}
	var out strings.Builder
	fmt.Fprintf(&out, "\n%s\n", c.headline())
	for _, b := range c.Breaks {
		fmt.Fprintf(&out, "  %s\n", b)
	}
	return out.String()
}

// markdown is for a pull request, nothing if it was not compiled.
func (c *Compiled) markdown() string {
	if c == nil {
		return ""
	}
	var out strings.Builder
	fmt.Fprintf(&out, "\n### P%s\n", strings.TrimPrefix(c.headline(), "p"))
	if len(c.Breaks) > 0 {
		fmt.Fprintln(&out)
	}
	for _, b := range c.Breaks {
		fmt.Fprintf(&out, "- `%s:%d` %s\n", b.File, b.Line, inert(b.Text))
	}
	return out.String()
}

// github is one annotation for each line, nothing if it was not compiled.
func (c *Compiled) github() string {
	if c == nil {
		return ""
	}
	var out strings.Builder
	for _, b := range c.Breaks {
		fmt.Fprintf(&out, "::error file=%s,line=%d,col=%d,title=%s::%s\n", property(b.File), b.Line, b.Column,
			property("does not compile with the new package gen"), message(b.Text))
	}
	return out.String()
}
