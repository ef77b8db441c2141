package normalize

import "errors"

// UndecidedError lists the places of a document that a reviewed list has to decide
// about: what they become in Go cannot change once a release has it.
type UndecidedError struct {
	// Places has an error for each place, which says what to decide and where.
	Places []error
}

// Error names the places, one a line.
func (e *UndecidedError) Error() string { return errors.Join(e.Places...).Error() }
