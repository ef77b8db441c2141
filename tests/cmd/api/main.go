// Command api compares the exported API of the module with an earlier commit: the last
// release, or the previous commit on main before the first release. CHANGELOG.md has to
// name every incompatible change, including changed JSON tags.
//
//	go run ./tests/cmd/api -h
package main

import (
	"context"
	"flag"
	"os"

	"github.com/seam-go/seam/openapi/changelog"
	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/tests/internal/command"
)

func main() { os.Exit(commandline.Main(program)) }

var program = commandline.Command{
	Name:    "api",
	Summary: "compare the exported API of the module with an earlier commit",
	Help: `
It lists the symbols of packages gen, seam and seamtest that were added, and those
that changed in a way that breaks a program. CHANGELOG.md has to name each of the
latter below "### Breaking", and api fails if it does not. make api runs it; use it
after you changed something exported. It takes about half a minute. A clone without
an earlier commit is not checked, and a message says so.`,
	Examples: `
go run ./tests/cmd/api
go run ./tests/cmd/api -base v1.2.0
go run ./tests/cmd/api -draft   # then edit CHANGELOG.md`,
	Status: [3]string{
		0: "CHANGELOG.md names every incompatible change, or there is no earlier commit",
		1: "an entry is missing, or a package does not compile; stderr has the reason",
	},
	Setup: func(flags *flag.FlagSet) func(context.Context) error {
		base := flags.String("base", "", "the `commit` to compare with (default: the last release, or the previous commit on main)")
		draft := flags.Bool("draft", false, "write the missing entries, and those for additions, into "+changelog.FileName)
		return func(ctx context.Context) error { return run(ctx, *base, *draft) }
	},
}

// run checks the module around the working directory.
func run(ctx context.Context, base string, draft bool) error {
	root, err := command.Output(ctx, ".", "go", "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return err
	}
	// It is built here and not in the older tree, which may pin other tools.
	apidiff, err := command.Output(ctx, root, "go", "tool", "-modfile=openapi/tools.mod", "-n", "apidiff")
	if err != nil {
		return err
	}
	c := check{root: root, apidiff: apidiff, draft: draft, stdout: os.Stdout, stderr: os.Stderr}
	return c.run(ctx, base)
}
