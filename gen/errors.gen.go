// Code generated from openapi/runtime/errors.go by spec gen. DO NOT EDIT.

package gen

import "fmt"

// MissingResultError says that Seam accepted an operation and did not send the
// result that its document promises.
type MissingResultError struct {
	// Operation is the path of the operation.
	Operation string
	// Key is the property that is missing or null.
	Key string
}

// Error names the operation and the property.
func (e *MissingResultError) Error() string {
	return fmt.Sprintf("seam: POST %s succeeded, but its response has no %q", e.Operation, e.Key)
}

// RepeatedCursorError says that Seam sent a cursor that was followed before:
// going on would never end.
type RepeatedCursorError struct {
	// Operation is the path of the operation.
	Operation string
	// Cursor is the one that came twice.
	Cursor string
}

// Error names the operation.
func (e *RepeatedCursorError) Error() string {
	return fmt.Sprintf("seam: POST %s sent the same page cursor twice; the list is not complete", e.Operation)
}

// MissingCursorError says that Seam promised a next page and sent no cursor to it.
type MissingCursorError struct {
	// Operation is the path of the operation.
	Operation string
}

// Error names the operation.
func (e *MissingCursorError) Error() string {
	return fmt.Sprintf("seam: POST %s has a next page but sent no cursor to it; the list is not complete", e.Operation)
}

// PaginationError says that it cannot be known whether a list goes on, or that
// it goes on without end. The items before the error are those that Seam sent.
type PaginationError struct {
	// Operation is the path of the operation.
	Operation string
	// Problem describes the error, such as "has_next_page is missing".
	Problem string
}

// Error names the operation and the problem.
func (e *PaginationError) Error() string {
	return fmt.Sprintf("seam: POST %s: %s; the list may not be complete", e.Operation, e.Problem)
}
