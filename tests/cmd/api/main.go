// Command api compares the exported API of the module with an earlier commit: the last
// release, or the previous commit on main before the first release. CHANGELOG.md has to
// name every incompatible change, including changed JSON tags.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/seam-go/seam/openapi/changelog"
)

func main() {
	base := flag.String("base", "", "the `commit` to compare with (default: the last release, or the previous commit on main)")
	draft := flag.Bool("draft", false, "write the missing entries, and those for additions, into "+changelog.FileName)
	flag.Parse()
	if err := run(context.Background(), *base, *draft); err != nil {
		fmt.Fprintf(os.Stderr, "api: %v\n", err)
		os.Exit(1)
	}
}

// run checks the module around the working directory.
func run(ctx context.Context, base string, draft bool) error {
	if flag.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q; see -h", flag.Arg(0))
	}
	root, err := output(ctx, ".", "go", "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return err
	}
	// It is built here and not in the older tree, which may pin other tools.
	apidiff, err := output(ctx, root, "go", "tool", "-modfile=openapi/tools.mod", "-n", "apidiff")
	if err != nil {
		return err
	}
	c := check{root: root, apidiff: apidiff, draft: draft, stdout: os.Stdout, stderr: os.Stderr}
	return c.run(ctx, base)
}

// output runs a command and returns its output, without the last newline.
func output(ctx context.Context, dir, name string, args ...string) (string, error) {
	var stderr strings.Builder
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, strings.TrimSpace(stderr.String()))
	}
	return strings.TrimSpace(string(out)), nil
}
