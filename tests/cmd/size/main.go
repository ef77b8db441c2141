// Command size measures how this module affects a program and its build. It exits with an error if a
// figure is over its limit.
//
//	size gen      time and memory to compile gen/ alone
//	size hello    how many bytes a program grows
//	size cold     how much longer a build with an empty cache takes
//
// The program is tests/modules/consumer/hello, which creates one credential. In the same folder,
// plain does the same with net/http and encoding/json, and bare with net/http alone. Run size from the
// root of the module.
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
