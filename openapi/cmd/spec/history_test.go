package main

import (
	"os"
	"path/filepath"
	"testing"
)

// A registry that is out of reach leaves the table as it was.
func TestHistoryWithoutNPM(t *testing.T) {
	dir := vendored(t)
	write(t, filepath.Join(dir, historyFile), "kept")
	t.Setenv("PATH", t.TempDir())
	spec("drift-history", "-dir", dir).wantFailure(t, 1, "npm is needed")
	kept, err := os.ReadFile(filepath.Join(dir, historyFile))
	if err != nil || string(kept) != "kept" {
		t.Errorf("got %q, %v", kept, err)
	}
}
