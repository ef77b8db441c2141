// Command release checks and packs a release of this module.
//
//	release check v0.1.0            verify everything that can be verified before the tag is pushed
//	release pack -out DIR v0.1.0    check, then write the files of the release to DIR
//
// It builds the module zip from the current commit as the module proxy will build it from the tag, and
// runs a program of another module with it. Run release from the root of the module.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	seam "github.com/seam-go/seam/wrapper"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if errors.Is(err, flag.ErrHelp) {
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errors.New("name a command: check or pack")
	}
	flags := flag.NewFlagSet("release "+args[0], flag.ContinueOnError)
	out := new(string)
	switch args[0] {
	case "check":
	case "pack":
		out = flags.String("out", "", "the `folder` to write to")
	default:
		return fmt.Errorf("unknown command %q: use check or pack", args[0])
	}
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if flags.NArg() != 1 || flags.Arg(0) == "" {
		return errors.New("name one version, such as v0.1.0")
	}
	if args[0] == "pack" && *out == "" {
		return errors.New("-out is missing: name the folder to write to")
	}
	dir, err := os.MkdirTemp("", "seam-release-")
	if err != nil {
		return err
	}
	// A file that cannot be removed is a temporary file and does no harm.
	defer func() { _ = os.RemoveAll(dir) }()
	r := release{root: ".", tag: flags.Arg(0), constant: seam.Version, temp: dir, stdout: os.Stdout}
	return r.run(ctx, *out)
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
