package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/normalize"
)

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{}, {"fetsh"}, {"check", "extra"}, {"check", "-from", "x"}, {"fetch", "-from"}, {"update", "-format", "md"}} {
		spec(args...).wantFailure(t, 2, "; see spec", " -h")
	}
}

func TestHelp(t *testing.T) {
	tests := map[string][]string{
		"-h":               {"\n  fetch ", "\n  normalize ", "\n  gen ", "\n  check ", "\n  update ", "\n  failures ", "\n  drift ", "\n  drift-history "},
		"fetch -h":         {"replaces", "-from where", "npm:@seamapi/types@VERSION", "-dir"},
		"normalize -h":     {"no network", "-dir"},
		"gen -h":           {"openapi/gen.go.txt", "openapi/runtime", "no network", "-dir"},
		"check -h":         {"every mismatch", "-dir"},
		"failures -h":      {"output of make", "-report file", "-dir"},
		"update -h":        {"changes nothing", "-skip-proposed", "-from where", "-report file", "-dir"},
		"drift -h":         {"0  no change", "1  a change", "2  the documents", "-from path", "-to path", "-format format", "-fail-on harm"},
		"drift-history -h": {"HISTORY.md", "minutes", "-dir"},
		"help drift":       {"spec drift: "},
	}
	for args, parts := range tests {
		got := spec(strings.Fields(args)...)
		if got.status != 0 || got.stderr != "" {
			t.Errorf("%s: %+v", args, got)
		}
		if args != "-h" {
			parts = append(parts, "\nexamples:\n", "\nexit status:\n")
		}
		for _, part := range parts {
			if !strings.Contains(got.stdout, part) {
				t.Errorf("%s: %q lacks %q", args, got.stdout, part)
			}
		}
	}
}

// A place where somebody has to decide fails the check, and only that.
func TestCheckAsksForDecisions(t *testing.T) {
	for kind, want := range map[normalize.Kind]int{normalize.Undecided: 1, normalize.LeftOut: 0, normalize.Raw: 0, normalize.Withdrawn: 0, normalize.Stale: 0} {
		noting := func(_, _ []byte) (*normalize.Result, error) {
			return &normalize.Result{Document: []byte(`{"x-notes": [{"kind": "` + string(kind) + `", "place": "/a/get", "problem": "is odd", "remedy": "see a.go"}]}`)}, nil
		}
		dir := module(t)
		if got := specWith(noting, "fetch", "-dir", dir, "-from", document(t, petStore("/a/get"))); got.status != 0 {
			t.Fatalf("fetch: %+v", got)
		}
		got := spec("check", "-dir", dir)
		if got.status != want || !strings.HasPrefix(got.stderr, string(kind)+": /a/get: is odd; see a.go\n") {
			t.Errorf("%s: got %+v", kind, got)
		}
	}
}

func TestCheck(t *testing.T) {
	dir := vendored(t)
	if got := spec("check", "-dir", dir); got.status != 0 || got.stderr != "" {
		t.Errorf("got %+v", got)
	}
	write(t, filepath.Join(dir, lock.Vendored), petStore("/edited"))
	write(t, filepath.Join(dir, lock.Normalized), "edited")
	got := spec("check", "-dir", dir)
	if got.status != 1 || got.stdout != "" {
		t.Errorf("got %+v", got)
	}
	lines := strings.Split(got.stderr, "\n")
	wants := []string{"spec: openapi.json has sha256", "spec: openapi.json has 1 paths", "spec: normalized.json has", "spec: the openapi folder does not agree", ""}
	if len(lines) != len(wants) {
		t.Fatalf("stderr is %q", got.stderr)
	}
	for i, want := range wants {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d is %q, want %q…", i, lines[i], want)
		}
	}
}

// The folder is found from anywhere inside the module.
func TestFindsTheFolder(t *testing.T) {
	dir := vendored(t)
	deep := filepath.Join(dir, "..", "a", "b")
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{filepath.Dir(dir), dir, deep} {
		t.Chdir(at)
		if got := spec("check"); got.status != 0 {
			t.Errorf("in %s: %+v", at, got)
		}
	}
	t.Chdir(t.TempDir())
	spec("check").wantFailure(t, 1, "no go.mod here or above", "-dir")
}

// An error may quote a document, whose text must not become a command.
func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{
		"a\n  b\r\n::error::c":       "a b ::error::c",
		"a\x1b[2J\x00\u202eb\u2028c": "a\ufffd[2J\ufffd\ufffdb c",
		"a ##[error]b":               "a # #[error]b",
		strings.Repeat("é", 500):     strings.Repeat("é", 400) + "…",
	} {
		if got := oneLine(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
