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

// These are found in errors of calls with errors.Is. A 401 is always ErrUnauthorized and a 429 always
// ErrRateLimited. Every other status means what Seam means by it only if the response is Seam's: if
// it has the form of Seam's errors, or Seam's request id. The 404 of a proxy is not ErrNotFound.
var (
	// ErrUnauthorized says that Seam does not accept the API key or token (401), or not for this
	// operation (403).
	ErrUnauthorized = errors.New("seam: unauthorized")
	// ErrNotFound says that something the request names does not exist (404, or a type such as
	// "acs_credential_not_found").
	ErrNotFound = errors.New("seam: not found")
	// ErrRateLimited says that there were too many requests (429). [Error.RetryAfter] says when
	// to try again, if Seam did.
	ErrRateLimited = errors.New("seam: rate limited")
	// ErrInvalidInput says that Seam rejected the request as it is (400, 422).
	// [Error.ValidationErrors] says why, field by field.
	ErrInvalidInput = errors.New("seam: invalid input")
	// ErrConflict says that the request does not fit the present state (409).
	ErrConflict = errors.New("seam: conflict")
	// ErrOutcomeUnknown says that a call that changes something may or may not have been processed:
	// an attempt of it got no response, half of one, or one that is neither Seam's success nor its
	// plain refusal, such as a status from 500 on or the page of a proxy. It stays true if a later
	// attempt is refused, or if the call is then ended by its context, a limiter or an auth. Check
	// for it before the other errors, which describe that later attempt.
	//
	// Look whether the change was made before you send a [gen.Write] again, which may make it twice:
	// [CredentialsService.Matching] does so for credentials. A [gen.Idempotent] call can simply be
	// sent again. A [gen.MissingResultError] is not this error: Seam has processed the request.
	ErrOutcomeUnknown error = outcomeUnknown{}
)

// outcomeUnknown is the type of [ErrOutcomeUnknown], which is true of one call only: see [redact.OneCall].
type outcomeUnknown struct{}

func (outcomeUnknown) Error() string { return "seam: outcome unknown" }
func (outcomeUnknown) OfOneCall()    {}

// Error is the failure of a call: the error that Seam sent, or the reason why there is no usable
// response. Match it with errors.Is and the sentinels of this package, or take it out with errors.As.
//
// The API key or token of the request is in none of its fields, even if the server echoed it. Other
// parts of the request that Seam repeats are there, in Message and ValidationErrors, such as a PIN
// that is taken: show them only to the person who sent them.
type Error struct {
	// Operation is the path of the operation, such as "/acs/credentials/get".
	Operation string
	// StatusCode is the HTTP status; 0 if no response arrived.
	StatusCode int
	// Type is Seam's name for the error, such as "acs_credential_not_found"; "" if the response does
	// not have the form of Seam's errors.
	Type string
	// Message is for people: Seam's, that of a gateway, or why the response cannot be used.
	Message string
	// RequestID identifies the request to Seam's support; "" if the response does not carry it.
	RequestID string
	// Data is what Seam adds to some types of errors, or nil.
	Data json.RawMessage
	// ValidationErrors lists what is wrong with the request, field by field, with the names that
	// the fields have in JSON.
	ValidationErrors []FieldMessages
	// RetryAfter is how long Seam asks to wait before the next request; 0 if it does not.
	RetryAfter time.Duration
	// OutcomeUnknown is true if a call that changes something may have been processed; see
	// [ErrOutcomeUnknown].
	OutcomeUnknown bool
	// Body is the beginning of the response as it arrived, at most 4 KiB.
	Body string

	cause error
	// earlier is the failure of an earlier attempt, which may have been processed.
	earlier *Error
	// foreign is true if nothing shows the response to be Seam's, and not that of a gateway before it.
	foreign bool
	// rejected is true for a 2xx response that says "ok": false.
	rejected bool
	// retryable is true if the same request may succeed later.
	retryable bool
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

// reasons are the parts of an error's text that say why the call failed.
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

// name is what the status is called: by Seam, or by HTTP.
func (e *Error) name() string {
	if e.Type != "" {
		return redact.OneLine(e.Type)
	}
	return http.StatusText(e.StatusCode)
}

// GoString is for %#v, which would print the fields one by one.
func (e *Error) GoString() string { return fmt.Sprintf("&seam.Error{%q}", e.Error()) }

// Unwrap returns the errors behind this one: why no response arrived or could be used, such as
// context.DeadlineExceeded, and the failure of an earlier attempt that may have been processed. It
// returns nothing for a plain error of Seam's.
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

// Is matches the sentinels of this package.
func (e *Error) Is(target error) bool {
	switch target {
	case ErrUnauthorized:
		return e.StatusCode == http.StatusUnauthorized || e.isSeamsStatus(http.StatusForbidden)
	case ErrNotFound:
		return e.isNotFound()
	case ErrRateLimited:
		return e.StatusCode == http.StatusTooManyRequests
	case ErrInvalidInput:
		return e.isInvalidInput()
	case ErrConflict:
		return e.isSeamsStatus(http.StatusConflict)
	case ErrOutcomeUnknown:
		return e.OutcomeUnknown
	default:
		return false
	}
}

// endedBy adds an error that came after the failure.
func (e *Error) endedBy(err error) *Error {
	if e.cause != nil {
		err = fmt.Errorf("%w; %w", e.cause, err)
	}
	e.cause = err
	return e
}

// afterUnknown is true for a refusal after an attempt that may have been processed.
func (e *Error) afterUnknown() bool { return e.OutcomeUnknown && e.earlier != nil && !e.foreign }

func (e *Error) isSeamsStatus(status int) bool { return e.StatusCode == status && !e.foreign }

func (e *Error) isNotFound() bool {
	return e.isSeamsStatus(http.StatusNotFound) || strings.HasSuffix(e.Type, "_not_found")
}

func (e *Error) isInvalidInput() bool {
	if e.isSeamsStatus(http.StatusBadRequest) || e.isSeamsStatus(http.StatusUnprocessableEntity) {
		return !e.isNotFound()
	}
	return e.Type == "invalid_input"
}
