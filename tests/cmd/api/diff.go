package main

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/seam-go/seam/tests/internal/command"
)

const module = "github.com/seam-go/seam"

// packages lists the packages that users import, with their names.
var packages = []struct{ path, name string }{
	{"gen", "gen"},
	{"wrapper", "seam"},
	{"wrapper/seamtest", "seamtest"},
}

// expected lists symbols that change with every release and break no program.
var expected = map[string]bool{"seam.Version": true}

// change is a change of an exported symbol, such as gen.ACSCredential.Code.
type change struct{ symbol, what string }

func (c change) String() string { return c.symbol + ": " + c.what }

// difference holds the changes between two trees of the module.
type difference struct{ breaking, added []change }

// compare compares two trees of the module, package by package. With an error it
// returns the changes of the packages before the failed one.
func compare(ctx context.Context, apidiff, before, after string) (difference, error) {
	var all difference
	for _, pkg := range packages {
		found, err := compareIn(ctx, apidiff, before, after, pkg.path, pkg.name)
		if err != nil {
			return all, err
		}
		all.breaking = appendNew(all.breaking, found.breaking)
		all.added = appendNew(all.added, found.added)
	}
	return all, nil
}

// appendNew appends the changes of symbols that the list does not have yet: package
// seam shows types of package gen, and their changes with them.
func appendNew(list, more []change) []change {
	for _, c := range more {
		if !slices.ContainsFunc(list, func(known change) bool { return known.symbol == c.symbol }) {
			list = append(list, c)
		}
	}
	return list
}

func compareIn(ctx context.Context, apidiff, before, after, path, name string) (difference, error) {
	switch is, err := hasPackage(before, path); {
	case err != nil:
		return difference{}, err
	case !is: // everything in it is new
		return difference{}, nil
	}
	switch is, err := hasPackage(after, path); {
	case err != nil:
		return difference{}, err
	case !is:
		return difference{breaking: []change{{name, "the package was removed"}}}, nil
	}
	exported := filepath.Join(before, name+".export")
	if _, err := command.Output(ctx, before, apidiff, "-w", exported, module+"/"+path); err != nil {
		return difference{}, fmt.Errorf("the earlier commit does not build, choose another with -base: %w", err)
	}
	report, err := command.Output(ctx, after, apidiff, exported, module+"/"+path)
	if err != nil {
		return difference{}, err
	}
	found, err := parseReport(report, name)
	if err != nil {
		return difference{}, err
	}
	tags, err := changedTags(before, after, path, name)
	found.breaking = appendNew(found.breaking, tags)
	return found, err
}

func hasPackage(root, path string) (bool, error) {
	files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(path), "*.go"))
	return len(files) > 0, err
}

// aside matches the lines in which apidiff reports a second finding about a symbol. It
// repeats that one as a change.
var aside = regexp.MustCompile(`^(! second|  first:|  second:)`)

// parseReport reads a report of apidiff: two headings, each with lines such as
// "- (*Client).Call: removed".
func parseReport(report, name string) (difference, error) {
	var found difference
	list := &found.breaking
	for line := range strings.Lines(report) {
		text := strings.TrimSpace(line)
		subject, what, ok := strings.Cut(text, ": ")
		subject, is := strings.CutPrefix(subject, "- ")
		switch symbol := symbolOf(subject, name); {
		case text == "Incompatible changes:":
			list = &found.breaking
		case text == "Compatible changes:":
			list = &found.added
		case text == "", aside.MatchString(line), expected[symbol]:
		case !ok || !is:
			return difference{}, fmt.Errorf("unknown line in the report of apidiff: %q", line)
		default:
			*list = append(*list, change{symbol, what})
		}
	}
	return found, nil
}

// notInName matches the text that apidiff writes around the name of a symbol: pointers,
// type parameters, and after a comma a part of the symbol.
var notInName = regexp.MustCompile(`[(*)]|\[.*?\]|,.*`)

// symbolOf returns the name that users write, with the package.
func symbolOf(subject, name string) string {
	symbol := notInName.ReplaceAllString(subject, "")
	if local, inModule := strings.CutPrefix(symbol, module+"/"); inModule {
		for _, pkg := range packages {
			if rest, ok := strings.CutPrefix(local, pkg.path+"."); ok {
				return pkg.name + "." + rest
			}
		}
	}
	return name + "." + symbol
}
