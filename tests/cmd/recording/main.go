// Command recording draws what make run prints, line after line, and writes the drawing to
// wrapper/examples/quickstart/run.svg, which README.md shows. It runs from the root of the module.
//
//	go run ./tests/cmd/recording -h
package main

import (
	"context"
	"flag"
	"os"

	"github.com/seam-go/seam/openapi/commandline"
)

const (
	quickstart = "wrapper/examples/quickstart"
	output     = quickstart + "/run.svg"
)

func main() { os.Exit(commandline.Main(recording)) }

var recording = commandline.Command{
	Name:    "recording",
	Summary: "draw what make run prints",
	Help: `
It runs ` + quickstart + ` on the fake Seam, and writes
` + output + `. IDs and dates, which differ in each
run, are replaced, so that the drawing is the same each time. Use it after you
changed what the quickstart prints: a test fails if the drawing is older. It runs
from the root of the module.`,
	Examples: "make recording",
	Setup: func(*flag.FlagSet) func(context.Context) error {
		return func(ctx context.Context) error {
			lines, err := record(ctx, ".")
			if err != nil {
				return err
			}
			return os.WriteFile(output, draw(lines), 0o644)
		}
	},
}
