package seamtest

import (
	"fmt"

	"github.com/seam-go/seam/gen"
)

// FailNext makes the next call to an operation fail, whatever it asks for: path is the operation's,
// such as "/acs/credentials/create", status the HTTP status, errType and message what Seam's error
// would say. The call changes nothing. Several faults for one path are used up in the order in
// which they were given.
//
// It panics if Seam documents no such operation or if status is no error, because a fault that
// never comes would let a test pass for nothing.
func (s *Server) FailNext(path string, status int, errType, message string) {
	if gen.LookupOperation(path) == nil {
		panic(fmt.Sprintf("seamtest: FailNext: Seam documents no operation %q", path))
	}
	if status < 400 || status > 599 {
		panic(fmt.Sprintf("seamtest: FailNext: status %d is no error", status))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.faults == nil {
		s.faults = make(map[string][]*refusal)
	}
	s.faults[path] = append(s.faults[path], &refusal{status, errType, message, nil})
}

func (s *Server) nextFault(path string) *refusal {
	waiting := s.faults[path]
	if len(waiting) == 0 {
		return nil
	}
	s.faults[path] = waiting[1:]
	return waiting[0]
}
