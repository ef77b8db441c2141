package seam

import (
	"time"

	"github.com/seam-go/seam/wrapper/internal/rest"
)

// filter chooses the credentials of the holder.
func (p CredentialParams) filter() CredentialFilter {
	var holder holderRequest
	p.Holder.fillHolder(&holder)
	system, _ := p.Holder.system()
	return CredentialFilter{ACSUserID: holder.ACSUserID, UserIdentityID: holder.UserIdentityID, ACSSystemID: system}
}

// matches is true for a credential that may have been created with p. A field that Seam did not send
// does not speak against it.
func (p CredentialParams) matches(c *Credential) bool {
	req := p.request()
	is, known := p.Holder.holds(c)
	return (is || !known) &&
		sameOrUnset(c.ACSSystemID, req.ACSSystemID) &&
		c.AccessMethod == req.AccessMethod &&
		sameOrUnset(c.Code, req.Code) &&
		(!req.IsMultiPhoneSync || c.IsMultiPhoneSyncCredential) &&
		(p.StartsAt.IsZero() || sameTime(c.StartsAt, p.StartsAt)) &&
		sameTime(c.EndsAt, p.EndsAt)
}

// sameOrUnset is true if two texts are equal or one of them is empty.
func sameOrUnset(a, b string) bool { return a == "" || b == "" || a == b }

// sameTime compares times as Seam keeps them.
func sameTime(a, b time.Time) bool { return rest.SentTime(a).Equal(rest.SentTime(b)) }
