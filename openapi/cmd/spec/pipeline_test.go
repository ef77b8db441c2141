package main

import (
	"compress/gzip"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/normalize"
	"github.com/seam-go/seam/openapi/split"
)

// generated takes a normalised document through the rest of the pipeline, as
// generate.go does, compiles and vets the result, and returns its code with single
// spaces.
func generated(t *testing.T, normalized []byte) string {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	document, whole := filepath.Join(dir, "normalized.json"), filepath.Join(dir, "gen.go.txt")
	write(t, document, string(normalized))
	execute(t, root, "go", "tool", "-modfile=openapi/tools.mod", "oapi-codegen", "-config", "oapi-codegen.yaml", "-o", whole, document)
	files, err := split.Files([]byte(text(t, whole)), normalized)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "go.mod"), "module m\n\ngo 1.26\n")
	gen := filepath.Join(dir, "gen")
	if err := os.Mkdir(gen, 0o755); err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for name, text := range files {
		write(t, filepath.Join(gen, name), string(text))
		code.Write(text)
	}
	execute(t, dir, "go", "vet", "./gen")
	return spaces.ReplaceAllString(code.String(), " ")
}

var spaces = regexp.MustCompile(`\s+`)

func execute(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

// TestDocuments takes the documents of the folder SEAM_TEST_DOCUMENTS through the
// pipeline: *.json and *.json.gz.
func TestDocuments(t *testing.T) {
	folder := os.Getenv("SEAM_TEST_DOCUMENTS")
	if folder == "" {
		t.Skip("SKIP: SEAM_TEST_DOCUMENTS names no folder of further documents")
	}
	found := 0
	for _, pattern := range []string{"*.json", "*.json.gz"} {
		paths, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			found++
			t.Run(filepath.Base(path), func(t *testing.T) {
				result, err := normalize.Normalize(readDocument(t, path), nil)
				if err != nil {
					t.Fatal(err)
				}
				for _, note := range result.Notes {
					t.Log(note.Kind, note)
				}
				if code := generated(t, result.Document); !strings.Contains(code, "func NewClient(") {
					t.Error("package gen has no client")
				}
			})
		}
	}
	if found == 0 {
		t.Errorf("%s has no document", folder)
	}
}

func readDocument(t *testing.T, path string) []byte {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var reader io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if reader, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	data, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
