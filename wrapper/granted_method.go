package seam

import (
	"log/slog"
	"slices"

	"github.com/seam-go/seam/gen"
)

// GrantedMethod is an access method that Seam made for an access grant: a PIN, a card or a key. Its
// fields are those of [gen.AccessMethod]; InstantKeyURL is the link to send to the holder of a mobile key. Its
// printed form leaves out the PIN and the instant key URL; json.Marshal includes them.
type GrantedMethod struct {
	gen.AccessMethod
}

// MethodState is the state of an access method on its way to the doors.
type MethodState string

// States of an access method.
const (
	// MethodIssued means that the access method opens doors, once its grant has started.
	MethodIssued MethodState = "issued"
	// MethodPending means that Seam is creating or changing the access method.
	MethodPending MethodState = "pending"
	// MethodNeedsEncoding means that [AccessMethodsService.Encode] has to write the card, for the first
	// time or after a change.
	MethodNeedsEncoding MethodState = "needs_encoding"
	// MethodNeedsCard means that [AccessMethodsService.AssignCard] has to assign a card.
	MethodNeedsCard MethodState = "needs_card"
	// MethodFailed means that the access method has errors, which [IssuesOf] returns. Seam may go on
	// trying.
	MethodFailed MethodState = "failed"
	// MethodBeingDeleted means that Seam is deleting the access method.
	MethodBeingDeleted MethodState = "being_deleted"
)

// State returns the state of the access method.
func (m *GrantedMethod) State() MethodState {
	switch {
	case m.isWarned(gen.AccessMethodWarningCodeBeingDeleted):
		return MethodBeingDeleted
	case m.IsEncodingRequired && (m.IsReadyForEncoding || m.IsIssued):
		return MethodNeedsEncoding
	case m.IsAssignmentRequired && m.IsReadyForAssignment:
		return MethodNeedsCard
	case len(m.Errors) > 0:
		return MethodFailed
	case m.isChanging() || !m.IsIssued:
		return MethodPending
	default:
		return MethodIssued
	}
}

// PIN returns the PIN, or "" if the method has no PIN or none yet. It may differ from the requested PIN, and
// one device may have another PIN: see [AccessGrant.PINOn]. Give it to the person once State is [MethodIssued].
func (m *GrantedMethod) PIN() string { return orEmpty(m.Code) }

// BackupOf returns the ID of the access method that this one replaces with a backup code, or "" if it
// replaces no other. Give the person the new PIN.
func (m *GrantedMethod) BackupOf() string {
	for _, w := range m.Warnings {
		if w.WarningCode == gen.AccessMethodWarningCodePulledBackupAccessCode {
			return w.OriginalAccessMethodID
		}
	}
	return ""
}

// isChanging reports whether a change of the method has not reached the doors yet.
func (m *GrantedMethod) isChanging() bool {
	return len(m.PendingMutations) > 0 || m.isWarned(gen.AccessMethodWarningCodeUpdatingAccessTimes)
}

func (m *GrantedMethod) isWarned(code gen.AccessMethodWarningCode) bool {
	return slices.ContainsFunc(m.Warnings, func(w gen.AccessMethodWarning) bool { return w.WarningCode == code })
}

// String returns the ID, the mode and the state.
func (m GrantedMethod) String() string {
	return "access method " + m.AccessMethodID + " (" + string(m.Mode) + ", " + string(m.State()) + ")"
}

// GoString returns [GrantedMethod.String], for %#v.
func (m GrantedMethod) GoString() string { return m.String() }

// LogValue returns [GrantedMethod.String], for slog.
func (m GrantedMethod) LogValue() slog.Value { return slog.StringValue(m.String()) }
