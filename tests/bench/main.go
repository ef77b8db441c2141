// Command bench measures package seam against what an engineer would write by hand, in one run and
// over loopback.
//
//	bench          print a line "ratio NAME VALUE LIMIT" for each ratio, fail if one is over
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
	if len(args) == 0 {
		return withServer(ctx, func(srv *server) error { return printRatios(ctx, os.Stdout, srv) })
	}
	switch args[0] {
	case "growth":
		flags := flag.NewFlagSet("bench growth", flag.ContinueOnError)
		dir := flags.String("dir", ".", "the folder to write RESULTS.md and growth.svg to")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return withServer(ctx, func(srv *server) error { return writeGrowth(ctx, *dir, srv) })
	case serveCommand:
		return serve(os.Stdin, os.Stdout)
	default:
		return fmt.Errorf("unknown command %q; see go doc ./tests/bench", args[0])
	}
}
