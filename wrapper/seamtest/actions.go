package seamtest

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
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
// errType and message, and the action has no effect. FailNextAction panics if no documented operation
// starts an action of this type, because the fault would never occur.
func (s *Server) FailNextAction(action gen.ActionType, errType gen.ActionErrorType, message string) {
	mustBeActionType("FailNextAction", action)
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.world.FailNextAction(string(action), &world.ActionError{Type: string(errType), Message: message})
}

// PassNextAction leaves the next n action attempts of a type unchanged. They follow the attempts that
// already have a fault. Later calls of [Server.FailNextAction] affect the attempts after them.
func (s *Server) PassNextAction(action gen.ActionType, n int) {
	mustBeActionType("PassNextAction", action)
	mustNotBeNegative("PassNextAction", n)
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.world.PassNextAction(string(action), n)
}

func mustBeActionType(method string, action gen.ActionType) {
	example := exampleAttempt(action)
	if _, unknown := example.Value().(*gen.UnknownActionAttempt); unknown {
		panic(fmt.Sprintf("seamtest: %s: Seam documents no action type %q; see gen.ActionType", method, action))
	}
}

// exampleAttempt returns an attempt whose Value says whether gen has a type for action.
func exampleAttempt(action gen.ActionType) (example gen.ActionAttempt) {
	text, err := json.Marshal(wire.Object{"action_type": action})
	if err == nil {
		err = json.Unmarshal(text, &example)
	}
	if err != nil {
		panic(fmt.Sprintf("seamtest: action type %q: %v", action, err))
	}
	return example
}
