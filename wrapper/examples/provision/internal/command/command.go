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
	"syscall"
)

const usage = `provision gives guests access to doors, exactly once each, from any number of machines.

	provision demo         play it on a fake Seam, with a worker that is killed
	provision plan FILE    print what has to be done for the bookings in a file
	provision apply FILE   store the bookings and queue the work
	provision worker       work the queue until SIGINT or SIGTERM
	provision sweep        compare everything with Seam and repair what differs
	provision figures      measure it, which takes some minutes

Each has flags: provision demo -h
`

// commands are the commands by name.
var commands = map[string]func(ctx context.Context, args []string) error{
	"demo":    runDemo,
	"plan":    runPlan,
	"apply":   runApply,
	"worker":  runWorker,
	"sweep":   runSweep,
	"figures": runFigures,
}

// Main runs the command line and returns the exit code.
func Main(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(args) == 0 || commands[args[0]] == nil {
		fmt.Fprint(os.Stderr, usage)
		return 2
	}
	err := commands[args[0]](ctx, args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 2
	case err != nil:
		fmt.Fprintln(os.Stderr, "provision:", err)
		return 1
	}
	return 0
}

// newFlags are the flags of one command.
func newFlags(name string, out io.Writer) *flag.FlagSet {
	flags := flag.NewFlagSet("provision "+name, flag.ContinueOnError)
	flags.SetOutput(out)
	return flags
}
