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
	// What is left behind lies among temporary files.
	defer func() { _ = os.RemoveAll(before) }()
	if err := extract(ctx, c.root, commit, before); err != nil {
		return err
	}
	changes, err := incompatible(ctx, c.apidiff, before, c.root)
	if err != nil && !c.draft {
		return err
	}
	// After an update package seam may not build yet. What became of gen is drafted all the same.
	return errors.Join(err, c.judge(changes, name))
}

// judge holds the changes against the changelog.
func (c *check) judge(changes []change, name string) error {
	file := filepath.Join(c.root, changelog.FileName)
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	log := changelog.Parse(string(text))
	missing := unnamed(changes, log.Names(changelog.Breaking))
	if len(missing) == 0 {
		fmt.Fprintf(c.stdout, "since %s: %d incompatible changes, none unnamed in %s\n", name, len(changes), changelog.FileName)
		return nil
	}
	if c.draft {
		return c.write(log, file, missing)
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
// stands for anything, as in `gen.LogoShape*` or `gen.*.PageCursor`.
func unnamed(changes []change, names []string) []change {
	return slices.DeleteFunc(slices.Clone(changes), func(c change) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			matched, err := path.Match(name, c.symbol)
			return err == nil && matched || name == c.symbol
		})
	})
}

// write drafts the missing entries.
func (c *check) write(log *changelog.Changelog, file string, missing []change) error {
	for _, entry := range entries(missing) {
		if err := log.Add(changelog.Breaking, entry); err != nil {
			return err
		}
	}
	fmt.Fprintf(c.stdout, "drafted %d incompatible changes in %s\n", len(missing), changelog.FileName)
	return os.WriteFile(file, []byte(log.String()), 0o644)
}

// entries says the same thing once for all symbols it happened to.
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
