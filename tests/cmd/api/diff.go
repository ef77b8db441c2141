package main

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

const module = "github.com/seam-go/seam"

// packages are those that users import: where they are and what they are called.
var packages = []struct{ path, name string }{
	{"gen", "gen"},
	{"wrapper", "seam"},
	{"wrapper/seamtest", "seamtest"},
}

// expected changes with every release and breaks nobody.
var expected = map[string]bool{"seam.Version": true}

// change is one thing that may break a user: a symbol such as
// gen.ACSCredential.Code and what became of it.
type change struct{ symbol, what string }

func (c change) String() string { return c.symbol + ": " + c.what }

// incompatible compares two trees of the module, package by package. With an
// error it returns what it found until then.
func incompatible(ctx context.Context, apidiff, before, after string) ([]change, error) {
	var changes []change
	for _, pkg := range packages {
		found, err := incompatibleIn(ctx, apidiff, before, after, pkg.path, pkg.name)
		if err != nil {
			return changes, err
		}
		changes = append(changes, found...)
	}
	return changes, nil
}

func incompatibleIn(ctx context.Context, apidiff, before, after, path, name string) ([]change, error) {
	switch is, err := hasPackage(before, path); {
	case err != nil:
		return nil, err
	case !is: // everything in it is new
		return nil, nil
	}
	switch is, err := hasPackage(after, path); {
	case err != nil:
		return nil, err
	case !is:
		return []change{{name, "the package was removed"}}, nil
	}
	exported := filepath.Join(before, name+".export")
	if _, err := output(ctx, before, apidiff, "-w", exported, module+"/"+path); err != nil {
		return nil, fmt.Errorf("the earlier commit does not build, choose another with -base: %w", err)
	}
	report, err := output(ctx, after, apidiff, "-incompatible", exported, module+"/"+path)
	if err != nil {
		return nil, err
	}
	return parseReport(report, name)
}

func hasPackage(root, path string) (bool, error) {
	files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(path), "*.go"))
	return len(files) > 0, err
}

// aside is what apidiff prints when it finds two things about one symbol. It
// reports the second.
var aside = regexp.MustCompile(`^(! second|  first:|  second:)`)

// parseReport reads lines such as "- (*Client).Call: removed".
func parseReport(report, name string) ([]change, error) {
	var changes []change
	for line := range strings.Lines(report) {
		subject, what, ok := strings.Cut(strings.TrimSpace(line), ": ")
		subject, is := strings.CutPrefix(subject, "- ")
		switch symbol := symbolOf(subject, name); {
		case aside.MatchString(line), expected[symbol]:
		case !ok || !is:
			return nil, fmt.Errorf("apidiff says what is not understood: %q", line)
		default:
			changes = append(changes, change{symbol, what})
		}
	}
	return changes, nil
}

// notInName is what apidiff writes around the name of a symbol: pointers, type
// parameters, and after a comma which part of it is meant.
var notInName = regexp.MustCompile(`[(*)]|\[.*?\]|,.*`)

// symbolOf is the name by which a user knows the symbol, package first.
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
