package seam

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// ActionErrorType is Seam's name for the reason why an action failed. Seam may send values that are
// not listed here, and documents none for actions of devices, such as unlocking a door.
type ActionErrorType = gen.ActionErrorType

// The reasons why encoding, scanning or assigning a card fails, and what helps. The documentation of each
// method lists the reasons that it returns. Other actions have other reasons, which for a lock depend on
// the lock.
const (
	// ActionErrorExpired means that nobody completed the action in time. Call the method again, and
	// present the card.
	ActionErrorExpired ActionErrorType = "action_attempt_expired"
	// ActionErrorBridgeDisconnected means that the Seam Bridge, the program that connects an
	// on-premises access system to Seam, is disconnected or cannot reach the system. No encoder of the
	// system works until somebody has repaired that.
	ActionErrorBridgeDisconnected ActionErrorType = "bridge_disconnected"
	// ActionErrorCredentialCannotBeReissued means that the credential is on a card already and cannot
	// be written onto another, so a blank card does not help. Present the card that has the credential.
	// If that card is lost, delete the access method or the credential, and write a new one: see
	// [AccessGrantsService.RequestAccessMethods].
	ActionErrorCredentialCannotBeReissued ActionErrorType = "credential_cannot_be_reissued"
	// ActionErrorCredentialDeleted means that the credential was deleted before the action ended. Get
	// its access grant: the access may have ended.
	ActionErrorCredentialDeleted ActionErrorType = "credential_deleted"
	// ActionErrorCredentialNotFound means that no credential has the card number. Check the number, or
	// use a card that the access system knows.
	ActionErrorCredentialNotFound ActionErrorType = "credential_not_found"
	// ActionErrorEncoderCommunicationTimeout means that the encoder did not respond in time. Check its
	// connection, or use another encoder.
	ActionErrorEncoderCommunicationTimeout ActionErrorType = "encoder_communication_timeout"
	// ActionErrorEncoderNotOnline means that the encoder is offline. Connect it, or use another.
	ActionErrorEncoderNotOnline ActionErrorType = "encoder_not_online"
	// ActionErrorEncodingInterrupted means that encoding was interrupted, for example because the card
	// was removed too soon. Call the method again, and leave the card on the encoder.
	ActionErrorEncodingInterrupted ActionErrorType = "encoding_interrupted"
	// ActionErrorIncompatibleCardFormat means that the format of the card does not suit the
	// credential. Use another kind of card.
	ActionErrorIncompatibleCardFormat ActionErrorType = "incompatible_card_format"
	// ActionErrorNoCredentialOnEncoder means that there is no card on the encoder. Put one on it, and
	// call the method again.
	ActionErrorNoCredentialOnEncoder ActionErrorType = "no_credential_on_encoder"
	// ActionErrorUncategorized means any other failure. Show the message to a person: it may say more.
	ActionErrorUncategorized ActionErrorType = "uncategorized_error"
)

// ActionError reports that an action failed. It has ended; start a new one to try again. The package
// example VisionlineCard handles each type for cards, and the example Unlock those of locks.
type ActionError struct {
	// Type is Seam's name for the reason, or "".
	Type ActionErrorType
	// Message is Seam's text for people.
	Message string
	// Attempt is the failed attempt, with its raw JSON.
	Attempt *gen.ActionAttempt

	scrub redact.Scrubber
}

// maxActionMessage limits the message of an [ActionError].
const maxActionMessage = 4 << 10

func newActionError(attempt *gen.ActionAttempt) *ActionError {
	e := &ActionError{Attempt: attempt}
	if failure := attempt.Error; failure != nil {
		e.Type = ActionErrorType(redact.Shorten(string(failure.Type), redact.MaxLine))
		e.Message = redact.Shorten(failure.Message, maxActionMessage)
	}
	return e
}

// Error returns one line with the attempt, type and message.
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

// GoString returns the text of the error for %#v, so that the fields are not printed one by one.
func (e *ActionError) GoString() string { return fmt.Sprintf("&seam.ActionError{%q}", e.Error()) }

func (e *ActionError) scrubWith(s redact.Scrubber) {
	e.scrub = s
	e.Type, e.Message = ActionErrorType(s.Text(string(e.Type))), s.Text(e.Message)
}

// Is reports whether target is [ErrNotFound] and the type ends in _not_found.
func (e *ActionError) Is(target error) bool {
	return target == ErrNotFound && strings.HasSuffix(string(e.Type), "_not_found")
}

// ActionPendingError reports that a wait ended before the action did, because the context ended or
// because Seam could not be polled. The action may still succeed. Do not repeat it: wait again,
// with the same [Attempt] or by ID. errors.Is matches [ErrOutcomeUnknown] and the error that ended
// the wait, such as context.DeadlineExceeded.
type ActionPendingError struct {
	// ID is the ID of the attempt, or "" if Seam sent none. Wait again with the Resume method of the
	// service that started the action, such as [AccessMethodsService.ResumeEncode],
	// [AccessMethodsService.ResumeAssignCard], [EncodersService.ResumeEncode],
	// [EncodersService.ResumeScan] and [EncodersService.ResumeScanToAssign], or with
	// [Client.ResumeAttempt] for all other actions.
	ID string
	// Attempt is the attempt from the latest response, for [Client.WaitFor]; nil if there was no
	// response.
	Attempt *gen.ActionAttempt

	cause error
	scrub redact.Scrubber
}

// Error returns one line with the attempt, its latest status and the error that ended the wait.
func (e *ActionPendingError) Error() string {
	text := "seam: " + attemptName(e.Attempt, e.ID) + " may still be running"
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

// GoString returns the text of the error for %#v, so that the fields are not printed one by one.
func (e *ActionPendingError) GoString() string {
	return fmt.Sprintf("&seam.ActionPendingError{%q}", e.Error())
}

// Unwrap returns the error that ended the wait: that of the context, or that of the last poll.
func (e *ActionPendingError) Unwrap() error { return e.cause }

// Is reports whether target is [ErrOutcomeUnknown].
func (e *ActionPendingError) Is(target error) bool { return target == ErrOutcomeUnknown }

// ActionResultError reports that an action succeeded, but its result is missing or unusable. Do not
// repeat the action: fetch the resource that it changed.
type ActionResultError struct {
	// Attempt is the attempt that succeeded, with its raw JSON.
	Attempt *gen.ActionAttempt

	cause error
	scrub redact.Scrubber
}

// Error returns one line with the attempt and the problem with its result.
func (e *ActionResultError) Error() string {
	text := "seam: " + attemptName(e.Attempt, "") + " succeeded, but its result "
	if e.cause == nil {
		return e.scrub.Text(text + "is missing")
	}
	return e.scrub.Text(text + "cannot be used: " + redact.OneLine(e.cause.Error()))
}

// GoString returns the text of the error for %#v, so that the fields are not printed one by one.
func (e *ActionResultError) GoString() string {
	return fmt.Sprintf("&seam.ActionResultError{%q}", e.Error())
}

func (e *ActionResultError) scrubWith(s redact.Scrubber) {
	e.scrub, e.cause = s, scrubCause(s, e.cause)
}

// Unwrap returns the reason why the result is unusable, or nil if it is missing.
func (e *ActionResultError) Unwrap() error { return e.cause }

// attemptName names an attempt in errors. id is used if attempt is nil or has no ID.
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

// scrubCause removes the credential from the cause of an error. An [*Error] is already scrubbed and
// stays as it is.
func scrubCause(s redact.Scrubber, err error) error {
	if _, ok := err.(*Error); ok { //nolint:errorlint // An Error inside another error needs the scrubber of that other.
		return err
	}
	return s.Error(err)
}

// MarshalJSON returns the text of the error without the attempt, which may contain a PIN. The JSON
// handler of slog calls it for an error in a slice, map or struct.
func (e *ActionError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }

// MarshalJSON returns the text of the error without the attempt, like that of [ActionError].
func (e *ActionPendingError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }

// MarshalJSON returns the text of the error without the attempt, like that of [ActionError].
func (e *ActionResultError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }
