package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/changelog"
	"github.com/seam-go/seam/openapi/lock"
)

const emptyLog = "# Changelog\n\n## [Unreleased]\n"

// updatable makes a vendored module with a changelog, and returns the openapi
// folder and the path of the changelog.
func updatable(t *testing.T) (dir, log string) {
	t.Helper()
	dir = vendored(t)
	log = filepath.Join(dir, "..", changelog.FileName)
	write(t, log, emptyLog)
	return dir, log
}

func text(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestUpdate(t *testing.T) {
	dir, log := updatable(t)
	report := filepath.Join(t.TempDir(), "report.md")
	got := spec("update", "-dir", dir, "-from", document(t, petStore("/b/get", "/c/list")), "-report", report)
	if got.status != 0 || got.stderr != "" {
		t.Fatalf("got %+v", got)
	}
	if err := lock.Verify(dir); err != nil {
		t.Error(err)
	}
	for _, part := range []string{"/a/list removed", "/c/list added"} {
		if !strings.Contains(got.stdout, part) || !strings.Contains(strings.ReplaceAll(text(t, report), "`", ""), part) {
			t.Errorf("%q is missing in\n%s\nor in\n%s", part, got.stdout, text(t, report))
		}
	}
	stamp, err := lock.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	entry := strings.Join(strings.Fields(text(t, log)), " ")
	for _, part := range []string{"### Changed - Seam's document version 1.0.0, sha256 `" + stamp.SHA256.Vendored[:12], "Operations added: `/c/list`.", "Operations removed: `/a/list`.", "Deployed programs: fail at 1, misread 0."} {
		if !strings.Contains(entry, part) {
			t.Errorf("the changelog lacks %q: %s", part, entry)
		}
	}
}

func TestUpdateWithoutAChange(t *testing.T) {
	dir, log := updatable(t)
	before := snapshot(t, dir)
	report := filepath.Join(t.TempDir(), "report.md")
	got := spec("update", "-dir", dir, "-from", document(t, petStore("/a/list", "/b/get")), "-report", report)
	if got.status != 0 || !strings.HasPrefix(got.stdout, "the document did not change: ") {
		t.Errorf("got %+v", got)
	}
	wantSame(t, dir, before)
	if text(t, log) != emptyLog {
		t.Errorf("the changelog is\n%s", text(t, log))
	}
	if _, err := os.Stat(report); err == nil {
		t.Error("there is a report of nothing")
	}
}

func TestUpdateFailureChangesNothing(t *testing.T) {
	tests := map[string]struct {
		prepare func(t *testing.T, dir, log string)
		doc     string
		want    string
	}{
		"no document":          {nil, "<html>", "an HTML page"},
		"no changelog":         {func(t *testing.T, _, log string) { must(t, os.Remove(log)) }, petStore("/c/list"), "CHANGELOG.md is missing"},
		"nothing unreleased":   {func(t *testing.T, _, log string) { write(t, log, "# Changelog\n") }, petStore("/c/list"), `"## [Unreleased]"`},
		"vendored one damaged": {func(t *testing.T, dir, _ string) { write(t, filepath.Join(dir, lock.Vendored), "{") }, petStore("/c/list"), "the old document"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir, log := updatable(t)
			if test.prepare != nil {
				test.prepare(t, dir, log)
			}
			before := snapshot(t, dir)
			spec("update", "-dir", dir, "-from", document(t, test.doc)).wantFailure(t, 1, test.want)
			wantSame(t, dir, before)
		})
	}
	dir, log := updatable(t)
	before := snapshot(t, dir)
	got := spec("update", "-dir", dir, "-from", document(t, petStore("/c/list")), "-report", filepath.Join(dir, "missing", "report.md"))
	got.wantFailure(t, 1, "-report", "nothing was changed")
	wantSame(t, dir, before)
	if text(t, log) != emptyLog {
		t.Errorf("the changelog is\n%s", text(t, log))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
