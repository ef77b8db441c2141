// Package changelog reads CHANGELOG.md and drafts its section Unreleased. The file
// has the form of Keep a Changelog, with the additional heading Breaking for
// incompatible changes.
package changelog

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// FileName is the path of the changelog in the module.
const FileName = "CHANGELOG.md"

// The headings that programs write.
const (
	Breaking = "Breaking"
	Added    = "Added"
	Changed  = "Changed"
)

// unreleased is the title of the section for changes since the last release.
const unreleased = "Unreleased"

// order lists the headings below a release: incompatible changes first.
var order = []string{Breaking, Added, Changed, "Deprecated", "Removed", "Fixed", "Security"}

var (
	errNoUnreleased = errors.New(FileName + ` has no line "## [Unreleased]": add it above the last release`)
	quoted          = regexp.MustCompile("`([^`]+)`")
)

// Changelog holds the lines of a changelog.
type Changelog struct{ lines []string }

// Parse reads a changelog.
func Parse(text string) *Changelog {
	return &Changelog{lines: strings.Split(text, "\n")}
}

// String returns the text of the file.
func (c *Changelog) String() string {
	return strings.TrimRight(strings.Join(c.lines, "\n"), "\n") + "\n"
}

// Names returns the names in backquotes in the bullets below a heading of Unreleased.
func (c *Changelog) Names(heading string) []string {
	return names(c.bullets(heading))
}

// names returns the names in backquotes.
func names(bullets []string) []string {
	var found []string
	for _, bullet := range bullets {
		for _, match := range quoted.FindAllStringSubmatch(bullet, -1) {
			found = append(found, match[1])
		}
	}
	return found
}

// bullets returns the bullets below a heading of Unreleased, each in one line.
func (c *Changelog) bullets(heading string) []string {
	first, end, found := c.section(heading)
	if !found {
		return nil
	}
	return bullets(c.lines[first:end])
}

// Add adds a bullet below a heading of Unreleased, and the heading if it is missing. A
// bullet that is there already is not added again.
func (c *Changelog) Add(heading, text string) error {
	if !slices.Contains(order, heading) {
		return fmt.Errorf("changelog: unknown heading %q: use one of %s", heading, strings.Join(order, ", "))
	}
	if _, _, found := c.unreleased(); !found {
		return errNoUnreleased
	}
	if slices.Contains(c.bullets(heading), "- "+strings.Join(strings.Fields(text), " ")) {
		return nil
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

// addHeading adds a heading and returns the line below it.
func (c *Changelog) addHeading(heading string) int {
	at := c.placeFor(heading)
	lines := []string{"### " + heading, ""}
	if c.lines[at-1] != "" {
		lines = append([]string{""}, lines...)
	}
	c.lines = slices.Insert(c.lines, at, lines...)
	return at + len(lines) - 1
}

// unreleased returns the range of lines below the heading Unreleased.
func (c *Changelog) unreleased() (first, end int, found bool) {
	return c.below(0, len(c.lines), "## ", func(title string) bool {
		return strings.EqualFold(strings.Trim(title, "[]"), unreleased)
	})
}

// section returns the range of lines below a heading of Unreleased.
func (c *Changelog) section(heading string) (first, end int, found bool) {
	first, end, found = c.unreleased()
	if !found {
		return 0, 0, false
	}
	return c.heading(first, end, heading)
}

// heading returns the range of lines below a heading of one section.
func (c *Changelog) heading(first, end int, heading string) (from, to int, found bool) {
	return c.below(first, end, "### ", func(title string) bool { return strings.EqualFold(title, heading) })
}

// below returns the lines from a title to the next title of its level. Without that title, the range
// is empty.
func (c *Changelog) below(from, to int, mark string, is func(title string) bool) (first, end int, found bool) {
	first = to
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

// placeFor returns the line before which a new heading of Unreleased belongs.
func (c *Changelog) placeFor(heading string) int {
	for _, later := range order[slices.Index(order, heading)+1:] {
		if below, _, found := c.section(later); found {
			return below - 1
		}
	}
	_, end, _ := c.unreleased()
	return end
}
