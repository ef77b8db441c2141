package seamtest

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"sync"
)

// WithSeed makes the keys and IDs of the server follow from seed. Two servers with the same seed have
// the same keys and, if they are used alike, the same IDs.
//
// Without this option each server of a program has its own keys and IDs, the same in every run: they
// follow from the functions that called [NewServer], and from how many servers these made before.
// Which other tests run, in which order, or in parallel, changes nothing, unless the same function
// makes servers in several goroutines. Use WithSeed where a key must survive a change of the program.
func WithSeed(seed string) Option {
	return func(s *Server) { s.config.seed = "given " + seed }
}

// made counts the servers that were made without a seed, by the functions that made them.
var made struct {
	sync.Mutex
	by map[[sha256.Size]byte]int
}

// newSeed returns a seed that no other server of this process has.
func newSeed() string {
	by := callers()
	made.Lock()
	defer made.Unlock()
	if made.by == nil {
		made.by = make(map[[sha256.Size]byte]int)
	}
	made.by[by]++
	return fmt.Sprintf("made %x %d", by, made.by[by])
}

// callers identifies the functions that led to a call of NewServer. Their names count, not their
// lines, so that a test may change without a change of its IDs.
func callers() [sha256.Size]byte {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs[:])]) // skips Callers, callers, newSeed, NewServer
	var names []byte
	for {
		frame, more := frames.Next()
		names = fmt.Appendln(names, frame.Function)
		if !more {
			return sha256.Sum256(names)
		}
	}
}
