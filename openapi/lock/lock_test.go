package lock

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	document = `{"paths":{
  "/a/list":{"parameters":[],"post":{},"get":{}},
  "/a/hidden":{"post":{"x-undocumented":"because"}},
  "/a/read":{"get":{}}
}}`
	normalized = `{"paths":{}}`
	goMod      = "module m\n\nreplace (\n\tgithub.com/getkin/kin-openapi => ../fork\n)\n\nrequire (\n\tgithub.com/getkin/kin-openapi v0.152.0\n)\n"
	toolsMod   = "module m\n\nrequire github.com/oapi-codegen/oapi-codegen/v2 v2.8.2 // indirect\n"
)

// stamped makes a module whose openapi folder, which it returns, agrees with
// its stamp.
func stamped(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "openapi")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	l := &Lock{
		Source:    "npm:@seamapi/types@1.0.0",
		Version:   "1.0.0",
		Integrity: "sha512-x",
		SHA256:    Sums{Vendored: Sum([]byte(document)), Normalized: Sum([]byte(normalized))},
		Counts:    Counts{Paths: 3, Operations: 4, Documented: 1},
		Tools:     Tools{OAPICodegen: "v2.8.2", KinOpenAPI: "v0.152.0"},
	}
	text, err := l.Encode()
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, FileName, string(text))
	write(t, dir, Vendored, document)
	write(t, dir, Normalized, normalized)
	write(t, dir, "tools.mod", toolsMod)
	write(t, dir, "../go.mod", goMod)
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// change replaces from, which has to be there, in one file.
func change(t *testing.T, dir, name, from, to string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), from) {
		t.Fatalf("%s has no %q", name, from)
	}
	write(t, dir, name, strings.Replace(string(data), from, to, 1))
}

// The stamp is a file that people read and other programs parse: its text is
// part of what it promises.
func TestEncode(t *testing.T) {
	dir := stamped(t)
	want := `{
  "source": "npm:@seamapi/types@1.0.0",
  "version": "1.0.0",
  "integrity": "sha512-x",
  "sha256": {
    "openapi.json": "` + Sum([]byte(document)) + `",
    "normalized.json": "` + Sum([]byte(normalized)) + `"
  },
  "counts": {
    "paths": 3,
    "operations": 4,
    "documented": 1
  },
  "tools": {
    "oapi-codegen": "v2.8.2",
    "kin-openapi": "v0.152.0"
  }
}
`
	l, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	got, err := l.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestReadRefuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), "no stamp") || !strings.Contains(err.Error(), "make spec") {
		t.Errorf("missing: %v", err)
	}
	write(t, dir, FileName, `{"source":`)
	if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), "openapi.lock.json is damaged") {
		t.Errorf("damaged: %v", err)
	}
}
