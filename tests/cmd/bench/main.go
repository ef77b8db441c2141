// Command bench compares package seam with clients written by hand, in one run and over loopback.
//
//	bench          print a line "ratio NAME VALUE LIMIT" for each ratio, and a line "compare NAME
//	               VALUE" for Seam's JavaScript client; fail if a ratio is over its limit
//	bench growth   write RESULTS.md and growth.svg: how the cost grows with items and callers
//
// The server is another process, which this program starts and stops. In this process its heap and
// its garbage collector would count for the client under test. It sends prepared bodies and is a
// small part of every measurement, the same for all clients.
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
			// The ratios come first, because garbage of the comparisons would count as heap.
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
