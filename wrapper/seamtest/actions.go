package seamtest

import (
	"fmt"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// SetActionTime sets how long action attempts take that start after this call. The default is zero: a
// new attempt is pending in the response that creates it, and finished in the next one.
func (s *Server) SetActionTime(d time.Duration) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.world.SetActionTime(d)
}

// FailNextAction makes the next action attempt of the given type fail when it finishes. Its error has
// errType and message, and the action has no effect.
//
// FailNextAction panics if the fault would never occur: if no documented operation starts an action of
// this type, or if all that do return examples, which always succeed.
func (s *Server) FailNextAction(action gen.ActionType, errType gen.ActionErrorType, message string) {
	s.mustStart("FailNextAction", action)
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.world.FailNextAction(string(action), &world.ActionError{Type: string(errType), Message: message})
}

// PassNextAction leaves the next n action attempts of a type unchanged. They follow the attempts that
// already have a fault. Later calls of [Server.FailNextAction] affect the attempts after them.
func (s *Server) PassNextAction(action gen.ActionType, n int) {
	s.mustStart("PassNextAction", action)
	mustNotBeNegative("PassNextAction", n)
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.world.PassNextAction(string(action), n)
}

// mustStart panics unless a stateful operation starts actions of the given type.
func (s *Server) mustStart(method string, action gen.ActionType) {
	documented := false
	for _, path := range document.Paths() {
		op, _ := document.Lookup(path)
		if op.Action != string(action) {
			continue
		}
		if s.protocol.Handler(path) != nil {
			return
		}
		documented = true
	}
	if documented {
		panic(fmt.Sprintf("seamtest: %s: only operations that return examples start %q, so it never fails", method, action))
	}
	panic(fmt.Sprintf("seamtest: %s: no documented operation starts an action of type %q; see gen.ActionType", method, action))
}
