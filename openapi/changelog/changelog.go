// Package changelog reads and drafts what CHANGELOG.md says under Unreleased.
// The form is that of Keep a Changelog, with a heading of its own for what
// breaks: Breaking.
package changelog

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// FileName is where the changelog stands in the module.
const FileName = "CHANGELOG.md"

// The headings that are drafted.
const (
	Breaking = "Breaking"
	Changed  = "Changed"
)

// order is that of the headings below a release: the worst news first.
var order = []string{Breaking, "Added", Changed, "Deprecated", "Removed", "Fixed", "Security"}

var (
	errNoUnreleased = errors.New(FileName + ` has no line "## [Unreleased]": add it above the last release`)
	quoted          = regexp.MustCompile("`([^`]+)`")
)

// Changelog is the text, line by line.
type Changelog struct{ lines []string }

// Parse reads a changelog.
func Parse(text string) *Changelog {
	return &Changelog{lines: strings.Split(text, "\n")}
}

// String is the text as it stands in the file.
func (c *Changelog) String() string {
	return strings.TrimRight(strings.Join(c.lines, "\n"), "\n") + "\n"
}

// Names lists what the bullets below a heading of Unreleased name in backquotes.
func (c *Changelog) Names(heading string) []string {
	first, end, found := c.section(heading)
	if !found {
		return nil
	}
	var names []string
	for _, bullet := range bullets(c.lines[first:end]) {
		for _, match := range quoted.FindAllStringSubmatch(bullet, -1) {
			names = append(names, match[1])
		}
	}
	return names
}

// Add puts a bullet at the end of a heading of Unreleased, and the heading where
// it belongs if there is none.
func (c *Changelog) Add(heading, text string) error {
	if !slices.Contains(order, heading) {
		return fmt.Errorf("changelog: there is no heading %q: take one of %s", heading, strings.Join(order, ", "))
	}
	if _, _, found := c.unreleased(); !found {
		return errNoUnreleased
	}
	first, end, found := c.section(heading)
	if !found {
		first = c.addHeading(heading)
		end = first
	}
	for end > first && c.lines[end-1] == "" {
		end--
	}
	lines := wrap(text)
	if end == first { // an empty line between a heading and its first bullet
		lines = append([]string{""}, lines...)
	}
	c.lines = slices.Insert(c.lines, end, lines...)
	return nil
}

// addHeading gives the line below the new heading.
func (c *Changelog) addHeading(heading string) int {
	at := c.placeFor(heading)
	lines := []string{"### " + heading, ""}
	if c.lines[at-1] != "" {
		lines = append([]string{""}, lines...)
	}
	c.lines = slices.Insert(c.lines, at, lines...)
	return at + len(lines) - 1
}

// unreleased is the range of lines below the heading Unreleased.
func (c *Changelog) unreleased() (first, end int, found bool) {
	return c.below(0, len(c.lines), "## ", func(title string) bool {
		return strings.EqualFold(strings.Trim(title, "[]"), "Unreleased")
	})
}

// section is the range of lines below a heading of Unreleased.
func (c *Changelog) section(heading string) (first, end int, found bool) {
	first, end, found = c.unreleased()
	if !found {
		return 0, 0, false
	}
	return c.below(first, end, "### ", func(title string) bool { return strings.EqualFold(title, heading) })
}

// below finds the lines from a title on to the next one that is not deeper.
func (c *Changelog) below(from, to int, mark string, is func(title string) bool) (first, end int, found bool) {
	for i := from; i < to; i++ {
		title, ok := strings.CutPrefix(c.lines[i], mark)
		if found && ok {
			return first, i, true
		}
		if !found && ok && is(strings.TrimSpace(title)) {
			first, found = i+1, true
		}
	}
	return first, to, found
}

// placeFor is the line before which a new heading of Unreleased belongs.
func (c *Changelog) placeFor(heading string) int {
	for _, later := range order[slices.Index(order, heading)+1:] {
		if below, _, found := c.section(later); found {
			return below - 1
		}
	}
	_, end, _ := c.unreleased()
	return end
}
