package world

import (
	"errors"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// Attempt is an action attempt: an operation at a device or an encoder that takes time.
type Attempt struct {
	Record

	// Action is its type, such as "LOCK_DOOR".
	Action string
	// Subject has the IDs that the events about it carry, such as device_id.
	Subject wire.Object

	act    Action
	ended  bool
	result wire.Object
	err    *ActionError // nil unless it failed
}

// Action carries out an attempt when it is due. It returns the result or an error. Responses show an
// [*ActionError] unchanged, and any other error as an uncategorized_error.
type Action func() (wire.Object, error)

// ActionError is the reason why an action failed, in Seam's form.
type ActionError struct {
	Message string `json:"message"`
	Type    string `json:"type"`
}

func (e *ActionError) Error() string { return e.Message }

// Uncategorized returns an error for which Seam documents no type.
func Uncategorized(message string) *ActionError {
	return &ActionError{Type: "uncategorized_error", Message: message}
}

func asActionError(err error) *ActionError {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*ActionError](err); ok {
		return e
	}
	return Uncategorized(err.Error())
}

// actions holds the settings for future attempts.
type actions struct {
	duration time.Duration
	failures map[string][]*ActionError // by action, one for each future attempt; a nil error changes nothing
}

// Attempts returns all action attempts.
func (w *World) Attempts() *Table[*Attempt] { return w.attempts }

// SetActionTime sets how long later attempts take.
func (w *World) SetActionTime(d time.Duration) { w.actions.duration = d }

// FailNextAction makes an attempt of a type fail: the next one for which no earlier call of
// FailNextAction or PassNextAction counts.
func (w *World) FailNextAction(action string, err *ActionError) {
	w.actions.failures[action] = append(w.actions.failures[action], err)
}

// PassNextAction leaves n attempts of a type unchanged: the next ones for which no earlier call of
// FailNextAction or PassNextAction counts.
func (w *World) PassNextAction(action string, n int) {
	w.actions.failures[action] = append(w.actions.failures[action], make([]*ActionError, n)...)
}

// Begin starts an attempt. Its action is carried out after the time of [World.SetActionTime]. The
// subject has the IDs that its events carry.
func (w *World) Begin(action string, subject wire.Object, act Action) *Attempt {
	a := &Attempt{Action: action, Subject: subject, act: act}
	if next := w.actions.failures[action]; len(next) > 0 {
		w.actions.failures[action] = next[1:]
		if next[0] != nil {
			a.act = func() (wire.Object, error) { return nil, next[0] }
		}
	}
	w.attempts.Insert(a)
	w.AfterActionTime(func() { w.end(a) })
	return a
}

// AfterActionTime schedules a call of f after the time of [World.SetActionTime].
func (w *World) AfterActionTime(f func()) { w.At(w.Now().Add(w.actions.duration), f) }

func (w *World) end(a *Attempt) {
	result, err := a.act()
	a.ended, a.result, a.err = true, wire.Map(result), asActionError(err)
	w.emitEnd(a)
	w.Ended.Announce(a)
}

// endEvents lists the actions whose end Seam reports in an event.
var endEvents = map[string]bool{
	"LOCK_DOOR": true, "UNLOCK_DOOR": true, "SIMULATE_KEYPAD_CODE_ENTRY": true, "SIMULATE_MANUAL_LOCK_VIA_KEYPAD": true,
}

func (w *World) emitEnd(a *Attempt) {
	if !endEvents[a.Action] {
		return
	}
	outcome := "succeeded"
	if a.err != nil {
		outcome = "failed"
	}
	w.Emit("action_attempt."+strings.ToLower(a.Action)+"."+outcome, a.Subject, wire.Object{
		"action_attempt_id": a.ID, "action_type": a.Action, "status": a.status(),
	})
}

func (a *Attempt) status() string {
	switch {
	case !a.ended:
		return "pending"
	case a.err != nil:
		return "error"
	default:
		return "success"
	}
}

// AttemptView is an action attempt in a response.
type AttemptView struct {
	ActionAttemptID string       `json:"action_attempt_id"`
	ActionType      string       `json:"action_type"`
	Error           *ActionError `json:"error"`
	Result          wire.Object  `json:"result"`
	Status          string       `json:"status"`
}

// View returns the attempt as a response shows it.
func (a *Attempt) View() AttemptView {
	view := AttemptView{ActionAttemptID: a.ID, ActionType: a.Action, Status: a.status(), Error: a.err}
	if view.Status == "success" {
		view.Result = a.result
	}
	return view
}
