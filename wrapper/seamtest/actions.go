package seamtest

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// SetActionTime says how long action attempts take that begin from now on. It is zero at first: an
// answer shows a new attempt as pending, and whoever asks again finds it ended.
func (s *Server) SetActionTime(d time.Duration) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.world.SetActionTime(d)
}

// FailNextAction makes the next action attempt of a type fail when its time has come: action is the
// type, errType and message what its error says. What it should have done is not done. A type that
// no documented operation begins panics: a test must not pass because nothing failed.
func (s *Server) FailNextAction(action gen.ActionType, errType gen.ActionErrorType, message string) {
	mustBegin("FailNextAction", action)
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.world.FailNextAction(string(action), &world.ActionError{Type: string(errType), Message: message})
}

// PassNextAction leaves the next n action attempts of a type as they are, after those that shall fail
// already: what [Server.FailNextAction] asks for from then on meets the attempts after them.
func (s *Server) PassNextAction(action gen.ActionType, n int) {
	mustBegin("PassNextAction", action)
	mustNotBeNegative("PassNextAction", n)
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.world.PassNextAction(string(action), n)
}

func mustBegin(method string, action gen.ActionType) {
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

// attempted is the result of an operation that begins an action attempt.
func attempted(begun *world.Attempt) any { return begun.View() }
