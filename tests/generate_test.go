package tests

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/normalize"
	"github.com/seam-go/seam/openapi/source"
	"github.com/seam-go/seam/openapi/split"
)

// releases are documents that Seam published over two years. The normaliser
// copes with all of them: what it relies on is not an accident of one of them.
var releases = []string{"1.199.0", "1.490.0", "1.721.0", "1.841.0"}

// TestReleasesGenerateCodeThatCompiles takes released documents through the
// whole pipeline, as generate.go does. With -short it takes the oldest and the
// newest.
func TestReleasesGenerateCodeThatCompiles(t *testing.T) {
	t.Parallel()
	for i, version := range releases {
		t.Run(version, func(t *testing.T) {
			if testing.Short() && i > 0 && i < len(releases)-1 {
				t.Skip("SKIP: -short takes two releases")
			}
			t.Parallel()
			doc := fetchRelease(t, version)
			first, second := normalizeRelease(t, doc.Data), normalizeRelease(t, doc.Data)
			if string(first) != string(second) {
				t.Error("two runs give different documents")
			}
			compile(t, first)
		})
	}
}

func normalizeRelease(t *testing.T, data []byte) []byte {
	t.Helper()
	out, err := normalize.Normalize(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out.Document
}

// fetchRelease skips, loudly, where the registry is out of reach. CI has to
// have npm, or nobody would notice that this is never tested.
func fetchRelease(t *testing.T, version string) *source.Document {
	t.Helper()
	doc, err := source.Fetch(t.Context(), "npm:@seamapi/types@"+version)
	switch {
	case errors.Is(err, source.ErrNoNPM) && os.Getenv("CI") == "true":
		t.Fatalf("CI needs npm: %v", err)
	case errors.Is(err, source.ErrNoNPM), errors.Is(err, source.ErrUnreachable):
		t.Skipf("SKIP: npm registry not reachable: %v", err)
	case err != nil:
		t.Fatal(err)
	}
	return doc
}

// compile generates package gen from a normalised document, builds and vets it,
// and returns its folder.
func compile(t *testing.T, normalized []byte) string {
	t.Helper()
	gen := generate(t, normalized)

	// An empty package compiles too.
	for name, want := range map[string]string{
		"client.gen.go":  "\nfunc NewClient(",
		"devices.gen.go": "\n// POST /devices/list\n",
		"locks.gen.go":   "\n// POST /locks/unlock_door\n",
	} {
		if !strings.Contains(read(t, filepath.Join(gen, name)), want) {
			t.Errorf("%s lacks %q", name, want)
		}
	}
	return gen
}

// generate generates package gen from a normalised document, in a module of its own
// with the requirements of this one, builds and vets it, and returns its folder.
func generate(t *testing.T, normalized []byte) string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		write(t, filepath.Join(dir, name), []byte(read(t, filepath.Join(root, name))))
	}
	for _, name := range []string{"gen", "openapi"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	document := filepath.Join(dir, "openapi", "normalized.json")
	write(t, document, normalized)
	command(t, root, "go", "tool", "-modfile=openapi/tools.mod", "oapi-codegen", "-config", "oapi-codegen.yaml",
		"-o", filepath.Join(dir, split.Generated), document)
	command(t, root, "go", "run", "./openapi/cmd/spec", "gen", "-dir", filepath.Join(dir, "openapi"))
	command(t, dir, "go", "build", "./gen")
	command(t, dir, "go", "vet", "./gen")
	return filepath.Join(dir, "gen")
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func command(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}
