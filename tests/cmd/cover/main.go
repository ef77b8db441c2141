// Command cover runs the tests and prints how much of the hand-written code they reach, package by
// package. It exits with an error if a package is below the limit.
//
// A statement counts if any test reaches it, also a test of another package: tests/client covers
// package seam. Coverage of gen/ is not measured, because a generator wrote it.
//
//	go run ./tests/cmd/cover -h
package main

import (
	"context"
	"flag"
	"os"

	"github.com/seam-go/seam/openapi/commandline"
)

func main() { os.Exit(commandline.Main(program)) }

var program = commandline.Command{
	Name:    "cover",
	Summary: "print how much of the hand-written code the tests reach",
	Help: `
It runs the tests, which takes minutes, and prints a line for each hand-written
package. A statement counts if any test reaches it, also one of another package. Use
it after you added code. It runs from the root of the module.`,
	Examples: `
go run ./tests/cmd/cover
go run ./tests/cmd/cover -profile cover.out   # runs no tests`,
	Status: [3]string{
		0: "every package reaches the percentage",
		1: "a package does not, or a test failed; stderr has the reason",
	},
	Setup: func(flags *flag.FlagSet) func(context.Context) error {
		least := flags.Float64("least", 90, "the `percentage` that every package must reach")
		profile := flags.String("profile", "", "print this `file`, written by go test -coverprofile, and run no tests")
		return func(ctx context.Context) error { return run(ctx, *profile, *least) }
	},
}

func run(ctx context.Context, profile string, least float64) error {
	if profile == "" {
		dir, err := os.MkdirTemp("", "seam-cover-")
		if err != nil {
			return err
		}
		// A file that cannot be removed is a temporary file and does no harm.
		defer func() { _ = os.RemoveAll(dir) }()
		if profile, err = measure(ctx, dir); err != nil {
			return err
		}
	}
	text, err := os.ReadFile(profile)
	if err != nil {
		return err
	}
	packages, err := read(string(text))
	if err != nil {
		return err
	}
	return report(os.Stdout, packages, least)
}
