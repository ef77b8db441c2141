// Package command is the command line of the program.
package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// command is one command of the program.
type command struct {
	name, args, summary string
	help                string // in lines of at most 80 characters
	run                 func(ctx context.Context, args []string) error
}

// usageError is an error about the command line. The exit status is 2.
type usageError struct{ error }

// Main runs the command line and returns the exit status.
func Main(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(args) == 0 {
		return misused("provision: no command; see provision -h")
	}
	if strings.TrimLeft(args[0], "-") == "h" || strings.TrimLeft(args[0], "-") == "help" {
		if len(args) == 1 {
			printHelp(os.Stdout)
			return 0
		}
		args = append(args[1:], "-h")
	}
	c, ok := find(args[0])
	if !ok {
		return misused(fmt.Sprintf("provision: unknown command %q; see provision -h", args[0]))
	}
	err := c.run(ctx, args[1:])
	if _, ok := errors.AsType[usageError](err); ok {
		return misused(fmt.Sprintf("provision %s: %v; see provision %s -h", c.name, err, c.name))
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "provision:", err)
		return 1
	}
	return 0
}

func misused(problem string) int {
	fmt.Fprintln(os.Stderr, problem)
	return 2
}

// newFlags returns the flags of a command. Main prints their errors, and parse the help.
func newFlags(name string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	return flags
}

// parse reads flags, and counts the arguments that follow them. For -h it prints the help of the command.
func parse(flags *flag.FlagSet, args []string, wanted int) error {
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		c, _ := find(flags.Name())
		c.printHelp(os.Stdout, flags)
		return err
	case err != nil:
		return usageError{err}
	case flags.NArg() > wanted:
		return usageError{fmt.Errorf("unexpected argument %q", flags.Arg(wanted))}
	case flags.NArg() < wanted:
		return usageError{errors.New("no file with bookings")}
	}
	return nil
}
