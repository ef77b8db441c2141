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

// maxUnpacked bounds a whole archive. Releases of today unpack to 65 MiB.
const maxUnpacked = 8 * maxSize

// readMembers reads the named files out of a gzipped tar archive, and leaves
// out those that it does not have. Nothing is written to disk, so no path in
// the archive can point anywhere. A name that is no regular file, or that the
// archive has twice, is refused: programs differ in the one that they take.
func readMembers(archive []byte, names ...string) (map[string][]byte, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	bounded := &io.LimitedReader{R: unzipped, N: maxUnpacked}
	found := make(map[string][]byte)
	for files := tar.NewReader(bounded); ; {
		header, err := files.Next()
		switch {
		case bounded.N == 0:
			return nil, fmt.Errorf("it unpacks to more than %d MiB", maxUnpacked>>20)
		case errors.Is(err, io.EOF):
			return found, nil
		case err != nil:
			return nil, err
		case !slices.Contains(names, header.Name):
			continue
		case header.Typeflag != tar.TypeReg:
			return nil, fmt.Errorf("%s is no regular file", header.Name)
		case found[header.Name] != nil:
			return nil, fmt.Errorf("%s occurs twice", header.Name)
		}
		if found[header.Name], err = readBounded(files); err != nil {
			return nil, fmt.Errorf("%s: %w", header.Name, err)
		}
	}
}
