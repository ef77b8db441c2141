package seamtest

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"sync"
)

// WithSeed derives the keys and IDs of the server from seed. Two servers with the same seed have the
// same keys and, if the same calls are made to both, the same IDs. Use WithSeed if a key must stay the
// same when the program changes.
//
// Without this option every server in a process has different keys and IDs, which are the same in every
// run. They are derived from the functions that called [NewServer], and from how many servers those
// functions created before. They do not depend on which other tests run, or in which order. They can
// differ between runs only if the same function creates servers in several goroutines.
func WithSeed(seed string) Option {
	return func(s *Server) { s.config.seed = "given " + seed }
}

// serverCount counts the servers without a given seed for each call path to NewServer.
var serverCount struct {
	sync.Mutex
	byCallers map[[sha256.Size]byte]int
}

// newSeed returns a seed that no other server of this process has.
func newSeed() string {
	by := callers()
	serverCount.Lock()
	defer serverCount.Unlock()
	if serverCount.byCallers == nil {
		serverCount.byCallers = make(map[[sha256.Size]byte]int)
	}
	serverCount.byCallers[by]++
	return fmt.Sprintf("made %x %d", by, serverCount.byCallers[by])
}

// callers returns a hash of the functions on the call stack of NewServer. It includes their names but
// not their lines, so that editing a test does not change its IDs.
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
