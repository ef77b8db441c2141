package rest

import (
	"encoding/json"
	"fmt"
	"time"
)

// Failure is the error of a call that was begun, with everything known about it.
type Failure struct {
	// Path is the path of the operation.
	Path string
	// Status is the HTTP status; 0 if no response arrived.
	Status int
	// Type is Seam's name for the error; "" if the response does not have the form of Seam's errors.
	Type string
	// Message is for people: from Seam, from a gateway, or the reason why the response cannot be used.
	Message string
	// RequestID identifies the request to Seam's support.
	RequestID string
	// Data is the JSON that Seam adds to some types of errors, or nil.
	Data json.RawMessage
	// Fields lists the problems of the request by field.
	Fields []FieldMessages
	// RetryAfter is the time that Seam asks to wait before the next request.
	RetryAfter time.Duration
	// OutcomeUnknown is true if a call that changes something may have been processed.
	OutcomeUnknown bool
	// Body is the beginning of the response, at most 4 KiB.
	Body string
	// Cause is the reason why no response arrived or could be used, or why the call could not continue.
	Cause error
	// Earlier is the failure of an earlier attempt, which may have been processed.
	Earlier *Failure
	// Foreign is true unless something proves the response to be Seam's: it may come from a gateway.
	Foreign bool
	// Rejected is true for a 2xx response with "ok": false.
	Rejected bool
	// Retryable is true if the same request may succeed later.
	Retryable bool
}

// FieldMessages lists the problems of one field of a request.
type FieldMessages struct {
	// Field leads to the field, with dots between its parts. "" is the request as a whole.
	Field    string
	Messages []string
}

// Error returns the path, type and message. Package seam formats the rest.
func (f *Failure) Error() string { return joinNonEmpty(": ", "POST "+f.Path, f.Type, f.Message) }

// endedBy adds an error that occurred after the failure.
func (f *Failure) endedBy(err error) *Failure {
	if f.Cause != nil {
		err = fmt.Errorf("%w; %w", f.Cause, err)
	}
	f.Cause = err
	return f
}

// RequestError lists the values of a request that cannot be sent. Nothing was sent.
type RequestError struct{ Problems []Problem }

// Problem describes one value that cannot be sent.
type Problem struct {
	// Field is the name of the Go field, and Message the reason.
	Field, Message string
}

// Error returns the problems on one line.
func (e *RequestError) Error() string {
	texts := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		texts[i] = p.Field + ": " + p.Message
	}
	return joinNonEmpty("; ", texts...)
}

// add adds a problem.
func (e *RequestError) add(field, message string) {
	e.Problems = append(e.Problems, Problem{field, message})
}
