package seam

import (
	"slices"

	"github.com/seam-go/seam/gen"
)

// CredentialState is the state of a credential on its way to the doors, as [Credential.State] derives it. Seam
// sends no such field.
type CredentialState string

// States of a credential.
const (
	// CredentialIssued means that the credential opens doors, from StartsAt until EndsAt: the card is encoded, or
	// the manufacturer's system has the PIN or key.
	CredentialIssued CredentialState = "issued"
	// CredentialPending means that the manufacturer's system does not have the PIN or key yet, or not its latest
	// change.
	CredentialPending CredentialState = "pending"
	// CredentialNeedsEncoding means that the credential is not on a card, or has changed since its card was
	// encoded: see [EncodersService.Encode]. Access systems without encoders know a card by its number; Seam
	// documents no sign that such a card works.
	CredentialNeedsEncoding CredentialState = "needs_encoding"
	// CredentialFailed means that the credential has errors.
	CredentialFailed CredentialState = "failed"
	// CredentialBeingDeleted means that Seam is deleting the credential.
	CredentialBeingDeleted CredentialState = "being_deleted"
	// CredentialUnknown means that Seam did not send whether the manufacturer's system has the PIN or key, as it
	// may do for mobile keys.
	CredentialUnknown CredentialState = "unknown"
)

// State returns the state of the credential. Unlike IsIssued, which is about cards, it says for PINs and keys, too,
// whether they work.
func (c *Credential) State() CredentialState {
	synced := c.IsLatestDesiredStateSyncedWithProvider
	switch {
	case c.isWarned(CredentialWarningBeingDeleted):
		return CredentialBeingDeleted
	case len(c.Errors) > 0:
		return CredentialFailed
	case c.AccessMethod == AccessMethodCard && (!c.IsIssued || c.isWarned(CredentialWarningNeedsToBeReissued)):
		return CredentialNeedsEncoding
	case c.IsIssued || synced != nil && *synced:
		return CredentialIssued
	case synced != nil:
		return CredentialPending
	default:
		return CredentialUnknown
	}
}

func (c *Credential) isWarned(code gen.ACSCredentialWarningCode) bool {
	return slices.ContainsFunc(c.Warnings, func(w CredentialWarning) bool { return w.Code == code })
}
