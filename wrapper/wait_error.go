package seam

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// WaitError reports that a wait ended too early: the context ended, or a request failed for good. The
// resource may reach the state later. Call the same method again to go on waiting.
type WaitError struct {
	// Resource is the kind of the resource, such as "access grant".
	Resource string
	// ID is its ID or key.
	ID string
	// State is the awaited state, such as "issued".
	State string

	cause error
}

// Error returns one line with the resource, the state and the reason why the wait ended.
func (e *WaitError) Error() string {
	return redact.OneLine(fmt.Sprintf("seam: waiting until %s %s is %s: %s", e.Resource, e.ID, e.State, e.cause))
}

// Unwrap returns the reason why the wait ended, such as context.DeadlineExceeded.
func (e *WaitError) Unwrap() error { return e.cause }

// MarshalJSON encodes the text of the error.
func (e *WaitError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }

// IssueError ends a wait for a resource that has errors. Seam may go on trying, and removes the errors if it
// succeeds: then the same wait succeeds, too.
type IssueError struct {
	// Resource is the kind of the resource, such as "access code".
	Resource string
	// ID is its ID.
	ID string
	// Issues are the errors of the resource, without its warnings.
	Issues []Issue
}

// newIssueError returns an [*IssueError], or nil if the resource has no errors.
func newIssueError(resource, id string, of any) error {
	failures := errorsOf(of)
	if len(failures) == 0 {
		return nil
	}
	return &IssueError{Resource: resource, ID: id, Issues: failures}
}

// Error returns one line with the resource and all its errors.
func (e *IssueError) Error() string {
	texts := make([]string, len(e.Issues))
	for i, issue := range e.Issues {
		texts[i] = issue.Code + ": " + issue.Message
	}
	return redact.OneLine("seam: " + e.Resource + " " + e.ID + " has errors: " + strings.Join(texts, "; "))
}

// MarshalJSON encodes the text of the error.
func (e *IssueError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }

// CardRequiredError reports that an access grant is not issued because somebody has to present a card.
type CardRequiredError struct {
	// AccessGrantID is the ID of the grant.
	AccessGrantID string
	// Encode lists the access methods to write onto cards with [AccessMethodsService.Encode].
	Encode []*GrantedMethod
	// Assign lists the access methods that need a card from [AccessMethodsService.AssignCard].
	Assign []*GrantedMethod
}

// newCardRequiredError returns a [*CardRequiredError], or nil if no card is required.
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

// Error returns one line with the numbers of cards to encode and to assign.
func (e *CardRequiredError) Error() string {
	return redact.OneLine(fmt.Sprintf("seam: access grant %s waits for cards: %d to encode, %d to assign",
		e.AccessGrantID, len(e.Encode), len(e.Assign)))
}

// MarshalJSON encodes the text of the error.
func (e *CardRequiredError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }
