// Package tally tells what tests have counted. `make test` gathers it into the table at its end.
package tally

import "fmt"

// Print prints one row of the table. It takes no *testing.T: what a test logs is indented, and a
// row must begin its line.
func Print(what string, count int) { fmt.Printf("tally %s %d\n", what, count) }
