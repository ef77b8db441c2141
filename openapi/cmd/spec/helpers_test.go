package main

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/normalize"
)

// petStore is a small valid document with the operations at paths.
func petStore(paths ...string) string {
	var operations []string
	for _, path := range paths {
		operations = append(operations, `"`+path+`":{"post":{"responses":{"200":{"description":"OK"}}}}`)
	}
	return `{"openapi":"3.0.0","info":{"title":"t","version":"1.0.0"},"paths":{` + strings.Join(operations, ",") + `}}`
}

// module makes a module with an openapi folder, empty but for the tool
// versions, and returns that folder.
func module(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "openapi")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "..", "go.mod"), "module m\nrequire github.com/getkin/kin-openapi v0.152.0\n")
	write(t, filepath.Join(dir, "tools.mod"), "module m\nrequire github.com/oapi-codegen/oapi-codegen/v2 v2.8.2\n")
	return dir
}

// vendored makes a module into which a document was fetched.
func vendored(t *testing.T) string {
	t.Helper()
	dir := module(t)
	in := document(t, petStore("/a/list", "/b/get"))
	if got := spec("fetch", "-dir", dir, "-from", in); got.status != 0 {
		t.Fatalf("fetch: %+v", got)
	}
	return dir
}

// document writes a document outside of the module and returns its path.
func document(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.json")
	write(t, path, text)
	return path
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// snapshot reads every file in dir.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[entry.Name()] = string(data)
	}
	return files
}

func wantSame(t *testing.T, dir string, before map[string]string) {
	t.Helper()
	after := snapshot(t, dir)
	if !maps.Equal(after, before) {
		t.Errorf("the folder changed:\n%v\nwas\n%v", after, before)
	}
}

type result struct {
	status         int
	stdout, stderr string
}

// normalised is what the normaliser of the tests makes of a document.
func normalised(text string) []byte {
	return []byte(`{"normalised": "` + lock.Sum([]byte(text)) + `"}`)
}

// spec runs the program with a normaliser that only marks its output.
func spec(args ...string) result {
	return specWith(func(data, _ []byte) (*normalize.Result, error) {
		return &normalize.Result{Document: normalised(string(data))}, nil
	}, args...)
}

func specWith(normalize func(data, withdrawn []byte) (*normalize.Result, error), args ...string) result {
	var stdout, stderr bytes.Buffer
	c := &command{stdout: &stdout, stderr: &stderr, normalize: normalize}
	status := c.run(context.Background(), args)
	return result{status, stdout.String(), stderr.String()}
}

// wantFailure checks the status and that stderr is one line with every part.
func (r result) wantFailure(t *testing.T, status int, parts ...string) {
	t.Helper()
	if r.status != status {
		t.Errorf("status %d, want %d", r.status, status)
	}
	if !strings.HasPrefix(r.stderr, "spec") || strings.Index(r.stderr, "\n") != len(r.stderr)-1 {
		t.Errorf("stderr is not one line of spec's: %q", r.stderr)
	}
	for _, part := range parts {
		if !strings.Contains(r.stderr, part) {
			t.Errorf("stderr %q lacks %q", r.stderr, part)
		}
	}
	if r.stdout != "" {
		t.Errorf("stdout has %q", r.stdout)
	}
}
