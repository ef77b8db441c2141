package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReplaceAllMakesReadableFiles(t *testing.T) {
	dir := t.TempDir()
	if err := replaceAll(dir, []file{{"a", []byte("1")}}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "a"))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o644 {
		t.Errorf("mode is %v", info.Mode())
	}
}

// A rename that fails after others went well takes those back.
func TestCommitUndoes(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "old"), "before")
	before := snapshot(t, dir)
	var staged []replacement
	for _, name := range []string{"old", "new", "last"} {
		r, err := stage(filepath.Join(dir, name), []byte("after"))
		if err != nil {
			t.Fatal(err)
		}
		staged = append(staged, r)
	}
	if err := os.Remove(staged[2].temp); err != nil {
		t.Fatal(err)
	}
	err := commit(staged)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	wantSame(t, dir, before)
}

// If a file cannot be taken back, the error says which one is left changed.
func TestUndoFails(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone")
	err := undo([]replacement{{path: filepath.Join(gone, "new")}, {path: filepath.Join(gone, "old"), existed: true}})
	if err == nil || !strings.Contains(err.Error(), "new is left changed: ") || !strings.Contains(err.Error(), "old is left changed: ") {
		t.Errorf("got %v", err)
	}
}
