package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/seam-go/seam/openapi/changelog"
)

// check is one run of the program.
type check struct {
	root           string // of the module
	apidiff        string // the program
	draft          bool
	stdout, stderr io.Writer
}

func (c *check) run(ctx context.Context, base string) error {
	commit, name, err := baseline(ctx, c.root, base)
	if errors.Is(err, errNoBaseline) {
		fmt.Fprintf(c.stderr, "api: NOT CHECKED: %v\n", err)
		return nil
	}
	if err != nil {
		return err
	}
	before, err := os.MkdirTemp("", "seam-api-")
	if err != nil {
		return err
	}
	// A file that cannot be removed is a temporary file and does no harm.
	defer func() { _ = os.RemoveAll(before) }()
	if err := extract(ctx, c.root, commit, before); err != nil {
		return err
	}
	found, err := compare(ctx, c.apidiff, before, c.root)
	if err != nil && !c.draft {
		return err
	}
	// After an update package seam may not build yet. The changes of gen are drafted all the same.
	return errors.Join(err, c.judge(found, name))
}

// judge compares the changes with the changelog.
func (c *check) judge(found difference, name string) error {
	changes := found.breaking
	file := filepath.Join(c.root, changelog.FileName)
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	log := changelog.Parse(string(text))
	missing := unnamed(changes, named(log, name))
	if c.draft {
		return c.write(log, file, missing, unnamed(found.added, log.Names(changelog.Added)))
	}
	if len(missing) == 0 {
		fmt.Fprintf(c.stdout, "since %s: %d incompatible changes, none unnamed in %s\n", name, len(changes), changelog.FileName)
		return nil
	}
	for _, change := range missing {
		fmt.Fprintf(c.stderr, "  %v\n", change)
	}
	return fmt.Errorf("since %s: %d incompatible changes that %s does not name.\n"+
		"Take them back, or name each symbol in backquotes, as in `%s`, in a bullet\n"+
		"below \"### %s\" of \"## [Unreleased]\", a star for many (make api DRAFT=1 writes it)",
		name, len(missing), changelog.FileName, missing[0].symbol, changelog.Breaking)
}

// unnamed leaves out the changes whose symbol is among the names. A star in a name
// matches any text, as in `gen.LogoShape*` or `gen.*.PageCursor`.
func unnamed(changes []change, names []string) []change {
	return slices.DeleteFunc(slices.Clone(changes), func(c change) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			matched, err := path.Match(name, c.symbol)
			return err == nil && matched || name == c.symbol
		})
	})
}

// named returns the symbols that the changelog names as incompatible after a release. When the next
// release is prepared, they move from Unreleased to its section.
func named(log *changelog.Changelog, release string) []string {
	names := log.Names(changelog.Breaking)
	var later []string
	for _, r := range log.Releases() {
		if "v"+r.Version == release {
			return append(names, later...)
		}
		later = append(later, r.Names(changelog.Breaking)...)
	}
	return names
}

// write drafts the missing entries.
func (c *check) write(log *changelog.Changelog, file string, breaking, added []change) error {
	for _, draft := range []struct {
		heading string
		changes []change
	}{{changelog.Breaking, breaking}, {changelog.Added, byForm(added)}} {
		for _, entry := range entries(draft.changes) {
			if err := log.Add(draft.heading, entry); err != nil {
				return err
			}
		}
	}
	fmt.Fprintf(c.stdout, "drafted %d incompatible changes and %d additions in %s\n", len(breaking), len(added), changelog.FileName)
	return os.WriteFile(file, []byte(log.String()), 0o644)
}

// entries writes one entry for all symbols with the same change.
func entries(changes []change) []string {
	var whats []string
	symbols := map[string][]string{}
	for _, c := range changes {
		if symbols[c.what] == nil {
			whats = append(whats, c.what)
		}
		symbols[c.what] = append(symbols[c.what], "`"+c.symbol+"`")
	}
	var found []string
	for _, what := range whats {
		found = append(found, strings.ToUpper(what[:1])+what[1:]+": "+strings.Join(symbols[what], ", ")+".")
	}
	return found
}

// byForm gives additions the form of their symbols in place of "added", so that an
// entry lists methods, fields, and types with their values.
func byForm(added []change) []change {
	out := slices.Clone(added)
	for i, c := range out {
		parts := strings.Split(c.symbol, ".")
		switch {
		case len(parts) < 3:
			out[i].what = "types and values"
		case strings.HasSuffix(parts[1], "Service"):
			out[i].what = "methods"
		default:
			out[i].what = "fields"
		}
	}
	slices.SortStableFunc(out, func(a, b change) int { return -strings.Compare(a.what, b.what) })
	return out
}
