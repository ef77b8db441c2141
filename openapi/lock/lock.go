// Package lock reads and writes the stamp of the vendored OpenAPI document: its source,
// its hash and that of its normalised form, its number of operations, and the versions
// of the tools that read it.
//
// The stamp lets CI see that somebody changed one of these without the others. It holds
// no time and no host name, so that the same fetch gives the same bytes on every
// machine.
package lock

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// The files of the openapi folder: the stamp, and the documents that it describes.
const (
	FileName   = "openapi.lock.json"
	Vendored   = "openapi.json"
	Normalized = "normalized.json"
)

// Lock is the content of the stamp.
type Lock struct {
	// Source is the argument for a fetch that gets the same document again.
	Source string `json:"source"`
	// Version is the version of the npm package, or of the document.
	Version string `json:"version"`
	// Integrity is the npm registry's checksum of the package, if it was one.
	Integrity string `json:"integrity,omitempty"`
	// SHA256 holds the hashes of the two documents.
	SHA256 Sums `json:"sha256"`
	// Counts is the size of the vendored document.
	Counts Counts `json:"counts"`
	// Tools holds the versions of the tools that normalised the document and generated
	// code from it.
	Tools Tools `json:"tools"`
}

// Sums are SHA-256 hashes in hexadecimal.
type Sums struct {
	Vendored   string `json:"openapi.json"`
	Normalized string `json:"normalized.json"`
}

// Sum returns the hash of data as the stamp has it.
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Read reads the stamp in the openapi folder dir.
func Read(dir string) (*Lock, error) {
	data, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil {
		return nil, fmt.Errorf("no stamp: %w: run `make spec`", err)
	}
	var l Lock
	if err := json.Unmarshal(data, &l); err != nil {
		return nil, fmt.Errorf("%s is damaged: %w: undo the edit, or run `make spec`", FileName, err)
	}
	return &l, nil
}

// Encode returns the bytes of the stamp. The caller writes them, because it has to
// replace the documents in the same step.
func (l *Lock) Encode() ([]byte, error) {
	data, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", FileName, err)
	}
	return append(data, '\n'), nil
}
