package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
)

func TestRules(t *testing.T) {
	t.Parallel()
	all, err := rules("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"counts as idempotent: ", "A space key is unique"} {
		has := func(r drift.Rule) bool {
			return r.Operation == "/spaces/update" && strings.HasPrefix(r.Text, want)
		}
		if !slices.ContainsFunc(all, has) {
			t.Errorf("no rule %q for /spaces/update", want)
		}
	}
}

// A module without package seamtest has the effects alone.
func TestRulesWithoutFake(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	dir := filepath.Join(root, "openapi")
	all, err := rules(dir)
	if err != nil || len(all) == 0 {
		t.Fatalf("%d rules, %v", len(all), err)
	}
	if err := os.MkdirAll(filepath.Join(root, "wrapper/seamtest"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(root, "wrapper/seamtest/rules.json"), `[{]`)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := rules(dir); err == nil || !strings.HasPrefix(err.Error(), "rules.json: ") {
		t.Errorf("a broken file: %v", err)
	}
}
