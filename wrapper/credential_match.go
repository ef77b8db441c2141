package seam

import "time"

// filter chooses the credentials of the holder.
func (p CredentialParams) filter() CredentialFilter {
	var holder holderRequest
	p.Holder.fillHolder(&holder)
	system, _ := p.Holder.system()
	return CredentialFilter{ACSUserID: holder.ACSUserID, UserIdentityID: holder.UserIdentityID, ACSSystemID: system}
}

// match recognizes the credentials that parameters may have created. It has the parameters as they were
// when it was made, whatever happens to a method that a pointer leads to.
type match struct {
	holder Holder
	req    *createCredentialRequest
}

func newMatch(p CredentialParams) match { return match{p.Holder, p.request()} }

// matches is true for a credential that may have been created with the parameters. A field that Seam
// did not send does not speak against it.
func (m match) matches(c *Credential) bool {
	is, known := m.holder.holds(c)
	return (is || !known) &&
		sameOrUnset(c.ACSSystemID, m.req.ACSSystemID) &&
		c.AccessMethod == m.req.AccessMethod &&
		sameOrUnset(c.Code, m.req.Code) &&
		(!m.req.IsMultiPhoneSync || c.IsMultiPhoneSyncCredential) &&
		(m.req.StartsAt.IsZero() || sameTime(c.StartsAt, m.req.StartsAt)) &&
		sameTime(c.EndsAt, m.req.EndsAt)
}

// sameOrUnset is true if two texts are equal or one of them is empty.
func sameOrUnset(a, b string) bool { return a == "" || b == "" || a == b }

// sameTime compares times as Seam keeps them.
func sameTime(a, b time.Time) bool { return sentTime(a).Equal(sentTime(b)) }
