package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/drift/handwritten"
)

// compare compares two documents, and marks the hand-written symbols of the module
// around the folder that the changes concern. It does one after the other, because each
// takes memory.
func (c *command) compare(ctx context.Context, dir string, from, to []byte) (*drift.Report, error) {
	c.bar.Step("comparing the documents")
	known, err := rules(dir)
	if err != nil {
		return nil, err
	}
	report, err := drift.Compare(from, to, known...)
	if err != nil {
		return nil, err
	}
	c.bar.Step("reading package seam")
	code, err := readHandwritten(ctx, dir)
	switch {
	case err != nil:
		// The changes are worth knowing all the same.
		c.bar.Hide()
		fmt.Fprintf(c.stderr, "spec: the hand-written symbols that a change touches are unknown: %s\n", oneLine(err.Error()))
	case code != nil:
		code.Mark(report)
	}
	return report, nil
}

// readHandwritten returns nil if the module has no package seam.
func readHandwritten(ctx context.Context, dir string) (*handwritten.Package, error) {
	if is, err := isHandwritten(dir); !is {
		return nil, err
	}
	return handwritten.Read(ctx, filepath.Join(dir, ".."))
}

// compile records in the report whether package seam compiles with the code that a new
// document generates.
func (c *command) compile(ctx context.Context, dir string, report *drift.Report, normalized []byte) error {
	is, err := isHandwritten(dir)
	if !is {
		return err
	}
	c.bar.Step("compiling package seam with the new document")
	if report.Compiled, err = handwritten.Compile(ctx, filepath.Join(dir, ".."), normalized); err != nil {
		return err
	}
	if len(report.Compiled.Breaks) > 0 {
		if code, err := readHandwritten(ctx, dir); err == nil {
			code.Explain(report)
		}
	}
	return nil
}

// isHandwritten reports whether the module around the folder has a package seam.
func isHandwritten(dir string) (bool, error) {
	_, err := os.Stat(filepath.Join(dir, "..", "wrapper"))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
