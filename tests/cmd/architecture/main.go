// Command architecture draws the parts of this module and writes the drawing to architecture.svg,
// which CONTRIBUTING.md shows. It runs from the root of the module.
package main

import (
	"fmt"
	"os"
)

const output = "tests/cmd/architecture/architecture.svg"

func main() {
	if err := os.WriteFile(output, draw(), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "architecture:", err)
		os.Exit(1)
	}
}
