// Package problem defines the errors of rejected calls. They hold the contents of Seam's response: the
// status, the type, the message, and the invalid fields of the request.
package problem

import (
	"errors"
	"net/http"
)

// Error is the error of a rejected call. A rejected call has changed nothing.
type Error struct {
	// Status is the HTTP status of the response.
	Status int
	// Type and Message are the type and message of the error object in the response.
	Type, Message string
	// Header holds further headers of the response, such as Retry-After.
	Header http.Header

	fields *tree // the invalid fields, or nil for an error that is not about the request's fields
}

func (e *Error) Error() string { return e.Message }

// Body returns the error object of the response.
func (e *Error) Body() map[string]any {
	body := map[string]any{"type": e.Type, "message": e.Message}
	if e.fields != nil {
		body["validation_errors"] = e.fields
	}
	return body
}

// New returns an error with a status, a type and a message.
func New(status int, kind, message string) *Error {
	return &Error{Status: status, Type: kind, Message: message}
}

// NotFound returns an error with status 404 for an object that does not exist. The kind is Seam's name
// of such objects, for example "acs_user".
func NotFound(kind string) error {
	return New(http.StatusNotFound, kind+"_not_found", "There is no such "+kind)
}

// Conflict returns an error with status 409 for a valid request that the state of the workspace does not
// allow.
func Conflict(kind, message string) error {
	return New(http.StatusConflict, kind, message)
}

// Invalid returns an error with status 400 about one field, or about the whole request if the field
// is "".
func Invalid(field, text string) error {
	var found Fields
	var path []string
	if field != "" {
		path = []string{field}
	}
	found.Add(path, text)
	return found.Err()
}

// HasType reports whether err is an [*Error] with the given type.
func HasType(err error, kind string) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Type == kind
}
