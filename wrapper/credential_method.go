package seam

import "github.com/seam-go/seam/gen"

// AccessMethod is the way in which a credential opens doors: with a code, a card, or a key on a
// phone or in a cloud. It is also the Mode of the access methods of an access grant. Seam may send
// values that are not listed here.
type AccessMethod = gen.AccessMethodMode

// The access methods. To create a credential, choose a [CredentialMethod] instead.
const (
	AccessMethodCode      = gen.AccessMethodModeCode
	AccessMethodCard      = gen.AccessMethodModeCard
	AccessMethodMobileKey = gen.AccessMethodModeMobileKey
	AccessMethodCloudKey  = gen.AccessMethodModeCloudKey
)

// CredentialMethod is the access method of a new credential, with the parameters of that method:
// [Code], [Card], [MobileKey] or [CloudKey].
type CredentialMethod interface {
	check(p *problems)
	fill(req *createCredentialRequest)
}

// Code is a PIN that the holder types in at the door.
type Code struct {
	// PIN consists of digits; some access systems restrict it further. If it is empty, Seam or the
	// access system chooses the PIN. Some systems accept no other choice.
	PIN string
}

// Card is a plastic key card. Most access systems need an encoder to write it: see
// [AccessMethodsService.Encode] for the card of an access grant, and [EncodersService.Encode] for that of a
// credential.
type Card struct {
	// Code is a PIN that goes with the card, digits only; "" for none. Leave it empty in an access grant.
	Code string
	// Metadata is for the manufacturer of the access system; nil for none.
	Metadata RequestMetadata
}

// MobileKey is a key on the phones of its holder. In an access grant, Seam makes a link that puts the key
// on a phone: InstantKeyURL of the [AccessGrant] and of its [GrantedMethod].
type MobileKey struct {
	// MultiPhoneSync creates a credential that Seam synchronizes on all phones of a user identity.
	// Seam's guides require it for mobile keys. Leave it false in an access grant.
	MultiPhoneSync bool
	// CredentialManagerID is the ID of the access system that manages the credentials on phones;
	// "" for none.
	CredentialManagerID string
	// InstantKeyMaxUses is how often the link of an access grant can put the key on a phone; 0 means
	// once. Only an access grant has it.
	InstantKeyMaxUses int
	// Metadata is for the manufacturer of the access system; nil for none.
	Metadata RequestMetadata
}

// CloudKey opens doors remotely, through the manufacturer's cloud. It has no parameters.
type CloudKey struct{}

// String leaves out the PIN, because logs must not open doors.
func (m Code) String() string { return string(AccessMethodCode) }

// String leaves out the PIN, like that of [Code].
func (m Card) String() string { return string(AccessMethodCard) }

func (m Code) check(p *problems) { p.digits("PIN", m.PIN) }

func (m Code) fill(req *createCredentialRequest) {
	req.AccessMethod = AccessMethodCode
	req.Code = m.PIN
}

func (m Card) check(p *problems) {
	p.digits("Code", m.Code)
	p.metadata(m.Metadata)
}

func (m Card) fill(req *createCredentialRequest) {
	req.AccessMethod = AccessMethodCard
	req.Code = m.Code
	req.attach(m.Metadata)
}

func (m MobileKey) check(p *problems) {
	if m.InstantKeyMaxUses != 0 {
		p.add("InstantKeyMaxUses", "only an access grant has instant keys")
	}
	p.metadata(m.Metadata)
}

func (m MobileKey) fill(req *createCredentialRequest) {
	req.AccessMethod = AccessMethodMobileKey
	req.IsMultiPhoneSync = m.MultiPhoneSync
	req.CredentialManagerID = m.CredentialManagerID
	req.attach(m.Metadata)
}

func (CloudKey) check(*problems) {}

func (CloudKey) fill(req *createCredentialRequest) { req.AccessMethod = AccessMethodCloudKey }
