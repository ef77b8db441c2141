package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/normalize"
	"github.com/seam-go/seam/openapi/split"
)

var genCommand = subcommand{
	Command: commandline.Command{
		Name:    "gen",
		Summary: "write gen/ from the output of oapi-codegen, one file for each resource",
		Help: `
It divides the output of oapi-codegen in ` + split.Generated + ` into a file for
each resource, and copies package openapi/runtime to gen. It removes generated
files that it no longer writes, and prints what is left out or has to be decided.
It needs no network. make generate runs it after oapi-codegen.`,
		Examples: "make generate",
	},
	flags: commonFlags,
	run:   (*command).gen,
}

// gen replaces the generated files of package gen.
func (c *command) gen(_ context.Context, o options) error {
	root := filepath.Join(o.dir, "..")
	whole := filepath.Join(root, filepath.FromSlash(split.Generated))
	generated, err := os.ReadFile(whole)
	if err != nil {
		return fmt.Errorf("no output of oapi-codegen: %w: run `make generate`", err)
	}
	normalized, err := os.ReadFile(filepath.Join(o.dir, lock.Normalized))
	if err != nil {
		return fmt.Errorf("no normalised document: %w: run `make generate`", err)
	}
	texts, err := split.Files(generated, normalized)
	if err != nil {
		return err
	}
	gen := filepath.Join(root, "gen")
	var files []file
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		files = append(files, file{name, texts[name]})
	}
	if err := replaceAll(gen, files); err != nil {
		return err
	}
	if err := errors.Join(removeStale(gen, texts), os.Remove(whole)); err != nil {
		return err
	}
	notes, err := normalize.NotesOf(normalized)
	printNotes(c.stderr, notes)
	return err
}

// generatedHead is the beginning of a generated Go file, up to its mark.
var generatedHead = regexp.MustCompile(`^(//.*\n|\n)*?// Code generated .*DO NOT EDIT\.\n`)

// removeStale removes the generated files that are not among those written. It
// leaves a file without the mark alone, which somebody has written.
func removeStale(gen string, written map[string][]byte) error {
	paths, err := filepath.Glob(filepath.Join(gen, "*.go"))
	if err != nil {
		return err
	}
	var errs []error
	for _, path := range paths {
		if written[filepath.Base(path)] != nil {
			continue
		}
		text, err := os.ReadFile(path)
		if err == nil && generatedHead.Match(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))) {
			err = os.Remove(path)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
