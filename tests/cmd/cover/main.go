// Command cover runs the tests and prints how much of the hand-written code they reach, package by
// package. It exits with an error if a package is below the limit.
//
// A statement counts if any test reaches it, also a test of another package: tests/client covers
// package seam. Coverage of gen/ is not measured, because a generator wrote it. Run cover from the
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
		fmt.Fprintln(os.Stderr, "cover:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("cover", flag.ContinueOnError)
	least := flags.Float64("least", 90, "the `percentage` that every package must reach")
	profile := flags.String("profile", "", "print this `file`, written by go test -coverprofile, and run no tests")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *profile == "" {
		dir, err := os.MkdirTemp("", "seam-cover-")
		if err != nil {
			return err
		}
		// A file that cannot be removed is a temporary file and does no harm.
		defer func() { _ = os.RemoveAll(dir) }()
		if *profile, err = measure(ctx, dir); err != nil {
			return err
		}
	}
	text, err := os.ReadFile(*profile)
	if err != nil {
		return err
	}
	packages, err := read(string(text))
	if err != nil {
		return err
	}
	return report(os.Stdout, packages, *least)
}
