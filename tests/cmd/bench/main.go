// Command bench measures package seam against what an engineer would write by hand, in one run and
// over loopback.
//
//	bench          print a line "ratio NAME VALUE LIMIT" for each ratio, fail if one is over,
//	               and a line "compare NAME VALUE" for what Seam's JavaScript client does too
//	bench growth   write RESULTS.md and growth.svg: how cost grows with items and callers
//
// The server is a process of its own, which this program starts and ends: its heap and its garbage
// collector would otherwise count for whichever client is being measured, and its allocations could
// not be told from theirs. It costs both sides the same, and it hands out bodies made beforehand, so
// that it is a small part of what is measured.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if errors.Is(err, flag.ErrHelp) {
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	var command string
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		command, args = args[0], args[1:]
	}
	flags := flag.NewFlagSet("bench "+command, flag.ContinueOnError)
	dir := flags.String("dir", "tests/cmd/bench", "the folder of this program, with RESULTS.md")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch command {
	case "":
		return withServer(ctx, func(srv *server) error {
			// First the ratios: what the comparisons leave behind would count for the heap.
			return errors.Join(printRatios(ctx, os.Stdout, srv), printComparisons(ctx, os.Stdout, srv, *dir))
		})
	case "growth":
		return withServer(ctx, func(srv *server) error { return writeGrowth(ctx, *dir, srv) })
	case serveCommand:
		return serve(os.Stdin, os.Stdout)
	default:
		return fmt.Errorf("unknown command %q; see go doc ./tests/cmd/bench", command)
	}
}
