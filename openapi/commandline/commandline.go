// Package commandline runs the command lines of the programs in this module, so that all of them
// have the same help and the same exit statuses.
//
// The status is 0 after success, 1 after a failure, and 2 after wrong usage, such as an unknown flag.
// Help that was asked for goes to stdout, and its status is 0. Errors go to stderr.
package commandline

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
)

// Command is a program, or one of the commands that a program has.
type Command struct {
	// Name is the word that runs it.
	Name string
	// Summary is one line for a list of commands. It begins with a verb and has no full stop.
	Summary string
	// Help says what the command does and when you want it, in lines of at most 80 characters.
	Help string
	// Examples are command lines, with a comment where they need one.
	Examples string
	// Status says what the exit statuses mean; an empty one has the usual meaning.
	Status [3]string
	// Setup declares the flags, and returns the function that runs the command after they are read.
	// It is nil if the first argument has to name one of Commands.
	Setup func(*flag.FlagSet) func(context.Context) error
	// Commands are the commands of a program.
	Commands []Command
}

// The usual meaning of each exit status.
var usualStatus = [3]string{"success", "failure; stderr has the reason", "wrong usage, such as an unknown flag"}

// Exit is an error that sets the exit status. Nothing is printed if Err is nil.
type Exit struct {
	Status int
	Err    error
}

// Error returns the text of Err.
func (e *Exit) Error() string { return fmt.Sprint(e.Err) }

// Unwrap returns Err.
func (e *Exit) Unwrap() error { return e.Err }

// UsageError is an error with exit status 2. The message says where the help is.
type UsageError struct{ err error }

// Misuse returns a [UsageError], such as one about the value of a flag.
func Misuse(format string, args ...any) error { return &UsageError{fmt.Errorf(format, args...)} }

// Error returns the text given to [Misuse].
func (e *UsageError) Error() string { return e.err.Error() }

// Unwrap returns the error given to [Misuse] for %w.
func (e *UsageError) Unwrap() error { return errors.Unwrap(e.err) }

// Main runs a program with the arguments and streams of the process, and returns its exit status. An
// interrupt, or one of the signals, ends the context.
func Main(program Command, signals ...os.Signal) int {
	ctx, stop := signal.NotifyContext(context.Background(), append(signals, os.Interrupt)...)
	defer stop()
	return Run(ctx, program, os.Args[1:], os.Stdout, os.Stderr)
}

// Run runs a program with arguments and streams, and returns its exit status.
func Run(ctx context.Context, program Command, args []string, stdout, stderr io.Writer) int {
	c, name, args := program.choose(args)
	err := c.run(ctx, name, args, stdout)
	if wrong, ok := errors.AsType[*UsageError](err); ok {
		fmt.Fprintf(stderr, "%s: %v; see %s -h\n", name, wrong, name)
		return 2
	}
	if exit, ok := errors.AsType[*Exit](err); ok && exit.Err == nil {
		return exit.Status
	} else if ok {
		fmt.Fprintf(stderr, "%s: %v\n", program.Name, exit)
		return exit.Status
	}
	if err != nil {
		fmt.Fprintf(stderr, "%s: %v\n", program.Name, err)
		return 1
	}
	return 0
}

// choose returns the command that the arguments name, its full name and its arguments. The command
// help becomes the flag -h.
func (c Command) choose(args []string) (chosen Command, name string, rest []string) {
	if len(args) > 0 && args[0] == "help" {
		chosen, name, rest = c.choose(args[1:])
		return chosen, name, append(rest, "-h")
	}
	if len(args) > 0 {
		for _, sub := range c.Commands {
			if sub.Name == args[0] {
				return sub, c.Name + " " + sub.Name, args[1:]
			}
		}
	}
	return c, c.Name, args
}

func (c Command) run(ctx context.Context, name string, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	start := func(context.Context) error { return Misuse("no command: use %s", c.names()) }
	if c.Setup != nil {
		start = c.Setup(flags)
	}
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		c.printHelp(stdout, name, flags)
		return nil
	}
	if err != nil {
		return Misuse("%w", err)
	}
	if flags.NArg() > 0 && len(c.Commands) > 0 {
		return Misuse("unknown command %q: use %s", flags.Arg(0), c.names())
	}
	if flags.NArg() > 0 {
		return Misuse("unexpected argument %q", flags.Arg(0))
	}
	return start(ctx)
}

// names joins the names of the commands for a sentence.
func (c Command) names() string {
	names := make([]string, len(c.Commands))
	for i, sub := range c.Commands {
		names[i] = sub.Name
	}
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
