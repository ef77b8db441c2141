package generation

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/normalize"
	"github.com/seam-go/seam/openapi/split"
	"github.com/seam-go/seam/tests/internal/file"
	"github.com/seam-go/seam/tests/internal/release"
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
			document := release.Fetch(t, version)
			first, second := normalizeRelease(t, document), normalizeRelease(t, document)
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

// compile generates package gen from a normalised document, builds and vets it,
// and returns its folder.
func compile(t *testing.T, normalized []byte) string {
	t.Helper()
	gen := generate(t, normalized)

	// An empty package would compile too.
	for name, want := range map[string]string{
		"client.gen.go":  "\nfunc NewClient(",
		"devices.gen.go": "\n// POST /devices/list\n",
		"locks.gen.go":   "\n// POST /locks/unlock_door\n",
	} {
		if !strings.Contains(file.Read(t, filepath.Join(gen, name)), want) {
			t.Errorf("%s lacks %q", name, want)
		}
	}
	return gen
}

// generate generates package gen from a normalised document, in a module of its own
// with the requirements of this one, builds and vets it, and returns its folder.
func generate(t *testing.T, normalized []byte) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		file.Write(t, filepath.Join(dir, name), []byte(file.Read(t, filepath.Join(root, name))))
	}
	for _, name := range []string{"gen", "openapi"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	document := filepath.Join(dir, "openapi", "normalized.json")
	file.Write(t, document, normalized)
	goCommand(t, root, "tool", "-modfile=openapi/tools.mod", "oapi-codegen", "-config", "oapi-codegen.yaml",
		"-o", filepath.Join(dir, split.Generated), document)
	goCommand(t, root, "run", "./openapi/cmd/spec", "gen", "-dir", filepath.Join(dir, "openapi"))
	goCommand(t, dir, "build", "./gen")
	goCommand(t, dir, "vet", "./gen")
	return filepath.Join(dir, "gen")
}

func goCommand(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}
