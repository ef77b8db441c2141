package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The copies are marked as generated, and those whose original is gone are removed.
func TestCopyRuntime(t *testing.T) {
	dir := module(t)
	gen := filepath.Join(dir, "..", "gen")
	if err := os.Mkdir(gen, 0o755); err != nil {
		t.Fatal(err)
	}
	old, other := filepath.Join(gen, "runtime_gone.gen.go"), filepath.Join(gen, "types.gen.go")
	write(t, old, "package gen\n")
	write(t, other, "package gen\n")
	for range 2 {
		if got := spec("runtime", "-dir", dir); got != (result{}) {
			t.Fatalf("got %+v, want silence", got)
		}
	}
	copied := text(t, filepath.Join(gen, "runtime_page.gen.go"))
	head := "// Code generated from openapi/runtime/page.go by spec runtime. DO NOT EDIT.\n\npackage gen\n\n// Page is "
	if !strings.HasPrefix(copied, head) {
		t.Errorf("the copy begins %q", copied[:min(len(copied), len(head))])
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("a copy without an original is left")
	}
	if _, err := os.Stat(other); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"runtime_embed.gen.go", "runtime_page_test.gen.go"} {
		if _, err := os.Stat(filepath.Join(gen, name)); err == nil {
			t.Errorf("%s does not belong into gen/", name)
		}
	}
}

func TestCopyRuntimeNeedsTheFolder(t *testing.T) {
	spec("runtime", "-dir", module(t)).wantFailure(t, 1, "cannot be written")
}
