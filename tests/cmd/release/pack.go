package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
)

// The files of a release.
const (
	notesFile     = "notes.md"
	checksumsFile = "SHA256SUMS"
)

// pack writes the module zip, its checksum, and the notes of the release.
func (r *release) pack(out, notes string, zip moduleZip) error {
	data, err := os.ReadFile(zip.Zip)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o750); err != nil {
		return err
	}
	archive := "seam-" + r.tag + ".zip"
	for name, text := range map[string]string{
		archive:       string(data),
		checksumsFile: fmt.Sprintf("%x  %s\n", sha256.Sum256(data), archive),
		notesFile:     r.notes(notes, zip),
	} {
		if err := os.WriteFile(filepath.Join(out, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	fmt.Fprintf(r.stdout, "packed %s, %s and %s in %s\n", archive, checksumsFile, notesFile, out)
	return nil
}

// notes returns the section of the changelog, and how to get and verify the release.
func (r *release) notes(section string, zip moduleZip) string {
	return fmt.Sprintf(`%[1]s

### Get it

    go get %[2]s@%[3]s

The archive below has the files that the module proxy serves. Its line in go.sum is

    %[2]s %[3]s %[4]s

Its provenance says that this repository built it from commit %[5]s:

    gh attestation verify seam-%[3]s.zip --repo seam-go/seam
`, section, module, r.tag, zip.Sum, zip.Origin.Hash)
}
