// Command llms writes two files for tools that write code: llms.txt says how to use this module and
// where its documentation is, and wrapper/llms-methods.txt has the parameters and results of each method, with
// their fields. The rules at the beginning of llms.txt are in rules.md; the lists come from the packages. It
// runs from the root of the module.
//
// No sentence of Seam's document is in the files: a tool might follow it.
//
//	go run ./tests/cmd/llms -h
package main

import (
	"context"
	"flag"
	"os"

	"github.com/seam-go/seam/openapi/commandline"
)

func main() { os.Exit(commandline.Main(program)) }

var program = commandline.Command{
	Name:    "llms",
	Summary: "write the files for tools that write code",
	Help: `
It writes llms.txt and wrapper/llms-methods.txt from the documentation of the
packages. Use it after you changed an exported name, an example or the comment of a
package: a test fails if a file is older. It runs from the root of the module.`,
	Examples: "make llms",
	Setup: func(*flag.FlagSet) func(context.Context) error {
		return func(context.Context) error { return write() }
	},
}

func write() error {
	files, err := pages(".")
	if err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
