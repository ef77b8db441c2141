// Package file reads and writes the files of a test, and ends the test where that fails.
package file

import (
	"os"
	"path/filepath"
	"testing"
)

// Read returns the text of a file.
func Read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Write writes a file that only this user can read, and creates its folder if there is none.
func Write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
