package seam

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// WaitError is a wait that ended before the resource was seen in the awaited state, because the context
// ended or because Seam could not be asked. Call the same method again to go on waiting.
type WaitError struct {
	// Resource is what was waited for, such as "access grant".
	Resource string
	// ID is its ID or key.
	ID string
	// State is the awaited state, such as "issued".
	State string

	cause error
}

// Error is one line: the resource, the state and what ended the wait.
func (e *WaitError) Error() string {
	return redact.OneLine(fmt.Sprintf("seam: %s %s is not known to be %s: %s", e.Resource, e.ID, e.State, e.cause))
}

// Unwrap returns what ended the wait, such as context.DeadlineExceeded.
func (e *WaitError) Unwrap() error { return e.cause }

// MarshalJSON writes the text of the error.
func (e *WaitError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }

// IssueError says that a resource which was waited for has errors. Seam may go on trying: if it succeeds,
// it removes the errors, and the same wait returns no error then.
type IssueError struct {
	// Resource is what was waited for, such as "access code".
	Resource string
	// ID is its ID.
	ID string
	// Issues are the errors of the resource, without its warnings.
	Issues []Issue
}

// newIssueError is nil if there are no errors.
func newIssueError(resource, id string, of any) error {
	failures := errorsOf(of)
	if len(failures) == 0 {
		return nil
	}
	return &IssueError{Resource: resource, ID: id, Issues: failures}
}

// Error is one line: the resource and every error of it.
func (e *IssueError) Error() string {
	texts := make([]string, len(e.Issues))
	for i, issue := range e.Issues {
		texts[i] = issue.Code + ": " + issue.Message
	}
	return redact.OneLine("seam: " + e.Resource + " " + e.ID + " has errors: " + strings.Join(texts, "; "))
}

// MarshalJSON writes the text of the error.
func (e *IssueError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }

// CardRequiredError says that an access grant is not issued because somebody has to present a card.
type CardRequiredError struct {
	// AccessGrantID is the ID of the grant.
	AccessGrantID string
	// Encode are the access methods to write with [AccessMethodsService.Encode].
	Encode []*GrantedMethod
	// Assign are the access methods to give a card with [AccessMethodsService.AssignCard].
	Assign []*GrantedMethod
}

// newCardRequiredError is nil if no card is required.
func newCardRequiredError(grantID string, methods []*GrantedMethod) error {
	e := &CardRequiredError{AccessGrantID: grantID}
	for _, m := range methods {
		switch m.State() {
		case MethodNeedsEncoding:
			e.Encode = append(e.Encode, m)
		case MethodNeedsCard:
			e.Assign = append(e.Assign, m)
		}
	}
	if len(e.Encode)+len(e.Assign) == 0 {
		return nil
	}
	return e
}

// Error is one line: how many cards have to be encoded and assigned.
func (e *CardRequiredError) Error() string {
	return redact.OneLine(fmt.Sprintf("seam: access grant %s waits for cards: %d to encode, %d to assign",
		e.AccessGrantID, len(e.Encode), len(e.Assign)))
}

// MarshalJSON writes the text of the error.
func (e *CardRequiredError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }
