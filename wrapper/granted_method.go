package seam

import (
	"log/slog"
	"slices"

	"github.com/seam-go/seam/gen"
)

// GrantedMethod is an access method that Seam made for an access grant: a PIN, a card or a key. Its
// fields are those of [gen.AccessMethod]; InstantKeyURL is the link to send to the holder of a mobile key. It
// prints without its PIN and its instant key URL.
type GrantedMethod struct {
	gen.AccessMethod
}

// MethodState is how far an access method is.
type MethodState string

// States of an access method.
const (
	// MethodIssued is an access method that opens doors, from the start of its grant on.
	MethodIssued MethodState = "issued"
	// MethodPending is an access method that Seam is working on.
	MethodPending MethodState = "pending"
	// MethodNeedsEncoding is a card that [AccessMethodsService.Encode] has to write, for the first time
	// or after a change.
	MethodNeedsEncoding MethodState = "needs_encoding"
	// MethodNeedsCard is an access method that [AccessMethodsService.AssignCard] has to give a card.
	MethodNeedsCard MethodState = "needs_card"
	// MethodFailed is an access method with an error, which [IssuesOf] has. Seam goes on trying.
	MethodFailed MethodState = "failed"
	// MethodBeingDeleted is an access method that is about to disappear.
	MethodBeingDeleted MethodState = "being_deleted"
)

// State returns how far the access method is.
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

// PIN returns the PIN, "" if there is none (yet). It may differ from the requested one. Give it to the
// guest once State is [MethodIssued].
func (m *GrantedMethod) PIN() string { return orEmpty(m.Code) }

// BackupOf returns the ID of the access method that this one replaces with a backup code, "" if it
// replaces none. The person has to be given the new PIN.
func (m *GrantedMethod) BackupOf() string {
	for _, w := range m.Warnings {
		if w.WarningCode == gen.AccessMethodWarningCodePulledBackupAccessCode {
			return w.OriginalAccessMethodID
		}
	}
	return ""
}

// isChanging reports whether Seam has a change to bring to the doors.
func (m *GrantedMethod) isChanging() bool {
	return len(m.PendingMutations) > 0 || m.isWarned(gen.AccessMethodWarningCodeUpdatingAccessTimes)
}

func (m *GrantedMethod) isWarned(code gen.AccessMethodWarningCode) bool {
	return slices.ContainsFunc(m.Warnings, func(w gen.AccessMethodWarning) bool { return w.WarningCode == code })
}

// String names the method, its mode and its state.
func (m GrantedMethod) String() string {
	return "access method " + m.AccessMethodID + " (" + string(m.Mode) + ", " + string(m.State()) + ")"
}

// GoString is [GrantedMethod.String], for %#v.
func (m GrantedMethod) GoString() string { return m.String() }

// LogValue is [GrantedMethod.String], for slog.
func (m GrantedMethod) LogValue() slog.Value { return slog.StringValue(m.String()) }
