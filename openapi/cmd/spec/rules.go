package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/normalize"
)

// fakeRules is the file with the rules of package seamtest, from the openapi folder. A
// test of seamtest keeps it up to date.
const fakeRules = "../wrapper/seamtest/rules.json"

// rules returns the rules that only prose states and that code of this module relies
// on: the effects of operations, and the rules of the fake Seam in package seamtest.
func rules(dir string) ([]drift.Rule, error) {
	var all []drift.Rule
	for _, r := range normalize.Reviews() {
		all = append(all, drift.Rule{Operation: r.Operation, Text: "counts as " + r.Effect + ": " + r.Reason, Page: r.Page})
	}
	text, err := os.ReadFile(filepath.Join(dir, fakeRules))
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	var fake []struct {
		Rule, Page string
		Operations []string
	}
	if err := json.Unmarshal(text, &fake); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(fakeRules), err)
	}
	for _, r := range fake {
		for _, path := range r.Operations {
			all = append(all, drift.Rule{Operation: path, Text: r.Rule, Page: r.Page})
		}
	}
	return all, nil
}
