// Command architecture draws the parts of this module and writes the drawing to architecture.svg,
// which README.md and CONTRIBUTING.md show. It runs from the root of the module.
package main

import (
	"context"
	"flag"
	"os"

	"github.com/seam-go/seam/openapi/commandline"
)

const output = "tests/cmd/architecture/architecture.svg"

func main() { os.Exit(commandline.Main(architecture)) }

var architecture = commandline.Command{
	Name:    "architecture",
	Summary: "draw the parts of this module",
	Help: `
It writes ` + output + `. The parts and their places
are in tests/cmd/architecture/parts.go. Use it after you changed them: a test fails
if the drawing is older. It runs from the root of the module.`,
	Examples: "make drawing",
	Setup: func(*flag.FlagSet) func(context.Context) error {
		return func(context.Context) error { return os.WriteFile(output, draw(), 0o644) }
	},
}
