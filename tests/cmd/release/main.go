// Command release checks and packs a release of this module.
//
// It builds the module zip from the current commit as the module proxy will build it from the tag, and
// runs a program of another module with it. Run release from the root of the module.
//
//	go run ./tests/cmd/release -h
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/seam-go/seam/openapi/commandline"
	seam "github.com/seam-go/seam/wrapper"
)

func main() { os.Exit(commandline.Main(program)) }

var program = commandline.Command{
	Name:    "release",
	Summary: "check and pack a release of this module",
	Help: `
It builds the module zip from the current commit, as the module proxy will build it
from the tag, and runs a program of another module with it. It runs from the root of
the module.`,
	Commands: []commandline.Command{
		{
			Name:     "check",
			Summary:  "verify all that can be verified before the tag is pushed",
			Help:     "It compares the version with seam.Version, CHANGELOG.md and the earlier tags, and\nbuilds the module zip. make release-check runs it; it takes about a minute.",
			Examples: "go run ./tests/cmd/release check -version v0.1.0",
			Setup: func(flags *flag.FlagSet) func(context.Context) error {
				version := versionFlag(flags)
				return func(ctx context.Context) error { return run(ctx, *version, "") }
			},
		},
		{
			Name:     "pack",
			Summary:  "check, and write the files of the release",
			Help:     "It writes the module zip, its checksum and the notes of the release. The workflow\nof a release runs it through make release-pack.",
			Examples: "go run ./tests/cmd/release pack -version v0.1.0 -out packed",
			Setup: func(flags *flag.FlagSet) func(context.Context) error {
				version := versionFlag(flags)
				out := flags.String("out", "", "the `folder` to write to; required")
				return func(ctx context.Context) error {
					if *out == "" {
						return commandline.Misuse("-out is missing: name the folder to write to")
					}
					return run(ctx, *version, *out)
				}
			},
		},
	},
}

func versionFlag(flags *flag.FlagSet) *string {
	return flags.String("version", "", "the `version`, such as v0.1.0; required")
}

// run checks the release with a tag, and packs it if out is not empty.
func run(ctx context.Context, tag, out string) error {
	if tag == "" {
		return commandline.Misuse("-version is missing: name one, such as v0.1.0")
	}
	dir, err := os.MkdirTemp("", "seam-release-")
	if err != nil {
		return err
	}
	// A file that cannot be removed is a temporary file and does no harm.
	defer func() { _ = os.RemoveAll(dir) }()
	r := release{root: ".", tag: tag, constant: seam.Version, temp: dir, stdout: os.Stdout}
	return r.run(ctx, out)
}

// release is one run of the program.
type release struct {
	root     string // of the module
	tag      string // such as v0.1.0
	constant string // the value of seam.Version
	temp     string // a folder for the module cache and the consumer
	stdout   io.Writer
}

// run checks the release and writes its files to the folder out, if that is not empty.
func (r *release) run(ctx context.Context, out string) error {
	section, err := r.checkTexts(ctx)
	if err != nil {
		return err
	}
	zip, err := r.checkModule(ctx)
	if err != nil {
		return err
	}
	if out == "" {
		fmt.Fprintf(r.stdout, "%s can be tagged\n", r.tag)
		return nil
	}
	return r.pack(out, section.Text(), zip)
}
