// Command bench compares package seam with clients written by hand, in one run and over loopback.
//
//	go run ./tests/cmd/bench -h
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

	"github.com/seam-go/seam/openapi/commandline"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == serveCommand {
		if err := serve(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(commandline.Main(program))
}

var program = commandline.Command{
	Name:    "bench",
	Summary: "compare package seam with clients written by hand",
	Help: `
It prints a line "ratio NAME VALUE LIMIT" for each ratio, and a line "compare NAME
VALUE" for Seam's JavaScript client, which needs Node and has no limit. A value is
the cost of package seam divided by that of the other client. Use it after you
changed the path of a call, on a machine that does nothing else. There it takes two
minutes.`,
	Examples: `
make bench
go build -o bench ./tests/cmd/bench && ./bench`,
	Status: [3]string{0: "all ratios are within their limits", 1: "a ratio is over its limit, or was not measured; stderr has the reason"},
	Setup: withDir(func(ctx context.Context, dir string, srv *server) error {
		// The ratios come first, because garbage of the comparisons would count as heap.
		return errors.Join(printRatios(ctx, os.Stdout, srv), printComparisons(ctx, os.Stdout, srv, dir))
	}),
	Commands: []commandline.Command{{
		Name:    "growth",
		Summary: "write RESULTS.md and growth.svg: how the cost grows with items and callers",
		Help: `
It measures lists of 1 to 100,000 credentials and 1 to 512 callers, and writes the
tables and the plot that README.md links to. It needs Node. It takes some minutes.
Use it when make bench shows other figures than RESULTS.md.`,
		Examples: "make bench-growth",
		Status:   [3]string{1: "not measured, or the cost of an item grows with the list; stderr has the reason"},
		Setup:    withDir(writeGrowth),
	}},
}

// withDir declares the flag -dir, and runs f with the folder and a server.
func withDir(f func(ctx context.Context, dir string, srv *server) error) func(*flag.FlagSet) func(context.Context) error {
	return func(flags *flag.FlagSet) func(context.Context) error {
		dir := flags.String("dir", "tests/cmd/bench", "the `folder` of this program, with RESULTS.md")
		return func(ctx context.Context) error {
			return withServer(ctx, func(srv *server) error { return f(ctx, *dir, srv) })
		}
	}
}
