package node

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/seam-go/seam/openapi/source"
)

// script writes programs into a new folder and makes it the whole PATH.
func script(t *testing.T, programs map[string]string) {
	t.Helper()
	bin := t.TempDir()
	for name, text := range programs {
		check(t, os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\nPATH=/usr/bin:/bin\n"+text), 0o755))
	}
	t.Setenv("PATH", bin)
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func project(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range pinned {
		check(t, os.WriteFile(filepath.Join(dir, name), []byte("one"), 0o600))
	}
	return dir
}

const npmThatInstalls = `mkdir node_modules && cp package-lock.json node_modules/made-from`

// The installation matches the lock file, and npm runs only if it did not before.
func TestInstall(t *testing.T) {
	dir := project(t)
	script(t, map[string]string{"node": "", "npm": npmThatInstalls})
	check(t, Install(t.Context(), dir))
	script(t, map[string]string{"node": "", "npm": "exit 1"})
	check(t, Install(t.Context(), dir))

	check(t, os.WriteFile(filepath.Join(dir, lockFile), []byte("two"), 0o600))
	if err := Install(t.Context(), dir); err == nil {
		t.Error("a new lock file was not installed")
	}
	script(t, map[string]string{"node": "", "npm": npmThatInstalls})
	check(t, Install(t.Context(), dir))
	made, err := os.ReadFile(filepath.Join(dir, modules, "made-from"))
	check(t, err)
	if string(made) != "two" {
		t.Errorf("installed from lock file %q", made)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".npm-*"))
	check(t, err)
	if len(left) != 0 {
		t.Errorf("left behind %v", left)
	}
}

func TestInstallFails(t *testing.T) {
	tests := map[string]struct {
		programs map[string]string
		is       error
	}{
		"no node":    {map[string]string{"npm": ""}, source.ErrNoNPM},
		"no npm":     {map[string]string{"node": ""}, source.ErrNoNPM},
		"no network": {map[string]string{"node": "", "npm": "echo npm error code ENOTFOUND >&2; exit 1"}, source.ErrUnreachable},
		"damaged":    {map[string]string{"node": "", "npm": "echo npm error code EINTEGRITY >&2; exit 1"}, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			script(t, test.programs)
			err := Install(t.Context(), project(t))
			if err == nil {
				t.Fatal("no error")
			}
			for _, excuse := range []error{source.ErrNoNPM, source.ErrUnreachable} {
				if got := errors.Is(err, excuse); got != errors.Is(test.is, excuse) {
					t.Errorf("%v is %v: %t", err, excuse, got)
				}
			}
		})
	}
}

// CI fails where another machine skips: nobody would notice the skip there.
func TestSkipWithoutNode(t *testing.T) {
	tests := []struct {
		ci   string
		err  error
		want bool
	}{
		{"", source.ErrNoNPM, true}, {"", source.ErrUnreachable, true}, {"", errors.New("damaged"), false},
		{"true", source.ErrNoNPM, false}, {"true", source.ErrUnreachable, false}, {"true", errors.New("damaged"), false},
	}
	for _, test := range tests {
		t.Setenv("CI", test.ci)
		if got := maySkip(test.err); got != test.want {
			t.Errorf("CI=%s, %v: may skip: %t", test.ci, test.err, got)
		}
	}
}
