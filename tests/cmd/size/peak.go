package main

import "fmt"

// peak is the most memory that a process or one that it waited for had, in KiB; 0 if this system does
// not tell.
type peak int64

func (p peak) String() string {
	if p == 0 {
		return "memory not measured on this system"
	}
	return fmt.Sprintf("peak %d KiB", int64(p))
}
