package go2024

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
	"github.com/seam-go/seam/tests/internal/markdown"
)

const (
	module  = "github.com/seamapi/go"
	version = "v0.6.1" // the last one
)

// program uses the names of the page. Its %s is a statement for each.
const program = `package main

import (
	api "github.com/seamapi/go"
	goclient "github.com/seamapi/go/client"
	"github.com/seamapi/go/core"
)

func main() {
	client := goclient.NewClient()
	_, _, _ = api.Bool, core.NewAPIError, client
%s}
`

// The names in the column "2024" of the page for users of that client compile against it. Without a
// connection to a module proxy, the test is skipped. In CI it fails then, because nobody would notice
// the skip.
func TestNames(t *testing.T) {
	t.Parallel()
	names := markdown.Column(file.Read(t, "../../../wrapper/examples/comingfrom/go.md"), "2024")
	if len(names) < 30 {
		t.Errorf("the page has only %d names", len(names))
	}
	dir := t.TempDir()
	file.Write(t, filepath.Join(dir, "go.mod"), []byte("module names\n\ngo 1.26\n\nrequire "+module+" "+version+"\n"))
	file.Write(t, filepath.Join(dir, "main.go"), fmt.Appendf(nil, program, uses(names)))
	switch out, err := run(t, dir, "mod", "download", module); {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatalf("%v\n%s", err, out)
	case err != nil:
		t.Skipf("%s cannot be downloaded: %v\n%s", module, err, out)
	}
	if out, err := run(t, dir, "build", "-mod=mod", "-gcflags=-e", "-o", filepath.Join(dir, "program"), "."); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// uses returns a statement for each name: an operation, a function, or a type if it begins with "*".
func uses(names []string) string {
	var statements strings.Builder
	for _, name := range names {
		if strings.HasPrefix(name, "*") {
			name = "(" + name + ")(nil)"
		}
		statements.WriteString("\t_ = " + name + "\n")
	}
	return statements.String()
}

func run(t *testing.T, dir string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOWORK=off")
	out, err := cmd.CombinedOutput()
	return string(out), err
}
