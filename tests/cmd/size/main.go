// Command size measures what this module costs whoever builds a program with it. What is over its
// limit is an error.
//
//	size gen      what it takes to compile gen/, by itself
//	size hello    how much larger a program becomes
//	size cold     how much longer a build takes that begins with an empty cache
//
// The program is tests/modules/consumer/hello, which creates one credential. Two others beside it do the same
// without this module: plain with net/http and encoding/json, bare with net/http alone. It runs from
// the root of the module.
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
		fmt.Fprintln(os.Stderr, "size:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errors.New("say what to measure: gen, hello or cold")
	}
	flags := flag.NewFlagSet("size "+args[0], flag.ContinueOnError)
	var measure func(context.Context) error
	switch args[0] {
	case "gen":
		measure = genCommand(flags)
	case "hello":
		measure = helloCommand(flags)
	case "cold":
		measure = coldCommand(flags)
	default:
		return fmt.Errorf("unknown command %q; see go doc ./tests/cmd/size", args[0])
	}
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	return measure(ctx)
}
