package seam

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// ActionErrorType is Seam's name for why an action failed. Seam may send others than those below,
// and documents none for actions of devices, such as unlocking a door.
type ActionErrorType = gen.ActionErrorType

// Why encoding, scanning or assigning a card failed. Which of them each action knows is in the
// documentation of its method.
const (
	// ActionErrorExpired is an action that nobody completed in time.
	ActionErrorExpired ActionErrorType = "action_attempt_expired"
	// ActionErrorBridgeDisconnected is a Seam Bridge that is disconnected or cannot reach the access
	// system.
	ActionErrorBridgeDisconnected ActionErrorType = "bridge_disconnected"
	// ActionErrorCredentialCannotBeReissued is a credential that is on a card for good.
	ActionErrorCredentialCannotBeReissued ActionErrorType = "credential_cannot_be_reissued"
	// ActionErrorCredentialDeleted is a credential that was deleted in the meantime.
	ActionErrorCredentialDeleted ActionErrorType = "credential_deleted"
	// ActionErrorCredentialNotFound is a card number that belongs to no credential.
	ActionErrorCredentialNotFound ActionErrorType = "credential_not_found"
	// ActionErrorEncoderCommunicationTimeout is an encoder that did not answer in time.
	ActionErrorEncoderCommunicationTimeout ActionErrorType = "encoder_communication_timeout"
	// ActionErrorEncoderNotOnline is an encoder that is not online.
	ActionErrorEncoderNotOnline ActionErrorType = "encoder_not_online"
	// ActionErrorEncodingInterrupted is a card that was, for example, taken away too soon.
	ActionErrorEncodingInterrupted ActionErrorType = "encoding_interrupted"
	// ActionErrorIncompatibleCardFormat is a card of a format that does not suit the credential.
	ActionErrorIncompatibleCardFormat ActionErrorType = "incompatible_card_format"
	// ActionErrorNoCredentialOnEncoder is an encoder with no card on it.
	ActionErrorNoCredentialOnEncoder ActionErrorType = "no_credential_on_encoder"
	// ActionErrorUncategorized is every other failure; the message may say more.
	ActionErrorUncategorized ActionErrorType = "uncategorized_error"
)

// ActionError is an action that has failed. It is over: it takes another attempt to do it.
type ActionError struct {
	// Type is Seam's name for the failure, "" if it gave none.
	Type ActionErrorType
	// Message is Seam's, for people.
	Message string
	// Attempt is the attempt that failed, its raw JSON included.
	Attempt *gen.ActionAttempt

	scrub redact.Scrubber
}

// maxActionMessage bounds the message of an [ActionError].
const maxActionMessage = 4 << 10

func newActionError(attempt *gen.ActionAttempt) *ActionError {
	e := &ActionError{Attempt: attempt}
	if failure := attempt.Error; failure != nil {
		e.Type = ActionErrorType(redact.Shorten(string(failure.Type), redact.MaxLine))
		e.Message = redact.Shorten(failure.Message, maxActionMessage)
	}
	return e
}

// Error is one line: the attempt, type and message, as far as known.
func (e *ActionError) Error() string {
	text := "seam: " + attemptName(e.Attempt, "") + " failed"
	if e.Type != "" {
		text += ": " + redact.OneLine(string(e.Type))
	}
	if e.Message != "" {
		text += ": " + redact.OneLine(e.Message)
	}
	return e.scrub.Text(text)
}

// GoString is for %#v, which would print the fields one by one.
func (e *ActionError) GoString() string { return fmt.Sprintf("&seam.ActionError{%q}", e.Error()) }

func (e *ActionError) scrubWith(s redact.Scrubber) {
	e.scrub = s
	e.Type, e.Message = ActionErrorType(s.Text(string(e.Type))), s.Text(e.Message)
}

// Is matches [ErrNotFound], as it does in an [*Error] with such a type.
func (e *ActionError) Is(target error) bool {
	return target == ErrNotFound && strings.HasSuffix(string(e.Type), "_not_found")
}

// ActionPendingError is a wait that ended before the action was seen to end, because the context
// did or because Seam could not be asked. The action may go on and succeed: do not repeat it, wait
// for it again, with the same [Attempt] or by ID. errors.Is finds [ErrOutcomeUnknown] in it, and
// what ended the wait, such as context.DeadlineExceeded.
type ActionPendingError struct {
	// ID is that of the attempt, for [Client.ResumeAttempt].
	ID string
	// Attempt is the attempt as Seam last told it; nil if Seam never answered. It suits
	// [Client.WaitFor].
	Attempt *gen.ActionAttempt

	cause error
	scrub redact.Scrubber
}

// Error is one line: the attempt, its last status and what ended the wait.
func (e *ActionPendingError) Error() string {
	text := "seam: " + attemptName(e.Attempt, e.ID) + " not known to have ended"
	if e.Attempt != nil && e.Attempt.Status != "" {
		text += fmt.Sprintf(" (last status %s)", redact.OneLine(string(e.Attempt.Status)))
	}
	if e.cause != nil {
		text += ": " + redact.OneLine(e.cause.Error())
	}
	return e.scrub.Text(text)
}

func (e *ActionPendingError) scrubWith(s redact.Scrubber) {
	e.scrub, e.cause = s, scrubCause(s, e.cause)
}

// GoString is for %#v, which would print the fields one by one.
func (e *ActionPendingError) GoString() string {
	return fmt.Sprintf("&seam.ActionPendingError{%q}", e.Error())
}

// Unwrap returns what ended the wait: the end of the context, or why Seam could not be asked.
func (e *ActionPendingError) Unwrap() error { return e.cause }

// Is matches [ErrOutcomeUnknown].
func (e *ActionPendingError) Is(target error) bool { return target == ErrOutcomeUnknown }

// ActionResultError is an action that has succeeded, but whose result is missing or unusable. Do
// not repeat it: fetch what it changed.
type ActionResultError struct {
	// Attempt is the attempt that succeeded, its raw JSON included.
	Attempt *gen.ActionAttempt

	cause error
	scrub redact.Scrubber
}

// Error is one line: the attempt and what is wrong with the result.
func (e *ActionResultError) Error() string {
	text := "seam: " + attemptName(e.Attempt, "") + " succeeded, but its result "
	if e.cause == nil {
		return e.scrub.Text(text + "is missing")
	}
	return e.scrub.Text(text + "cannot be used: " + redact.OneLine(e.cause.Error()))
}

// GoString is for %#v, which would print the fields one by one.
func (e *ActionResultError) GoString() string {
	return fmt.Sprintf("&seam.ActionResultError{%q}", e.Error())
}

func (e *ActionResultError) scrubWith(s redact.Scrubber) {
	e.scrub, e.cause = s, scrubCause(s, e.cause)
}

// Unwrap returns why the result cannot be used, nil if it is missing.
func (e *ActionResultError) Unwrap() error { return e.cause }

// attemptName is how errors call an attempt; id is for one that Seam has not told yet.
func attemptName(attempt *gen.ActionAttempt, id string) string {
	kind := ""
	if attempt != nil {
		kind = string(attempt.ActionType) + " "
		if id == "" {
			id = attempt.ActionAttemptID
		}
	}
	return strings.TrimSpace(redact.OneLine(strings.TrimSpace(kind) + " action attempt " + id))
}

// scrubCause returns the cause of an error without credentials. An [*Error] has none in it already, and
// stays as it is.
func scrubCause(s redact.Scrubber, err error) error {
	if _, ok := err.(*Error); ok { //nolint:errorlint // One inside another error is not alone.
		return err
	}
	return s.Error(err)
}

// MarshalJSON writes the text of the error and not the attempt, which may have a PIN in it: the JSON
// handler of slog calls it for an error in a slice, map or struct.
func (e *ActionError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }

// MarshalJSON writes the text of the error, as that of [ActionError] does.
func (e *ActionPendingError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }

// MarshalJSON writes the text of the error, as that of [ActionError] does.
func (e *ActionResultError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }
