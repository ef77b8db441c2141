package seam

import (
	"encoding/json"
	"time"

	"github.com/seam-go/seam/gen"
)

// CredentialErrorCode identifies a kind of error of a credential. Seam documents none, and may
// send any.
type CredentialErrorCode string

// CredentialError is something that keeps a credential from working.
type CredentialError struct {
	Code CredentialErrorCode `json:"error_code"`
	// Message is for people.
	Message string `json:"message"`
	// CreatedAt is when Seam noticed; zero if it does not say.
	CreatedAt time.Time `json:"created_at"`

	members members
}

// CredentialWarningCode identifies a kind of warning about a credential. Seam may send others
// than those below.
type CredentialWarningCode = gen.ACSCredentialWarningCode

// Codes of warnings about credentials.
const (
	// CredentialWarningBeingDeleted says that the credential is being deleted.
	CredentialWarningBeingDeleted = gen.ACSCredentialWarningCodeBeingDeleted
	// CredentialWarningNeedsToBeReissued says that what it opens has changed since it was encoded.
	CredentialWarningNeedsToBeReissued = gen.ACSCredentialWarningCodeNeedsToBeReissued
	// CredentialWarningScheduleExternallyModified says that somebody else changed when one of the
	// credentials made from it is valid.
	CredentialWarningScheduleExternallyModified = gen.ACSCredentialWarningCodeScheduleExternallyModified
	// CredentialWarningScheduleModified says that Seam moved a start that lay in the past.
	CredentialWarningScheduleModified = gen.ACSCredentialWarningCodeScheduleModified
	// CredentialWarningUnknownIssue says that bringing it to the manufacturer's system failed for
	// a reason that Seam does not know.
	CredentialWarningUnknownIssue = gen.ACSCredentialWarningCodeUnknownIssueWithACSCredential
	// CredentialWarningWaitingToBeIssued says that it has not been encoded yet.
	CredentialWarningWaitingToBeIssued = gen.ACSCredentialWarningCodeWaitingToBeIssued
)

// CredentialWarning is something that may keep a credential from working.
type CredentialWarning struct {
	Code CredentialWarningCode `json:"warning_code"`
	// Message is for people.
	Message string `json:"message"`
	// CreatedAt is when Seam noticed; zero if it does not say.
	CreatedAt time.Time `json:"created_at"`

	members members
}

// Unknown returns what has no field here or did not fit its field, as it arrived.
func (e *CredentialError) Unknown() map[string]json.RawMessage {
	return e.members.unread(e)
}

// Unknown returns what has no field here or did not fit its field, as it arrived.
func (w *CredentialWarning) Unknown() map[string]json.RawMessage {
	return w.members.unread(w)
}

// UnmarshalJSON reads every member by itself; see [CredentialError.Unknown].
func (e *CredentialError) UnmarshalJSON(b []byte) error { return readMembers(b, e) }

// UnmarshalJSON reads every member by itself; see [CredentialWarning.Unknown].
func (w *CredentialWarning) UnmarshalJSON(b []byte) error { return readMembers(b, w) }

// MarshalJSON writes Seam's form, what has no field here included.
func (e CredentialError) MarshalJSON() ([]byte, error) {
	return writeMembers(e.members, &e)
}

// MarshalJSON writes Seam's form, what has no field here included.
func (w CredentialWarning) MarshalJSON() ([]byte, error) {
	return writeMembers(w.members, &w)
}

// String is the JSON form.
func (e CredentialError) String() string { return jsonText(e) }

// String is the JSON form.
func (w CredentialWarning) String() string { return jsonText(w) }
