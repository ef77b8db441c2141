package main

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/seam-go/seam/tests/internal/command"
	"github.com/seam-go/seam/tests/internal/file"
	"github.com/seam-go/seam/tests/internal/git"
)

// In a hook, git would go to the repository that it runs for.
func TestMain(m *testing.M) {
	for _, name := range []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"} {
		if err := os.Unsetenv(name); err != nil {
			panic(err)
		}
	}
	m.Run()
}

// repo is a small module like this one, in a repository of its own.
type repo struct {
	t   *testing.T
	dir string
}

func newRepo(t *testing.T) repo {
	t.Helper()
	r := repo{t, t.TempDir()}
	r.git("init", "--quiet", "--initial-branch=main")
	r.write("go.mod", "module "+module+"\n\ngo 1.26\n")
	r.write("CHANGELOG.md", "## [Unreleased]\n")
	r.write("gen/gen.go", "package gen\n\ntype Device struct{ ID, Name string }\n")
	r.write("wrapper/seam.go", `package seam

import "github.com/seam-go/seam/gen"

const Version = "0.1.0"

type Client struct{ *gen.Device }

func (c *Client) Call(path string) error { return nil }

type Attempt[T any] struct{ result T }

func (a *Attempt[T]) Wait() T { return a.result }
`)
	return r
}

func (r repo) write(name, text string) {
	r.t.Helper()
	file.Write(r.t, filepath.Join(r.dir, name), []byte(text))
}

func (r repo) read(name string) string {
	r.t.Helper()
	return file.Read(r.t, filepath.Join(r.dir, name))
}

// edit replaces text that has to be there.
func (r repo) edit(name, before, after string) {
	r.t.Helper()
	text := r.read(name)
	if !strings.Contains(text, before) {
		r.t.Fatalf("%s lacks %q", name, before)
	}
	r.write(name, strings.ReplaceAll(text, before, after))
}

// commit takes all that stands there. Without a text of its own, two commits of
// one second would be the same.
func (r repo) commit() string {
	r.t.Helper()
	r.git("add", "--all")
	r.git("commit", "--quiet", "--allow-empty", "--message="+rand.Text())
	return r.git("rev-parse", "HEAD")
}

func (r repo) git(args ...string) string {
	r.t.Helper()
	return git.Run(r.t, r.dir, args...)
}

// clone copies the repository as CI does.
func (r repo) clone(args ...string) repo {
	r.t.Helper()
	dir := r.t.TempDir()
	r.git(append(append([]string{"clone", "--quiet"}, args...), "file://"+r.dir, dir)...)
	return repo{r.t, dir}
}

// tool is the real program, built once.
var tool = sync.OnceValues(func() (string, error) {
	return command.Output(context.Background(), "../../..", "go", "tool", "-modfile=openapi/tools.mod", "-n", "apidiff")
})

// api runs the check, and gives what it printed and its error.
func (r repo) api(base string, draft bool) (printed string, err error) {
	r.t.Helper()
	apidiff, err := tool()
	if err != nil {
		r.t.Fatal(err)
	}
	var out strings.Builder
	c := check{root: r.dir, apidiff: apidiff, draft: draft, stdout: &out, stderr: &out}
	err = c.run(r.t.Context(), base)
	return out.String(), err
}

func (r repo) wantPass(base string, parts ...string) {
	r.t.Helper()
	printed, err := r.api(base, false)
	if err != nil {
		r.t.Errorf("got %v\n%s", err, printed)
	}
	for _, part := range parts {
		if !strings.Contains(printed, part) {
			r.t.Errorf("%q lacks %q", printed, part)
		}
	}
}

func (r repo) wantFailure(base string, parts ...string) {
	r.t.Helper()
	printed, err := r.api(base, false)
	if err == nil {
		r.t.Fatalf("it passed: %s", printed)
	}
	for _, part := range parts {
		if !strings.Contains(printed+err.Error(), part) {
			r.t.Errorf("%q lacks %q", printed+err.Error(), part)
		}
	}
}
