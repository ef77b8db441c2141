package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/normalize"
	"github.com/seam-go/seam/openapi/source"
)

func TestFetch(t *testing.T) {
	dir := module(t)
	in := document(t, petStore("/a/list", "/b/get"))
	got := spec("fetch", "-dir", dir, "-from", in)
	if got.status != 0 || got.stderr != "" {
		t.Fatalf("got %+v", got)
	}
	files := snapshot(t, dir)
	stamp, err := lock.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := lock.Verify(dir); err != nil {
		t.Errorf("the stamp does not fit: %v", err)
	}
	if !strings.HasPrefix(files[lock.Vendored], "{\n  \"openapi\": \"3.0.0\",\n") {
		t.Errorf("openapi.json is %q", files[lock.Vendored])
	}
	if want := string(normalised(files[lock.Vendored])); files[lock.Normalized] != want {
		t.Errorf("normalized.json is %q, want %q", files[lock.Normalized], want)
	}
	if len(files) != 5 { // and tools.mod
		t.Errorf("there are %d files: %v", len(files), files)
	}
	for _, part := range []string{
		"fetched " + filepath.ToSlash(in) + ", version 1.0.0\n",
		"sha256 " + stamp.SHA256.Vendored + "\n",
		"sha256 " + stamp.SHA256.Normalized + "\n",
		"2 paths, 2 operations, 2 documented\n",
		"there was no document before",
	} {
		if !strings.Contains(got.stdout, part) {
			t.Errorf("stdout %q lacks %q", got.stdout, part)
		}
	}
}

func TestFetchIsReproducible(t *testing.T) {
	dir := module(t)
	in := document(t, petStore("/a/list"))
	spec("fetch", "-dir", dir, "-from", in)
	before := snapshot(t, dir)
	got := spec("fetch", "-dir", dir, "-from", in)
	if !strings.HasSuffix(got.stdout, "documented operations: 0 came, 0 went\n") {
		t.Errorf("stdout is %q", got.stdout)
	}
	wantSame(t, dir, before)
}

func TestFetchNamesNewAndRemovedOperations(t *testing.T) {
	dir := vendored(t)
	got := spec("fetch", "-dir", dir, "-from", document(t, petStore("/c/list", "/b/get", "/a/get")))
	const want = "documented operations: 2 came, 1 went\n+ POST /a/get\n+ POST /c/list\n- POST /a/list\n"
	if !strings.HasSuffix(got.stdout, want) {
		t.Errorf("stdout is %q, want …%q", got.stdout, want)
	}
}

// A fetch also repairs a damaged document.
func TestFetchRepairsADamagedFolder(t *testing.T) {
	dir := vendored(t)
	write(t, filepath.Join(dir, lock.Vendored), "<html>")
	write(t, filepath.Join(dir, lock.FileName), "{")
	got := spec("fetch", "-dir", dir, "-from", document(t, petStore("/a/list")))
	if got.status != 0 || lock.Verify(dir) != nil {
		t.Errorf("got %+v", got)
	}
}

// What package seam calls is kept when the document drops it, for as long as it is gone.
func TestFetchKeepsWithdrawnOperations(t *testing.T) {
	const path = "/acs/credentials/unassign"
	dir := module(t)
	for _, paths := range [][]string{{path, "/a/get"}, {"/b/get"}, {"/c/get"}} {
		if got := specWith(normalize.Normalize, "fetch", "-dir", dir, "-from", document(t, petStore(paths...))); got.status != 0 {
			t.Fatalf("fetch: %+v", got)
		}
		if got := specWith(normalize.Normalize, "normalize", "-dir", dir); got.status != 0 {
			t.Fatalf("normalize: %+v", got)
		}
		normalized := text(t, filepath.Join(dir, lock.Normalized))
		if !strings.Contains(normalized, `"`+path+`": {`) || strings.Contains(normalized, "/a/get") && paths[0] != path {
			t.Errorf("%q: normalized.json is %s", paths, normalized)
		}
	}
	if got := spec("check", "-dir", dir); !strings.Contains(got.stderr, "withdrawn: "+path+": the document no longer has it") {
		t.Errorf("check: %+v", got)
	}
}

func TestFetchFailureChangesNothing(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"html":            {"<html>", "an HTML page"},
		"truncated":       {petStore("/a")[:60], "cut short"},
		"empty":           {"", "it is empty"},
		"not OpenAPI":     {`{"error":"none"}`, "not an OpenAPI document"},
		"odd types":       {`{"openapi":"3.0.0","paths":7}`, "not an OpenAPI document"},
		"outer reference": {strings.Replace(petStore("/a/b"), `{"description":"OK"}`, `{"$ref":"/etc/hosts#/a"}`, 1), "its response cannot be read"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := vendored(t)
			before := snapshot(t, dir)
			in := document(t, test.text)
			specWith(normalize.Normalize, "fetch", "-dir", dir, "-from", in).wantFailure(t, 1, in, test.want)
			wantSame(t, dir, before)
		})
	}
}

func TestFetchUnknownVersionOrPath(t *testing.T) {
	dir := vendored(t)
	before := snapshot(t, dir)
	spec("fetch", "-dir", dir, "-from", "missing.json").wantFailure(t, 1, "missing.json: no such file")
	spec("fetch", "-dir", dir, "-from", "npm:^1").wantFailure(t, 1, "names no version")
	wantSame(t, dir, before)
}

func TestFetchNormaliserFailureChangesNothing(t *testing.T) {
	dir := vendored(t)
	before := snapshot(t, dir)
	in := document(t, petStore("/c"))
	fail := func(_, _ []byte) (*normalize.Result, error) {
		return nil, errors.New("clash:\n  " + strings.Repeat("x", 1000))
	}
	got := specWith(fail, "fetch", "-dir", dir, "-from", in)
	got.wantFailure(t, 1, "nothing was changed: it does not normalise", "clash: xxx", "…")
	if len(got.stderr) > 500 {
		t.Errorf("stderr has %d bytes", len(got.stderr))
	}
	wantSame(t, dir, before)
}

func TestFetchUnwritableChangesNothing(t *testing.T) {
	for _, name := range []string{lock.Vendored, lock.Normalized, lock.FileName} {
		dir := vendored(t)
		path := filepath.Join(dir, name)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
		before := snapshot(t, dir)
		got := spec("fetch", "-dir", dir, "-from", document(t, petStore("/c")))
		got.wantFailure(t, 1, name+" cannot be written", "nothing was changed")
		wantSame(t, dir, before)
	}
}

func TestFetchWrongFolder(t *testing.T) {
	got := spec("fetch", "-dir", t.TempDir(), "-from", document(t, petStore("/a")))
	got.wantFailure(t, 1, "tools.mod: no such file")
}

// The licence of an earlier release stays when a source says nothing about it.
func TestVendoringLicence(t *testing.T) {
	for licence, want := range map[string]bool{"": false, "MIT": true} {
		doc := &source.Document{}
		if licence != "" {
			doc.Licence = []byte(licence)
		}
		files := (&vendoring{doc: doc}).files()
		last := files[len(files)-1]
		if got := last.name == licenceFile && string(last.data) == licence; got != want {
			t.Errorf("licence %q: the files are %v", licence, files)
		}
	}
}
