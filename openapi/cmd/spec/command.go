package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"strings"
	"unicode"

	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/openapi/normalize"
	"github.com/seam-go/seam/openapi/progress"
)

// command is one run of the program. Tests replace its streams and its normaliser.
type command struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	normalize      func(data, withdrawn []byte) (*normalize.Result, error)
	// bar shows on stderr how far the run has come. It has to be hidden before anything is printed.
	bar *progress.Bar
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

// subcommand is one task of the program, with its help.
type subcommand struct {
	commandline.Command
	flags func(*flag.FlagSet, *options)
	run   func(*command, context.Context, options) error
}

var subcommands = []subcommand{
	fetchCommand, normalizeCommand, genCommand, checkCommand, updateCommand, failuresCommand, driftCommand, historyCommand,
}

const programHelp = `
It works on the folder openapi of the module around the working directory. The
document there is a copy of the one that Seam publishes, with a stamp that says
where it comes from. Most people use the program by make: make drift, make update
and make generate. Progress is shown if stderr is a terminal.

go run ends with status 1 for every failure. Where the status matters, build the
program first: go build -o spec ./openapi/cmd/spec`

// program returns the command line of the run.
func (c *command) program() commandline.Command {
	p := commandline.Command{Name: "spec", Summary: "keep the vendored OpenAPI document, and report what changed in it", Help: programHelp}
	for _, sub := range subcommands {
		cmd := sub.Command
		cmd.Setup = func(flags *flag.FlagSet) func(context.Context) error {
			var o options
			sub.flags(flags, &o)
			return func(ctx context.Context) error { return c.runSub(ctx, sub, o) }
		}
		p.Commands = append(p.Commands, cmd)
	}
	return p
}

func commonFlags(flags *flag.FlagSet, o *options) {
	flags.StringVar(&o.dir, "dir", "", "the openapi `folder` (default: the one in this module)")
}

// run returns the exit status.
func (c *command) run(ctx context.Context, args []string) int {
	c.bar = progress.New(c.stderr, 0)
	return commandline.Run(ctx, c.program(), args, c.stdout, c.stderr)
}

func (c *command) runSub(ctx context.Context, sub subcommand, o options) error {
	if o.dir == "" {
		dir, err := openapiDir()
		if err != nil {
			return err
		}
		o.dir = dir
	}
	err := sub.run(c, ctx, o)
	c.bar.Hide()
	return readable(err)
}

// readable returns an error whose text is one line. It keeps the exit status.
func readable(err error) error {
	if exit, ok := errors.AsType[*commandline.Exit](err); ok {
		return &commandline.Exit{Status: exit.Status, Err: readable(exit.Err)}
	}
	if _, ok := errors.AsType[*commandline.UsageError](err); ok || err == nil {
		return err
	}
	return errors.New(oneLine(err.Error()))
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
