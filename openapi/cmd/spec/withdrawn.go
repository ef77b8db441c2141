package main

import (
	"os"
	"path/filepath"

	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/normalize"
)

// withdrawnFile holds the operations that package seam calls and that Seam's
// document no longer has, as its last version with them describes them.
const withdrawnFile = "withdrawn.json"

// normalizeKept normalises the vendored document.
func (c *command) normalizeKept(dir string, data []byte) (*normalize.Result, error) {
	return c.normalize(data, readIfThere(dir, withdrawnFile))
}

// normalizeNext normalises the document that is to follow the vendored one. It also
// returns the text that the file of withdrawn operations gets then.
func (c *command) normalizeNext(dir string, next []byte) (result *normalize.Result, withdrawn []byte, err error) {
	withdrawn, err = normalize.Withdraw(readIfThere(dir, lock.Vendored), readIfThere(dir, withdrawnFile), next)
	if err != nil {
		return nil, nil, err
	}
	result, err = c.normalize(next, withdrawn)
	return result, withdrawn, err
}

// readIfThere reads a file of the openapi folder. It returns nothing for one that is
// not there: a fetch writes it.
func readIfThere(dir, name string) []byte {
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return nil
	}
	return data
}
