package changelog

import "strings"

// Release is the section of a release: "## [0.1.0] - 2027-01-31" and the lines below it.
type Release struct {
	Version string // 0.1.0
	Date    string // 2027-01-31; empty if the title has none

	log        *Changelog
	first, end int // the lines below the title
}

// Releases returns the sections of all releases in the order of the file, the newest first.
func (c *Changelog) Releases() []Release {
	var found []Release
	for i, line := range c.lines {
		title, ok := strings.CutPrefix(line, "## [")
		version, date, closed := strings.Cut(title, "]")
		if !ok || !closed || strings.EqualFold(version, unreleased) {
			continue
		}
		first, end, _ := c.below(i, len(c.lines), "## ", func(string) bool { return true })
		found = append(found, Release{version, strings.TrimPrefix(date, " - "), c, first, end})
	}
	return found
}

// Unreleased returns the text below the heading Unreleased.
func (c *Changelog) Unreleased() string {
	first, end, _ := c.unreleased()
	return Release{log: c, first: first, end: end}.Text()
}

// Text returns the text of the section without its title.
func (r Release) Text() string {
	return strings.TrimSpace(strings.Join(r.log.lines[r.first:r.end], "\n"))
}

// Has reports whether the section has a heading, such as Breaking.
func (r Release) Has(heading string) bool {
	_, _, found := r.log.heading(r.first, r.end, heading)
	return found
}

// Names returns the names in backquotes in the bullets below a heading.
func (r Release) Names(heading string) []string {
	first, end, _ := r.log.heading(r.first, r.end, heading)
	return names(bullets(r.log.lines[first:end]))
}
