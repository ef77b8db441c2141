package seam

// Holder is whom a credential belongs to. It is made by [ACSUser], [UserIdentity] or
// [UserIdentityIn].
type Holder interface {
	check(p *problems)
	fillHolder(req *holderRequest)
	// system is the access system in which the holder is meant, and whether that is known.
	system() (id string, known bool)
	// holds reports whether a credential belongs to the holder. It is not known of one that names
	// only the other kind of holder.
	holds(credential *Credential) (is, known bool)
}

type (
	acsUser    struct{ id string }
	identityIn struct{ id, systemID string }
)

// ACSUser is a user of an access system.
func ACSUser(id string) Holder { return acsUser{id} }

// UserIdentity is the ID of a user identity, a person known to Seam. It is a [Grantee], and the [Holder]
// of a credential that exists; creating a credential takes [UserIdentityIn].
type UserIdentity string

// UserIdentityIn is a person together with the access system to create the credential in. Where
// the credential exists, and so has its access system, only the person counts.
func UserIdentityIn(id, acsSystemID string) Holder { return identityIn{id, acsSystemID} }

// holderRequest is how a holder is sent.
type holderRequest struct {
	ACSUserID      string `json:"acs_user_id,omitzero"`
	UserIdentityID string `json:"user_identity_id,omitzero"`
}

func (h acsUser) check(p *problems) { p.id("ACSUserID", h.id) }

func (h acsUser) fillHolder(req *holderRequest) { req.ACSUserID = h.id }

func (h acsUser) system() (string, bool) { return "", true }

func (h acsUser) holds(c *Credential) (is, known bool) {
	return sameHolder(c.ACSUserID, h.id, c.UserIdentityID)
}

// String names the user.
func (h acsUser) String() string { return "ACS user " + h.id }

func (h UserIdentity) check(p *problems) { p.id("UserIdentityID", string(h)) }

func (h UserIdentity) fillHolder(req *holderRequest) { req.UserIdentityID = string(h) }

func (h UserIdentity) system() (string, bool) { return "", false }

func (h UserIdentity) holds(c *Credential) (is, known bool) {
	return sameHolder(c.UserIdentityID, string(h), c.ACSUserID)
}

// String names the user identity.
func (h UserIdentity) String() string { return "user identity " + string(h) }

func (h identityIn) check(p *problems) {
	p.id("UserIdentityID", h.id)
	p.id("ACSSystemID", h.systemID)
}

func (h identityIn) fillHolder(req *holderRequest) { req.UserIdentityID = h.id }

func (h identityIn) system() (string, bool) { return h.systemID, true }

func (h identityIn) holds(c *Credential) (is, known bool) {
	return sameHolder(c.UserIdentityID, h.id, c.ACSUserID)
}

// String names the user identity and the access system.
func (h identityIn) String() string { return "user identity " + h.id + " in ACS system " + h.systemID }

func sameHolder(got, want, other string) (is, known bool) {
	return got == want, got != "" || other == ""
}
