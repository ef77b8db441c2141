package seam

import "github.com/seam-go/seam/gen"

// AccessMethod is how a credential or an access method opens doors, and the Mode of a requested
// access method. Seam may send others than those below.
type AccessMethod = gen.AccessMethodMode

// Access methods. A credential is created with a [CredentialMethod].
const (
	AccessMethodCode      = gen.AccessMethodModeCode
	AccessMethodCard      = gen.AccessMethodModeCard
	AccessMethodMobileKey = gen.AccessMethodModeMobileKey
	AccessMethodCloudKey  = gen.AccessMethodModeCloudKey
)

// CredentialMethod is the access method of a credential to be created, with what belongs to it:
// one of [Code], [Card], [MobileKey] and [CloudKey].
type CredentialMethod interface {
	check(p *problems)
	fill(req *createCredentialRequest)
}

// Code is a PIN to be typed in at the door.
type Code struct {
	// PIN consists of digits; some access systems restrict it further. Left empty it is not sent,
	// for systems that choose it themselves.
	PIN string
}

// Card is a plastic key card. Some access systems need an encoder to write it.
type Card struct {
	// Code is a PIN that goes with the card, digits only; "" for none.
	Code string
	// Metadata is for the manufacturer of the access system; nil for none.
	Metadata RequestMetadata
}

// MobileKey is a key on the phones of its holder.
type MobileKey struct {
	// MultiPhoneSync creates a credential that Seam keeps in step on all phones of a user
	// identity; Seam's own mobile keys need it.
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

// CloudKey opens doors through the manufacturer's cloud. Nothing belongs to it.
type CloudKey struct{}

// String leaves the PIN out, which opens a door and would end up in logs.
func (m Code) String() string { return string(AccessMethodCode) }

// String leaves the PIN out, as that of [Code] does.
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
