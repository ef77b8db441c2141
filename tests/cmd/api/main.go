// Command api compares what the module exports to users with an earlier commit:
// the last release or, while there is none, the previous commit on main. A
// change that breaks a user has to be named in CHANGELOG.md.
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
	draft := flag.Bool("draft", false, "write what is missing into "+changelog.FileName)
	flag.Parse()
	if err := run(context.Background(), *base, *draft); err != nil {
		fmt.Fprintf(os.Stderr, "api: %v\n", err)
		os.Exit(1)
	}
}

// run works on the module around the working directory.
func run(ctx context.Context, base string, draft bool) error {
	if flag.NArg() > 0 {
		return fmt.Errorf("%q is too much; -h tells more", flag.Arg(0))
	}
	root, err := output(ctx, ".", "go", "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return err
	}
	// It is built here, not where the older tree lies, whose tools may be others.
	apidiff, err := output(ctx, root, "go", "tool", "-modfile=openapi/tools.mod", "-n", "apidiff")
	if err != nil {
		return err
	}
	c := check{root: root, apidiff: apidiff, draft: draft, stdout: os.Stdout, stderr: os.Stderr}
	return c.run(ctx, base)
}

// output runs a command and returns what it printed, without the last newline.
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
