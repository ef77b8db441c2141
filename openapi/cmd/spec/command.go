package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/seam-go/seam/openapi/normalize"
)

// command is one run of the program. Tests replace its streams and its normaliser.
type command struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	normalize      func(data, withdrawn []byte) (*normalize.Result, error)
}

// options holds the values of the flags.
type options struct {
	dir          string
	from         string
	to           string
	format       string
	failOn       string
	compile      bool
	report       string
	skipProposed bool
}

// subcommand is one task of the program.
type subcommand struct {
	name, help string
	flags      func(*flag.FlagSet, *options)
	run        func(*command, context.Context, options) error
}

var subcommands = []subcommand{
	{"fetch", fetchHelp, fetchFlags, (*command).fetch},
	{"normalize", normalizeHelp, commonFlags, (*command).normalizeVendored},
	{"gen", genHelp, commonFlags, (*command).gen},
	{"check", checkHelp, commonFlags, (*command).check},
	{"update", updateHelp, updateFlags, (*command).update},
	{"failures", failuresHelp, failuresFlags, (*command).failures},
	{"drift", driftHelp, driftFlags, (*command).drift},
	{"drift-history", historyHelp, historyFlags, (*command).driftHistory},
}

const usage = `spec keeps the vendored OpenAPI document.

  spec fetch          get a document and replace the vendored one
  spec normalize      rewrite normalized.json from the vendored document
  spec gen            write gen/ from the output of oapi-codegen, one file a resource
  spec check          compare the files with their stamp
  spec update         fetch, report the changes, and draft the changelog
  spec failures       list the failures in the output of make
  spec drift          report the changes between two documents and their harm
  spec drift-history  do so for all released documents, and write HISTORY.md

Each has -h.
`

func commonFlags(flags *flag.FlagSet, o *options) {
	flags.StringVar(&o.dir, "dir", "", "the openapi `folder` (default: the one in this module)")
}

// run returns the exit status: 0, 1 for a failure, 2 for wrong usage. A subcommand may
// return another one with exitStatus.
func (c *command) run(ctx context.Context, args []string) int {
	if len(args) == 0 {
		return c.misused("no subcommand: use " + subcommandNames() + "; see spec -h")
	}
	if name := args[0]; name == "-h" || name == "-help" || name == "--help" || name == "help" {
		fmt.Fprint(c.stdout, usage)
		return 0
	}
	for _, sub := range subcommands {
		if sub.name == args[0] {
			return c.runSub(ctx, sub, args[1:])
		}
	}
	return c.misused(fmt.Sprintf("unknown subcommand %q: use %s", args[0], subcommandNames()))
}

// subcommandNames joins the names for a sentence.
func subcommandNames() string {
	names := make([]string, len(subcommands))
	for i, sub := range subcommands {
		names[i] = sub.name
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// exitStatus is an error with its own exit status. If err is nil, nothing is written
// to stderr: stdout has the result.
type exitStatus struct {
	status int
	err    error
}

func (e *exitStatus) Error() string { return fmt.Sprint(e.err) }
func (e *exitStatus) Unwrap() error { return e.err }

func (c *command) runSub(ctx context.Context, sub subcommand, args []string) int {
	var o options
	flags := flag.NewFlagSet(sub.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	sub.flags(flags, &o)
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(c.stdout, sub.help)
		flags.SetOutput(c.stdout)
		flags.PrintDefaults()
		return 0
	case err != nil:
		return c.misused(fmt.Sprintf("%s: %v; see spec %s -h", sub.name, err, sub.name))
	case flags.NArg() > 0:
		return c.misused(fmt.Sprintf("%s: unexpected argument %q; see spec %s -h", sub.name, flags.Arg(0), sub.name))
	}
	if o.dir == "" {
		dir, err := openapiDir()
		if err != nil {
			return c.failed(err)
		}
		o.dir = dir
	}
	if err := sub.run(c, ctx, o); err != nil {
		return c.failed(err)
	}
	return 0
}

func (c *command) misused(problem string) int {
	fmt.Fprintf(c.stderr, "spec: %s\n", problem)
	return 2
}

func (c *command) failed(err error) int {
	if exit, ok := errors.AsType[*exitStatus](err); ok {
		if exit.err != nil {
			fmt.Fprintf(c.stderr, "spec: %s\n", oneLine(exit.err.Error()))
		}
		return exit.status
	}
	fmt.Fprintf(c.stderr, "spec: %s\n", oneLine(err.Error()))
	return 1
}

// oneLine turns the pages that kin-openapi can print about a schema into one line of
// limited length. Text of a document that it quotes could otherwise be a command to the
// terminal, or, after ##[, to the log of a workflow.
func oneLine(text string) string {
	const enough = 400
	text = strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "##[", "# #[")
	text = strings.Map(func(c rune) rune {
		if !unicode.IsPrint(c) {
			return unicode.ReplacementChar
		}
		return c
	}, text)
	if runes := []rune(text); len(runes) > enough {
		return string(runes[:enough]) + "…"
	}
	return text
}
