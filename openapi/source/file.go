package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// fetchFile reads a document that somebody downloaded.
func fetchFile(path string) (*Document, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: give an https URL, %s or the path of a JSON file", path, err, NPMLatest)
	}
	doc, err := newDocument(filepath.ToSlash(path), data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: download it again, or take %s", path, err, NPMLatest)
	}
	return doc, nil
}

// readFile reads a file of bounded size. Its errors leave the path out: the
// caller names the path, once.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, reason(err)
	}
	defer f.Close()
	data, err := readBounded(f)
	if err != nil {
		return nil, reason(err)
	}
	return data, nil
}

func reason(err error) error {
	if located, ok := errors.AsType[*fs.PathError](err); ok {
		return located.Err
	}
	return err
}
