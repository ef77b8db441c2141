package fake

import "fmt"

// tally prints a line that `make test` gathers into the table at its end.
func tally(what string, count int) { fmt.Printf("tally %s %d\n", what, count) }
