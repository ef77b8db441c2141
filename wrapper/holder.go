package seam

// Holder is the person a credential belongs to. [ACSUser], [UserIdentity] and [UserIdentityIn]
// return one.
type Holder interface {
	check(p *problems)
	fillHolder(req *holderRequest)
	// system returns the access system of the holder's credential, and whether the request
	// determines it.
	system() (id string, known bool)
	// holds reports whether the holder has the credential. known is false if the credential names
	// only the other kind of holder.
	holds(credential *Credential) (is, known bool)
}

type (
	acsUser    struct{ id string }
	identityIn struct{ id, systemID string }
)

// ACSUser returns a Holder for a user of an access system.
func ACSUser(id string) Holder { return acsUser{id} }

// UserIdentity is the ID of a user identity, a person known to Seam. It is a [Grantee], and the [Holder]
// of a credential that exists; creating a credential takes [UserIdentityIn].
type UserIdentity string

// UserIdentityIn returns a Holder for a person in an access system. The access system is used only
// when a credential is created; later calls ignore it.
func UserIdentityIn(id, acsSystemID string) Holder { return identityIn{id, acsSystemID} }

// holderRequest is the JSON form of a holder.
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

// sameHolder compares a holder with the credential's; other is the credential's ID of the other
// kind.
func sameHolder(got, want, other string) (is, known bool) {
	return got == want, got != "" || other == ""
}
