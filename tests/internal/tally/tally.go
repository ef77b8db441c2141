// Package tally prints the counts of tests. `make test` collects them in a table at the end.
package tally

import "fmt"

// Print prints one row of the table. A row must begin its line, so it does not go through testing.T,
// which indents.
func Print(what string, count int) { fmt.Printf("tally %s %d\n", what, count) }
