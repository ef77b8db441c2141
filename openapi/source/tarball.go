package source

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
)

// readMembers reads the named files out of a gzipped tar archive, and leaves
// out those that it does not have. Nothing is written to disk, so no path in
// the archive can point anywhere.
func readMembers(archive []byte, names ...string) (map[string][]byte, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	found := make(map[string][]byte)
	for files := tar.NewReader(unzipped); len(found) < len(names); {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if !slices.Contains(names, header.Name) {
			continue
		}
		if found[header.Name], err = readBounded(files); err != nil {
			return nil, fmt.Errorf("%s: %w", header.Name, err)
		}
	}
	return found, nil
}
