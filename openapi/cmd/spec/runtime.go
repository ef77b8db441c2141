package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/seam-go/seam/openapi/runtime"
)

const runtimeHelp = `spec runtime copies package openapi/runtime into gen/, beside what is generated
from the document. It needs no network, and go generate runs it.

`

// copiedHeader marks the copies for people and for Go tools.
const copiedHeader = "// Code generated from openapi/runtime/%s by spec runtime. DO NOT EDIT.\n\n"

// copyRuntime replaces all copies, and removes those whose original is gone.
func (c *command) copyRuntime(_ context.Context, o options) error {
	gen := filepath.Join(o.dir, "..", "gen")
	stale, err := filepath.Glob(filepath.Join(gen, "runtime_*.gen.go"))
	if err != nil {
		return err
	}
	var files []file
	for name, text := range runtime.Files() {
		copied, err := copyOf(name, text)
		if err != nil {
			return err
		}
		files = append(files, copied)
		stale = slices.DeleteFunc(stale, func(path string) bool { return filepath.Base(path) == copied.name })
	}
	if err := replaceAll(gen, files); err != nil {
		return err
	}
	var errs []error
	for _, path := range stale {
		errs = append(errs, os.Remove(path))
	}
	return errors.Join(errs...)
}

// copyOf is a file of package runtime as one of package gen.
func copyOf(name string, text []byte) (file, error) {
	before, after, ok := bytes.Cut(text, []byte("package runtime\n"))
	if !ok || len(before) > 0 {
		return file{}, fmt.Errorf("openapi/runtime/%s does not begin with its package clause: only embed.go has a package comment", name)
	}
	head := fmt.Sprintf(copiedHeader, name)
	return file{"runtime_" + name[:len(name)-len(".go")] + ".gen.go", append([]byte(head+"package gen\n"), after...)}, nil
}
