package main

import "fmt"

// peak is the highest memory use of a process and its children, in KiB; 0 if the system does not
// report it.
type peak int64

func (p peak) String() string {
	if p == 0 {
		return "memory not measured on this system"
	}
	return fmt.Sprintf("peak %d KiB", int64(p))
}
