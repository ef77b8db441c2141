package seamtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
)

// attempt is an action attempt: something that takes its time at a device.
type attempt struct {
	record
	action  string
	subject answer                   // the IDs that its events carry, such as device_id
	due     time.Time                // when it ends
	finish  func() (answer, *mishap) // carries it out: the result, or why it failed
	ended   bool
	result  answer
	mishap  *mishap
}

// mishap is why an action attempt failed.
type mishap struct {
	Message string `json:"message"`
	Type    string `json:"type"`
}

var attemptRoutes = map[string]handler{
	"/action_attempts/get":  (*Server).getAttempt,
	"/action_attempts/list": (*Server).listAttempts,
}

// SetActionTime says how long action attempts take that begin from now on. It is zero at first: an
// answer shows a new attempt as pending, and whoever asks again finds it ended.
func (s *Server) SetActionTime(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.actionTime = d
}

// FailNextAction makes the next action attempt of a type fail when its time has come: action is the
// type, errType and message what its error says. What it should have done is not done. A type that
// no documented operation begins panics: a test must not pass because nothing failed.
func (s *Server) FailNextAction(action gen.ActionType, errType gen.ActionErrorType, message string) {
	mustBegin("FailNextAction", action)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mishaps[string(action)] = append(s.mishaps[string(action)], &mishap{Type: string(errType), Message: message})
}

// PassNextAction leaves the next n action attempts of a type as they are, after those that shall fail
// already: what [Server.FailNextAction] asks for from then on meets the attempts after them.
func (s *Server) PassNextAction(action gen.ActionType, n int) {
	mustBegin("PassNextAction", action)
	mustNotBeNegative("PassNextAction", n)
	s.mu.Lock()
	defer s.mu.Unlock()
	waiting := s.mishaps[string(action)]
	s.mishaps[string(action)] = padded(waiting, len(waiting)+n)
}

func mustBegin(method string, action gen.ActionType) {
	example := exampleAttempt(action)
	if _, unknown := example.Value().(*gen.UnknownActionAttempt); unknown {
		panic(fmt.Sprintf("seamtest: %s: Seam documents no action type %q; see gen.ActionType", method, action))
	}
}

// exampleAttempt is one whose Value tells whether gen has a type for action.
func exampleAttempt(action gen.ActionType) (example gen.ActionAttempt) {
	text, err := json.Marshal(answer{"action_type": action})
	if err == nil {
		err = json.Unmarshal(text, &example)
	}
	if err != nil {
		panic(fmt.Sprintf("seamtest: action type %q: %v", action, err))
	}
	return example
}

// CatchUp carries out what is due by now, and delivers webhooks. Every call does so too, before it is
// answered: CatchUp is for a test that moved the clock and looks without calling.
func (s *Server) CatchUp() { s.arrange(func() {}) }

// begin starts an action attempt. finish carries it out when its time has come; nil does nothing and
// succeeds. The subject is what its events tell.
func (s *Server) begin(action string, subject answer, finish func() (answer, *mishap)) *attempt {
	begun := &attempt{
		record:  s.newRecord("action_attempt"),
		action:  action,
		subject: subject,
		due:     s.instant().Add(s.actionTime),
		finish:  finish,
	}
	if why := take(s.mishaps, action); why != nil {
		begun.finish = func() (answer, *mishap) { return nil, why }
	}
	s.attempts.put(begun)
	s.pending = append(s.pending, begun)
	return begun
}

// attempted is the answer of an operation that begins an action attempt.
func attempted(begun *attempt) answer { return answer{"action_attempt": viewAttempt(begun)} }

// catchUp ends the action attempts that are due, each at its time, in the order of these times.
func (s *Server) catchUp() {
	now := s.instant()
	defer func() { s.at = time.Time{} }()
	for {
		i := s.nextDue(now)
		if i < 0 {
			return
		}
		next := s.pending[i]
		s.pending = slices.Delete(s.pending, i, i+1)
		s.at = next.due
		s.end(next)
	}
}

// nextDue returns the index of the pending attempt that ends first, or -1 if none ends by now.
func (s *Server) nextDue(now time.Time) int {
	first := -1
	for i, a := range s.pending {
		if !a.due.After(now) && (first < 0 || a.due.Before(s.pending[first].due)) {
			first = i
		}
	}
	return first
}

func (s *Server) end(a *attempt) {
	a.ended, a.result = true, answer{}
	if a.finish != nil {
		result, why := a.finish()
		a.mishap = why
		if result != nil {
			a.result = result
		}
	}
	s.emitAttempt(a)
	s.noteIssued()
}

// attemptEvents lists the actions whose end Seam tells in an event.
var attemptEvents = map[string]bool{
	"LOCK_DOOR": true, "UNLOCK_DOOR": true, "SIMULATE_KEYPAD_CODE_ENTRY": true, "SIMULATE_MANUAL_LOCK_VIA_KEYPAD": true,
}

func (s *Server) emitAttempt(a *attempt) {
	if !attemptEvents[a.action] {
		return
	}
	outcome := "succeeded"
	if a.mishap != nil {
		outcome = "failed"
	}
	s.emit("action_attempt."+strings.ToLower(a.action)+"."+outcome, a.subject, answer{
		"action_attempt_id": a.id, "action_type": a.action, "status": a.status(),
	})
}

func (a *attempt) status() string {
	switch {
	case !a.ended:
		return "pending"
	case a.mishap != nil:
		return "error"
	default:
		return "success"
	}
}

type attemptView struct {
	ActionAttemptID string  `json:"action_attempt_id"`
	ActionType      string  `json:"action_type"`
	Error           *mishap `json:"error"`
	Result          answer  `json:"result"`
	Status          string  `json:"status"`
}

func viewAttempt(of *attempt) attemptView {
	view := attemptView{ActionAttemptID: of.id, ActionType: of.action, Status: of.status(), Error: of.mishap}
	if view.Status == "success" {
		view.Result = of.result
	}
	return view
}

func (s *Server) getAttempt(c *call) (answer, *refusal) {
	found, ok := s.attempts.get(c.uuid("action_attempt_id"))
	if !ok {
		return nil, notFound("action_attempt")
	}
	return attempted(found), nil
}

func (s *Server) listAttempts(c *call) (answer, *refusal) {
	ids, device := c.uuids("action_attempt_ids"), c.uuid("device_id")
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.attempts.where(func(of *attempt) bool {
		return among(ids, c.given("action_attempt_ids"), of.id) &&
			(device == "" || of.subject["device_id"] == device)
	})
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"action_attempts": views(found, viewAttempt), "pagination": pages}, nil
}
