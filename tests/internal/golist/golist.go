// Package golist lists the packages of this module and their imports.
package golist

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Package is a package in the output of `go list -json`.
type Package struct {
	ImportPath string
	Dir        string
	Imports    []string
	Module     *struct {
		Path    string
		Version string
		GoMod   string
		Main    bool
		Replace *struct{ Path string }
	}
}

// In runs `go list -json` with args in the folder dir. It returns at least one package.
func In(t *testing.T, dir string, args ...string) []Package {
	t.Helper()
	args = append([]string{"list", "-json=ImportPath,Dir,Imports,Module"}, args...)
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, stderr.String())
	}
	packages, err := Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatalf("go %s: %v", strings.Join(args, " "), err)
	}
	if len(packages) == 0 {
		t.Fatalf("go %s: no packages", strings.Join(args, " "))
	}
	statFiles(t, packages)
	return packages
}

// statFiles calls os.Stat for the files that the go command has read. `go test` caches results, and runs a test
// again only after a change of a file that the test itself opened or called os.Stat for. Without statFiles, it
// would not notice a changed import.
func statFiles(t *testing.T, packages []Package) {
	t.Helper()
	for _, p := range packages {
		if p.Module == nil || !p.Module.Main && p.Module.Replace == nil {
			continue
		}
		files, err := filepath.Glob(filepath.Join(p.Dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range append(files, p.Dir, p.Module.GoMod) {
			if _, err := os.Stat(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Decode reads the JSON values that `go list -json` prints one after another.
func Decode(r io.Reader) (packages []Package, err error) {
	d := json.NewDecoder(r)
	for {
		var p Package
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return packages, nil
		case err != nil:
			return nil, err
		}
		packages = append(packages, p)
	}
}

// Modules returns path and version of the modules of packages, sorted, without the main module.
func Modules(packages []Package) []string {
	found := map[string]bool{}
	for _, p := range packages {
		if p.Module != nil && !p.Module.Main {
			found[p.Module.Path+" "+p.Module.Version] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}
