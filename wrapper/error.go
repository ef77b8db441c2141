package seam

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// The sentinel errors of calls. Match them with errors.Is.
//
// A 401 is always ErrUnauthorized and a 429 always ErrRateLimited. Any other status matches a
// sentinel only if the response is Seam's: if it has the form of Seam's errors or Seam's request
// ID. The 404 of a proxy is not ErrNotFound.
var (
	// ErrUnauthorized reports that Seam rejects the API key or token (401), or does not allow it
	// this operation (403).
	ErrUnauthorized = errors.New("seam: unauthorized")
	// ErrNotFound reports that something the request refers to does not exist (404, or a type such
	// as "acs_credential_not_found").
	ErrNotFound = errors.New("seam: not found")
	// ErrRateLimited reports too many requests (429). [Error.RetryAfter] holds the wait that Seam
	// asks for, if any.
	ErrRateLimited = errors.New("seam: rate limited")
	// ErrInvalidInput reports that the request is invalid (400, 422). [Error.ValidationErrors]
	// holds the reasons by field.
	ErrInvalidInput = errors.New("seam: invalid input")
	// ErrConflict reports that the request conflicts with the present state (409).
	ErrConflict = errors.New("seam: conflict")
	// ErrOutcomeUnknown reports that a call that changes something may or may not have been
	// processed. An attempt got no response, an incomplete one, or one that is neither Seam's
	// success nor Seam's rejection, such as a status of 500 or more or the page of a proxy. The
	// outcome stays unknown if a later attempt is rejected, or if a context, limiter or auth then
	// ends the call. Check for it before the other sentinels, which describe that later attempt.
	//
	// Check whether the change was made before you send a [gen.Write] again, which may make the
	// change twice: [CredentialsService.Matching] does so for credentials. Wait for two minutes
	// first: Seam may still process the request after the client has given up. Seam documents no
	// limit; two minutes are longer than gateways commonly wait for a server. A [gen.Idempotent] call
	// can be sent again without a check. A [gen.MissingResultError] does not match, because Seam has
	// processed the request.
	ErrOutcomeUnknown error = outcomeUnknown{}
)

// outcomeUnknown is the type of [ErrOutcomeUnknown]. It applies to one call only: see
// [redact.OneCall].
type outcomeUnknown struct{}

func (outcomeUnknown) Error() string { return "seam: outcome unknown" }
func (outcomeUnknown) OfOneCall()    {}

// Error is the failure of a call: the error that Seam sent, or the reason why there is no usable
// response. Match it with errors.Is and the sentinels of this package, or get it with
// errors.AsType.
//
// No field contains the API key or token of the request, even if the server echoed it. Message and
// ValidationErrors may repeat other parts of the request, such as a PIN that is already in use.
// Show them only to the person who sent the request.
type Error struct {
	// Operation is the path of the operation, such as "/acs/credentials/get".
	Operation string
	// StatusCode is the HTTP status; 0 if no response arrived.
	StatusCode int
	// Type is Seam's name for the error, such as "acs_credential_not_found"; "" if the response
	// does not have the form of Seam's errors.
	Type string
	// Message is text for people: from Seam, from a gateway, or the reason why the response is
	// unusable.
	Message string
	// RequestID identifies the request to Seam's support; "" if the response has none.
	RequestID string
	// Data holds further details that Seam adds to some types of errors, or nil.
	Data json.RawMessage
	// ValidationErrors lists the invalid fields of the request, by their names in JSON.
	ValidationErrors []FieldMessages
	// RetryAfter is how long Seam asks to wait before the next request, or 0.
	RetryAfter time.Duration
	// OutcomeUnknown is true if a call that changes something may have been processed; see
	// [ErrOutcomeUnknown].
	OutcomeUnknown bool
	// Body holds the beginning of the response, at most 4 KiB.
	Body string

	cause error
	// earlier is the failure of an earlier attempt that may have been processed.
	earlier *Error
	// notFromSeam is true if nothing identifies the response as Seam's; it may come from a gateway.
	notFromSeam bool
	// rejected is true for a 2xx response that says "ok": false.
	rejected bool
	// retryable is true if the same request may succeed later.
	retryable bool
}

// FieldMessages holds the validation messages of one field of a request.
type FieldMessages struct {
	// Field is the name of the field in JSON, its parts joined by dots, such as "devices.0.name". It
	// is empty if the messages are about the whole request.
	Field    string
	Messages []string
}

// Error returns one line with the operation, status, type, message, cause and request ID that are
// known.
func (e *Error) Error() string {
	parts := []string{"seam"}
	if e.Operation != "" {
		parts = append(parts, "POST "+redact.OneLine(e.Operation))
	}
	parts = append(parts, e.reasons()...)
	if e.OutcomeUnknown {
		parts = append(parts, "outcome unknown, it may have been processed")
	}
	text := strings.Join(parts, ": ")
	if e.RequestID != "" {
		text += " (request " + redact.OneLine(e.RequestID) + ")"
	}
	return text
}

// reasons returns the parts of the text that say why the call failed.
func (e *Error) reasons() []string {
	var parts []string
	if e.StatusCode != 0 {
		parts = append(parts, strings.TrimSpace(strconv.Itoa(e.StatusCode)+" "+e.name()))
	}
	if e.rejected {
		parts = append(parts, `rejected, "ok" is false`)
	}
	if e.Message != "" {
		parts = append(parts, redact.OneLine(e.Message))
	}
	if e.cause != nil {
		parts = append(parts, redact.OneLine(e.cause.Error()))
	}
	if e.earlier != nil {
		parts = append(parts, "an earlier attempt failed with: "+strings.Join(e.earlier.reasons(), ": "))
	}
	return parts
}

// name returns Seam's name for the error, or the HTTP text of the status.
func (e *Error) name() string {
	if e.Type != "" {
		return redact.OneLine(e.Type)
	}
	return http.StatusText(e.StatusCode)
}

// GoString returns the text of the error for %#v, so that the fields are not printed one by one.
func (e *Error) GoString() string { return fmt.Sprintf("&seam.Error{%q}", e.Error()) }

// Unwrap returns the errors behind this one: the reason why no response arrived or could be used,
// such as context.DeadlineExceeded, and the failure of an earlier attempt that may have been
// processed. It returns nil for an error that Seam sent.
func (e *Error) Unwrap() []error {
	var inner []error
	if e.cause != nil {
		inner = append(inner, e.cause)
	}
	if e.earlier != nil {
		inner = append(inner, e.earlier)
	}
	return inner
}

// Is reports whether the error matches a sentinel of this package.
func (e *Error) Is(target error) bool {
	switch target {
	case ErrUnauthorized:
		return e.StatusCode == http.StatusUnauthorized || e.isSeamStatus(http.StatusForbidden)
	case ErrNotFound:
		return e.isNotFound()
	case ErrRateLimited:
		return e.StatusCode == http.StatusTooManyRequests
	case ErrInvalidInput:
		return e.isInvalidInput()
	case ErrConflict:
		return e.isSeamStatus(http.StatusConflict)
	case ErrOutcomeUnknown:
		return e.OutcomeUnknown
	default:
		return false
	}
}

// addCause adds an error that occurred after the failure.
func (e *Error) addCause(err error) *Error {
	if e.cause != nil {
		err = fmt.Errorf("%w; %w", e.cause, err)
	}
	e.cause = err
	return e
}

// rejectedAfterUnknown reports whether Seam rejected the last attempt, and an earlier attempt may
// have been processed.
func (e *Error) rejectedAfterUnknown() bool {
	return e.OutcomeUnknown && e.earlier != nil && !e.notFromSeam
}

func (e *Error) isSeamStatus(status int) bool { return e.StatusCode == status && !e.notFromSeam }

func (e *Error) isNotFound() bool {
	return e.isSeamStatus(http.StatusNotFound) || strings.HasSuffix(e.Type, "_not_found")
}

func (e *Error) isInvalidInput() bool {
	if e.isSeamStatus(http.StatusBadRequest) || e.isSeamStatus(http.StatusUnprocessableEntity) {
		return !e.isNotFound()
	}
	return e.Type == "invalid_input"
}
