package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// file is the new content of a file in the openapi folder.
type file struct {
	name string
	data []byte
}

// replaceAll replaces all files or none. When it touches the first file, only renames
// are left to do.
func replaceAll(dir string, files []file) error {
	var staged []replacement
	defer func() {
		for _, r := range staged {
			// After a rename there is no file to remove.
			_ = os.Remove(r.temp)
		}
	}()
	for _, f := range files {
		r, err := stage(filepath.Join(dir, f.name), f.data)
		if err != nil {
			return fmt.Errorf("%s cannot be written: %w: nothing was changed", f.name, err)
		}
		staged = append(staged, r)
	}
	return commit(staged)
}

// replacement is a file whose new content is in a temporary file in the same folder.
type replacement struct {
	path, temp string
	old        []byte
	existed    bool
}

func stage(path string, data []byte) (replacement, error) {
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return replacement{}, err
	}
	temp, errTemp := writeTemp(path, data)
	if errTemp != nil {
		return replacement{}, errTemp
	}
	return replacement{path: path, temp: temp, old: old, existed: err == nil}, nil
}

// writeTemp writes to the folder of path, because a rename only works within a file
// system.
func writeTemp(path string, data []byte) (temp string, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return "", err
	}
	_, errWrite := f.Write(data)
	// CreateTemp creates a private file; everybody may read a vendored one.
	if err := errors.Join(errWrite, f.Chmod(0o644), f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

func commit(staged []replacement) error {
	for i, r := range staged {
		if err := os.Rename(r.temp, r.path); err != nil {
			err = fmt.Errorf("%s cannot be replaced: %w", filepath.Base(r.path), err)
			return errors.Join(err, undo(staged[:i]))
		}
	}
	return nil
}

// undo restores the earlier content.
func undo(done []replacement) error {
	var failures []error
	for _, r := range done {
		if err := r.restore(); err != nil {
			failures = append(failures, fmt.Errorf("%s is left changed: %w: restore it from git", filepath.Base(r.path), err))
		}
	}
	return errors.Join(failures...)
}

func (r replacement) restore() error {
	if !r.existed {
		return os.Remove(r.path)
	}
	temp, err := writeTemp(r.path, r.old)
	if err != nil {
		return err
	}
	return os.Rename(temp, r.path)
}
