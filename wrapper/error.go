package seam

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// These are found in errors of calls with errors.Is.
var (
	// ErrUnauthorized says that Seam does not accept the API key or token, or not for this
	// operation (401, 403).
	ErrUnauthorized = errors.New("seam: unauthorized")
	// ErrNotFound says that what the request names does not exist (404, or a type such as
	// "acs_credential_not_found").
	ErrNotFound = errors.New("seam: not found")
	// ErrRateLimited says that there were too many requests (429). [Error.RetryAfter] says when
	// to try again, if Seam did.
	ErrRateLimited = errors.New("seam: rate limited")
	// ErrInvalidInput says that Seam refused the request as it is (400, 422).
	// [Error.ValidationErrors] says why, field by field.
	ErrInvalidInput = errors.New("seam: invalid input")
	// ErrConflict says that the request does not fit the present state (409).
	ErrConflict = errors.New("seam: conflict")
	// ErrOutcomeUnknown says that a write may or may not have been carried out, because no
	// usable answer arrived: none at all, half of one, or a status from 500 on. 408 counts as that,
	// too, and 429 as a refusal. Look before trying again: it was not repeated, and repeating it may
	// do it twice. The error may have context.DeadlineExceeded in it as well: ask for this first. A
	// [gen.MissingResultError] is something else: Seam has accepted the request.
	ErrOutcomeUnknown = errors.New("seam: outcome unknown")
)

// Error is the failure of a call: what Seam answered, or why there is no usable answer. Match
// it with errors.Is and the sentinels of this package, or take it out with errors.As. Seam has
// refused the request if StatusCode is from 400 on and OutcomeUnknown is false.
//
// The API key or token of the request is in none of its fields, even if the server echoed it. What
// else Seam repeats of the request is there, in Message and ValidationErrors, such as a PIN that is
// taken: show them to those who sent it.
type Error struct {
	// Operation is the path of the operation, such as "/acs/credentials/get".
	Operation string
	// StatusCode is the HTTP status; 0 if no answer arrived.
	StatusCode int
	// Type is Seam's name for the error, such as "acs_credential_not_found".
	Type string
	// Message is for people. It is Seam's, or says why the answer cannot be used.
	Message string
	// RequestID identifies the request to Seam's support.
	RequestID string
	// Data is what Seam adds to some types of errors, nil if nothing.
	Data json.RawMessage
	// ValidationErrors says what is wrong with the request, field by field, with the names that
	// the fields have in JSON.
	ValidationErrors []FieldMessages
	// RetryAfter is how long Seam asks to wait before the next request; 0 if it does not.
	RetryAfter time.Duration
	// OutcomeUnknown is true if a write may have been carried out; see [ErrOutcomeUnknown].
	OutcomeUnknown bool
	// Body is the beginning of the answer as it arrived, at most 4 KiB.
	Body string

	cause error
	// mayPass is true if the same request may succeed later.
	mayPass bool
}

// FieldMessages is what is wrong with one field of a request.
type FieldMessages struct {
	// Path leads to the field, its parts joined by dots, such as "devices.0.name"; "" is the
	// request as a whole.
	Path     string
	Messages []string
}

// Error is one line: operation, status, type, message, cause and request id, as far as known.
func (e *Error) Error() string {
	parts := []string{"seam"}
	if e.Operation != "" {
		parts = append(parts, "POST "+oneLine(e.Operation))
	}
	if e.StatusCode != 0 {
		parts = append(parts, strconv.Itoa(e.StatusCode)+" "+e.name())
	}
	if e.Message != "" {
		parts = append(parts, oneLine(e.Message))
	}
	if e.cause != nil {
		parts = append(parts, oneLine(e.cause.Error()))
	}
	if e.OutcomeUnknown {
		parts = append(parts, "outcome unknown, it may have been carried out")
	}
	text := strings.Join(parts, ": ")
	if e.RequestID != "" {
		text += " (request " + oneLine(e.RequestID) + ")"
	}
	return text
}

// name is what the status is called: by Seam, or by HTTP.
func (e *Error) name() string {
	if e.Type != "" {
		return oneLine(e.Type)
	}
	return http.StatusText(e.StatusCode)
}

// GoString keeps %#v from printing the cause, which is not scrubbed.
func (e *Error) GoString() string { return fmt.Sprintf("&seam.Error{%q}", e.Error()) }

// Unwrap returns what kept an answer from arriving or from being used, such as
// context.DeadlineExceeded; nil if the error is Seam's.
func (e *Error) Unwrap() error { return e.cause }

// Is matches the sentinels of this package.
func (e *Error) Is(target error) bool {
	switch target {
	case ErrUnauthorized:
		return e.StatusCode == http.StatusUnauthorized || e.StatusCode == http.StatusForbidden
	case ErrNotFound:
		return e.isNotFound()
	case ErrRateLimited:
		return e.StatusCode == http.StatusTooManyRequests
	case ErrInvalidInput:
		return e.isInvalidInput()
	case ErrConflict:
		return e.StatusCode == http.StatusConflict
	case ErrOutcomeUnknown:
		return e.OutcomeUnknown
	default:
		return false
	}
}

func (e *Error) isNotFound() bool {
	return e.StatusCode == http.StatusNotFound || strings.HasSuffix(e.Type, "_not_found")
}

func (e *Error) isInvalidInput() bool {
	switch e.StatusCode {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return !e.isNotFound()
	default:
		return e.Type == "invalid_input"
	}
}

// endedBy is e for a call that would have gone on, had its context not ended.
func (e *Error) endedBy(ctxErr error) *Error {
	if e.cause != nil {
		ctxErr = fmt.Errorf("%w; %w", e.cause, ctxErr)
	}
	e.cause = ctxErr
	return e
}

// maxLine bounds each part of what Error returns; a message may be a page.
const maxLine = 500

// oneLine also takes out what would let a server write to the terminal or start a new line in
// a log.
func oneLine(s string) string {
	if len(s) > maxLine {
		s = strings.ToValidUTF8(s[:maxLine], "") + "…"
	}
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}
