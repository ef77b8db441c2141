// Command llms writes two files for tools that write code: llms.txt says how to use this module and
// where its documentation is, and llms-full.txt also has the parameters and results of each method, with
// their fields. The rules at their beginning are in rules.md; the lists come from the packages. It runs
// from the root of the module.
//
// No sentence of Seam's document is in the files: a tool might follow it.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "llms:", err)
		os.Exit(1)
	}
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
