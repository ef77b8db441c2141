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

// compare compares two documents, and marks what is written by hand in the
// module around the folder. One comes after the other because each takes memory.
func (c *command) compare(ctx context.Context, dir string, from, to []byte) (*drift.Report, error) {
	report, err := drift.Compare(from, to)
	if err != nil {
		return nil, err
	}
	code, err := readHandwritten(ctx, dir)
	switch {
	case err != nil:
		// What changed is worth knowing all the same.
		fmt.Fprintf(c.stderr, "spec: which hand-written symbols are touched is not known: %s\n", oneLine(err.Error()))
	case code != nil:
		code.Mark(report)
	}
	return report, nil
}

// readHandwritten returns nil where nothing is written by hand.
func readHandwritten(ctx context.Context, dir string) (*handwritten.Package, error) {
	if is, err := isHandwritten(dir); !is {
		return nil, err
	}
	return handwritten.Read(ctx, filepath.Join(dir, ".."))
}

// compile notes in the report whether package seam compiles with what a new
// document gives.
func (c *command) compile(ctx context.Context, dir string, report *drift.Report, normalized []byte) error {
	is, err := isHandwritten(dir)
	if is {
		report.Compiled, err = handwritten.Compile(ctx, filepath.Join(dir, ".."), normalized)
	}
	return err
}

// isHandwritten is whether the module around the folder has a package seam.
func isHandwritten(dir string) (bool, error) {
	_, err := os.Stat(filepath.Join(dir, "..", "wrapper"))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
