package main

import (
	"archive/zip"
	"crypto/sha256"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/tests/internal/file"
	"github.com/seam-go/seam/tests/internal/git"
)

const log = `# Changelog

## [Unreleased]

## [0.2.0] - 2027-01-31

### Added

- A thing.

## [0.1.0] - 2026-12-31

- The first.
`

// repo is a small module with the same path as this one, in a repository of its own.
type repo struct {
	t   *testing.T
	dir string
}

func newRepo(t *testing.T) repo {
	t.Helper()
	r := repo{t, t.TempDir()}
	r.git("init", "--quiet", "--initial-branch=main")
	for name, text := range map[string]string{
		"go.mod":                                "module " + module + "\n\ngo 1.26\n",
		"LICENSE":                               "Do what you like.\n",
		"CHANGELOG.md":                          strings.Replace(log, "## [0.2.0]", "## [0.2.0-rc.1]", 1),
		"wrapper/seam.go":                       "package seam\n\nconst Greeting = \"hello\"\n",
		"tests/modules/consumer/go.mod":         "module example.com/consumer\n\ngo 1.26\n\nrequire " + module + " v0.0.0\n\nreplace " + module + " => ../../..\n",
		"tests/modules/consumer/readme/main.go": "package main\n\nimport seam \"" + module + "/wrapper\"\n\nfunc main() { println(seam.Greeting) }\n",
	} {
		r.write(name, text)
	}
	r.commit()
	r.git("tag", "v0.1.0")
	r.write("CHANGELOG.md", log)
	r.commit()
	return r
}

func (r repo) write(name, text string) {
	r.t.Helper()
	file.Write(r.t, filepath.Join(r.dir, name), []byte(text))
}

func (r repo) commit() {
	r.t.Helper()
	r.git("add", "--all")
	r.git("commit", "--quiet", "--allow-empty", "--message=change")
}

func (r repo) git(args ...string) string {
	r.t.Helper()
	return git.Run(r.t, r.dir, args...)
}

// release checks the tag, and packs it if out is not empty.
func (r repo) release(tag, constant, out string) (printed string, err error) {
	r.t.Helper()
	var stdout strings.Builder
	err = (&release{root: r.dir, tag: tag, constant: constant, temp: r.t.TempDir(), stdout: &stdout}).run(r.t.Context(), out)
	return stdout.String(), err
}

func TestCheck(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	printed, err := r.release("v0.2.0", "0.2.0", "")
	if err != nil || !strings.Contains(printed, module+" v0.2.0 runs the program") || !strings.HasSuffix(printed, "v0.2.0 can be tagged\n") {
		t.Errorf("%v\n%s", err, printed)
	}
	if tags := r.git("tag"); tags != "v0.1.0" {
		t.Errorf("the repository has the tags %s", tags)
	}
	// The workflow checks again, in a checkout of the tag.
	r.git("tag", "--annotate", "--message=release", "v0.2.0")
	r.git("switch", "--quiet", "--detach", "v0.2.0")
	if _, err := r.release("v0.2.0", "0.2.0", ""); err != nil {
		t.Error(err)
	}
}

func TestPack(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	out := filepath.Join(t.TempDir(), "packed")
	if printed, err := r.release("v0.2.0", "0.2.0", out); err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	archive := filepath.Join(out, "seam-v0.2.0.zip")
	if got, want := file.Read(t, filepath.Join(out, "SHA256SUMS")), fmt.Sprintf("%x  seam-v0.2.0.zip\n", sha256.Sum256([]byte(file.Read(t, archive)))); got != want {
		t.Errorf("the checksums are %q, want %q", got, want)
	}
	notes := file.Read(t, filepath.Join(out, "notes.md"))
	for _, want := range []string{"### Added\n\n- A thing.\n", "go get " + module + "@v0.2.0", module + " v0.2.0 h1:", r.git("rev-parse", "HEAD")} {
		if !strings.Contains(notes, want) {
			t.Errorf("the notes lack %q:\n%s", want, notes)
		}
	}
	if strings.Contains(notes, "The first.") {
		t.Errorf("the notes have an earlier release:\n%s", notes)
	}
	// A nested module is a module for itself.
	packed, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	for _, f := range packed.File {
		if strings.Contains(f.Name, "consumer") {
			t.Errorf("the archive has %s", f.Name)
		}
	}
}

func TestCheckFinds(t *testing.T) {
	t.Parallel()
	edited := func(before, after string) func(repo) {
		return func(r repo) {
			if !strings.Contains(log, before) {
				r.t.Fatalf("the changelog has no %q", before)
			}
			r.write("CHANGELOG.md", strings.Replace(log, before, after, 1))
			r.commit()
		}
	}
	without := func(name string) func(repo) {
		return func(r repo) {
			r.git("rm", "--quiet", name)
			r.commit()
		}
	}
	nothing := func(repo) {}
	for name, test := range map[string]struct {
		tag, constant string
		change        func(repo)
		want          string
	}{
		"no version":            {"0.2.0", "0.2.0", nothing, `"0.2.0" is not a version`},
		"a command":             {"v0.2.0;id", "0.2.0", nothing, `"v0.2.0;id" is not a version`},
		"another constant":      {"v0.2.0", "0.1.0", nothing, `seam.Version in wrapper/client.go is "0.1.0"`},
		"no section":            {"v0.3.0", "0.3.0", nothing, `the newest section of CHANGELOG.md is not "## [0.3.0] - DATE"`},
		"no date":               {"v0.2.0", "0.2.0", edited(" - 2027-01-31", ""), `is ""`},
		"no such date":          {"v0.2.0", "0.2.0", edited("01-31", "02-31"), `is "2027-02-31"`},
		"an empty section":      {"v0.2.0", "0.2.0", edited("### Added\n\n- A thing.\n", ""), "is empty"},
		"unreleased entries":    {"v0.2.0", "0.2.0", edited("[Unreleased]\n", "[Unreleased]\n\n- More.\n"), "has entries below"},
		"a large version":       {"v2.0.0", "2.0.0", edited("[0.2.0]", "[2.0.0]"), "without /v2"},
		"too small a number":    {"v0.1.1", "0.1.1", edited("[0.2.0] - 2027-01-31\n\n### Added", "[0.1.1] - 2027-01-31\n\n### Breaking"), "at least v0.2.0, not v0.1.1"},
		"uncommitted":           {"v0.2.0", "0.2.0", func(r repo) { r.write("new.go", "package seam\n") }, "uncommitted changes:\n?? new.go"},
		"the tag elsewhere":     {"v0.2.0", "0.2.0", func(r repo) { r.git("tag", "v0.2.0", "HEAD^") }, "the tag v0.2.0 exists"},
		"no licence":            {"v0.2.0", "0.2.0", without("LICENSE"), "LICENSE"},
		"a file that is needed": {"v0.2.0", "0.2.0", without("wrapper/seam.go"), "in a module that requires v0.2.0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRepo(t)
			test.change(r)
			printed, err := r.release(test.tag, test.constant, "")
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q\n%s", err, test.want, printed)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		last, next     string
		breaking, want bool
	}{
		{"v0.1.0", "v0.1.1", false, true},
		{"v0.1.0", "v0.1.0", false, false},
		{"v0.1.1", "v0.1.0", false, false},
		{"v0.1.9", "v0.1.10", false, true},
		{"v0.1.0", "v0.1.1", true, false},
		{"v0.1.0", "v0.2.0", true, true},
		{"v0.9.0", "v1.0.0", true, true},
		{"v1.2.3", "v1.3.0", false, true},
		{"v1.2.3", "v1.3.0", true, false},
		{"v1.2.0-rc.1", "v1.2.0", true, true},
		{"v1.2.0", "v1.2.0-rc.1", false, false},
	} {
		last, ok := parseVersion(test.last)
		next, ok2 := parseVersion(test.next)
		if !ok || !ok2 {
			t.Fatalf("%s or %s is no version", test.last, test.next)
		}
		if err := checkNumber(last, next, test.breaking); (err == nil) != test.want {
			t.Errorf("%s after %s, breaking %t: %v", next, last, test.breaking, err)
		}
	}
}

func TestArguments(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"", "tag", "check", "check -version=", "check -version=v1.0.0 x", "pack -version=v0.1.0"} {
		var stderr strings.Builder
		if status := commandline.Run(t.Context(), program, strings.Fields(args), io.Discard, &stderr); status != 2 || stderr.Len() == 0 {
			t.Errorf("%q: status %d, %s", args, status, stderr.String())
		}
	}
}
