// Package problem has the errors with which a call is refused. They carry what Seam's response says:
// status, type, message, and the fields of the request that are wrong.
package problem

import (
	"errors"
	"net/http"
)

// Error refuses a call. The call has then changed nothing.
type Error struct {
	// Status is the HTTP status of the response.
	Status int
	// Type and Message are those of the error in the response.
	Type, Message string
	// Header has further headers of the response, such as Retry-After.
	Header http.Header

	fields *tree // the fields that are wrong, nil if the request itself is not at fault
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

// New returns an error with a status and a type.
func New(status int, kind, message string) *Error {
	return &Error{Status: status, Type: kind, Message: message}
}

// NotFound refuses a call about an object that does not exist. The kind is Seam's name of such
// objects, for example "acs_user".
func NotFound(kind string) error {
	return New(http.StatusNotFound, kind+"_not_found", "There is no such "+kind)
}

// Conflict refuses a call that is right by itself, but not in the present state of the workspace.
func Conflict(kind, message string) error {
	return New(http.StatusConflict, kind, message)
}

// Invalid refuses a call because of one field, or because of the whole request if the field is "".
func Invalid(field, text string) error {
	var found Fields
	var path []string
	if field != "" {
		path = []string{field}
	}
	found.Add(path, text)
	return found.Err()
}

// HasType reports whether an error refuses a call with the given type.
func HasType(err error, kind string) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Type == kind
}
