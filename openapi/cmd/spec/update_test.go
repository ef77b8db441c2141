package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/changelog"
	"github.com/seam-go/seam/openapi/lock"
	"github.com/seam-go/seam/openapi/normalize"
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
	for _, part := range []string{"### Changed - Seam's document version 1.0.0, sha256 `" + stamp.SHA256.Vendored[:12], "Operations added: `/c/list`.", "Operations removed: `/a/list`."} {
		if !strings.Contains(entry, part) {
			t.Errorf("the changelog lacks %q: %s", part, entry)
		}
	}
}

// A new description is no news for users.
func TestUpdateThatConcernsNoUser(t *testing.T) {
	dir, log := updatable(t)
	before := petStore("/a/list", "/b/get")
	got := spec("update", "-dir", dir, "-from", document(t, strings.Replace(before, `"description":"OK"`, `"description":"Fine"`, 1)))
	if got.status != 0 || !strings.Contains(text(t, filepath.Join(dir, lock.Vendored)), "Fine") {
		t.Errorf("got %+v", got)
	}
	if text(t, log) != emptyLog {
		t.Errorf("the changelog is\n%s", text(t, log))
	}
}

// An update from a release names it in the changelog, and annotates the document in a workflow.
func TestUpdateFromARelease(t *testing.T) {
	dir, log := updatable(t)
	npmWith(t, release{"1.1.0", petStore("/b/get", "/c/list")})
	got := spec("update", "-dir", dir, "-from", "npm:@seamapi/types@1.1.0", "-format", "github")
	if got.status != 0 || !strings.Contains(got.stdout, "::error file=openapi/openapi.json") || !strings.Contains(got.stdout, "/a/list removed\n") {
		t.Errorf("got %+v", got)
	}
	if !strings.Contains(text(t, log), "- Seam's document of `npm:@seamapi/types@1.1.0`, sha256") {
		t.Errorf("the changelog is\n%s", text(t, log))
	}
}

// The report has the operations that are kept although the document dropped them: only the normaliser knows.
func TestUpdateKeepsOperations(t *testing.T) {
	dir, _ := updatable(t)
	got := specWith(func(data, _ []byte) (*normalize.Result, error) {
		kept := normalize.Note{Kind: normalize.Withdrawn, Place: "/a/list", Problem: "package seam calls it"}
		return &normalize.Result{Document: normalised(string(data)), Notes: []normalize.Note{kept}}, nil
	}, "update", "-dir", dir, "-from", document(t, petStore("/b/get")))
	if got.status != 0 || !strings.Contains(got.stdout, "package seam calls it") {
		t.Errorf("got %+v", got)
	}
}

// The changelog names the changes in behaviour, which no Go symbol shows.
func TestUpdateNamesBehaviour(t *testing.T) {
	dir, log := updatable(t)
	write(t, filepath.Join(dir, lock.Vendored), doing(`"a":{"type":"string"}`))
	got := spec("update", "-dir", dir, "-from", document(t, doing(`"a":{"type":"string","maxLength":8}`)))
	if got.status != 0 || !strings.Contains(text(t, log), "- Request field `a` limited more in `things_do_request` (maxLength none → 8).\n") {
		t.Errorf("got %+v\n%s", got, text(t, log))
	}
}

// doing is a document with an operation that takes fields.
func doing(fields string) string {
	return `{"openapi":"3.0.0","info":{"title":"t","version":"1"},"paths":{"/things/do":{"post":{"requestBody":{"content":{"application/json":` +
		`{"schema":{"type":"object","properties":{` + fields + `}}}}},"responses":{"200":{"description":"OK"}}}}}}`
}

func TestUpdateOfAProposedDocument(t *testing.T) {
	dir, _ := updatable(t)
	root := filepath.Join(dir, "..")
	next := petStore("/b/get", "/c/list")
	in := document(t, next)
	runGit := func(args ...string) string {
		t.Helper()
		out, err := git(t.Context(), root, append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
		if err != nil {
			t.Fatalf("git %q: %v", args, err)
		}
		return out
	}
	runGit("init", "--quiet")
	spec("fetch", "-dir", dir, "-from", in)
	runGit("add", ".")
	runGit("commit", "--quiet", "--message=proposal")
	runGit("update-ref", "refs/remotes/origin/drift/one", "HEAD")
	write(t, filepath.Join(dir, lock.Vendored), petStore("/a/list"))
	before := snapshot(t, dir)
	got := spec("update", "-dir", dir, "-from", in, "-skip-proposed")
	if got.status != 0 || got.stdout != "this document is proposed already: origin/drift/one has it\n" {
		t.Errorf("got %+v", got)
	}
	wantSame(t, dir, before)
	if got := spec("update", "-dir", dir, "-from", in); got.status != 0 || !strings.Contains(got.stdout, "/a/list removed") {
		t.Errorf("without the flag: %+v", got)
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
