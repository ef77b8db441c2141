package seam

import (
	"encoding/json"
	"time"

	"github.com/seam-go/seam/gen"
)

// CredentialErrorCode identifies a kind of error of a credential. Seam documents no values and may
// send any.
type CredentialErrorCode string

// CredentialError describes a problem that keeps a credential from working.
type CredentialError struct {
	Code CredentialErrorCode `json:"error_code"`
	// Message is text for people.
	Message string `json:"message"`
	// CreatedAt is the time at which Seam found the problem; zero if unknown.
	CreatedAt time.Time `json:"created_at"`

	members members
}

// CredentialWarningCode identifies a kind of warning about a credential. Seam may send values that
// are not listed here.
type CredentialWarningCode = gen.ACSCredentialWarningCode

// Codes of warnings about credentials.
const (
	// CredentialWarningBeingDeleted means that the credential is being deleted.
	CredentialWarningBeingDeleted = gen.ACSCredentialWarningCodeBeingDeleted
	// CredentialWarningNeedsToBeReissued means that the credential has changed since its card was
	// encoded. Encode the card again.
	CredentialWarningNeedsToBeReissued = gen.ACSCredentialWarningCodeNeedsToBeReissued
	// CredentialWarningScheduleExternallyModified means that somebody changed the validity of a
	// credential derived from this one outside Seam.
	CredentialWarningScheduleExternallyModified = gen.ACSCredentialWarningCodeScheduleExternallyModified
	// CredentialWarningScheduleModified means that Seam replaced a StartsAt in the past.
	CredentialWarningScheduleModified = gen.ACSCredentialWarningCodeScheduleModified
	// CredentialWarningUnknownIssue means that synchronizing the credential with the manufacturer's
	// system failed for an unknown reason.
	CredentialWarningUnknownIssue = gen.ACSCredentialWarningCodeUnknownIssueWithACSCredential
	// CredentialWarningWaitingToBeIssued means that the credential has not been encoded onto a card
	// yet.
	CredentialWarningWaitingToBeIssued = gen.ACSCredentialWarningCodeWaitingToBeIssued
)

// CredentialWarning describes a problem that may keep a credential from working.
type CredentialWarning struct {
	Code CredentialWarningCode `json:"warning_code"`
	// Message is text for people.
	Message string `json:"message"`
	// CreatedAt is the time at which Seam found the problem; zero if unknown.
	CreatedAt time.Time `json:"created_at"`

	members members
}

// Unknown returns the JSON members that have no field here or whose values did not fit their
// fields, as Seam sent them.
func (e *CredentialError) Unknown() map[string]json.RawMessage {
	return e.members.unknown(e)
}

// Unknown returns the JSON members that have no field here or whose values did not fit their
// fields, as Seam sent them.
func (w *CredentialWarning) Unknown() map[string]json.RawMessage {
	return w.members.unknown(w)
}

// UnmarshalJSON decodes each member by itself; see [CredentialError.Unknown].
func (e *CredentialError) UnmarshalJSON(b []byte) error { return unmarshalMembers(b, e) }

// UnmarshalJSON decodes each member by itself; see [CredentialWarning.Unknown].
func (w *CredentialWarning) UnmarshalJSON(b []byte) error { return unmarshalMembers(b, w) }

// MarshalJSON encodes the value as Seam does, including unknown members.
func (e CredentialError) MarshalJSON() ([]byte, error) {
	return marshalMembers(e.members, &e)
}

// MarshalJSON encodes the value as Seam does, including unknown members.
func (w CredentialWarning) MarshalJSON() ([]byte, error) {
	return marshalMembers(w.members, &w)
}

// String returns the JSON form.
func (e CredentialError) String() string { return jsonText(e) }

// String returns the JSON form.
func (w CredentialWarning) String() string { return jsonText(w) }
