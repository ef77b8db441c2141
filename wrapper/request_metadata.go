package seam

import "github.com/seam-go/seam/gen"

// RequestMetadata is what the manufacturer of an access system needs to know to create a
// credential: one of [Visionline], [Vostio], [SaltoSpace] and [Hotek].
//
// Their booleans are pointers because Seam does not document what it does without them: nil
// leaves that to Seam, new(false) does not.
type RequestMetadata interface {
	checkMetadata(p *problems)
	attachTo(req *createCredentialRequest)
}

// CardFormat is how a Visionline card is written. Seam may know others than those below.
type CardFormat = gen.VisionlineCardFormat

// Formats of Visionline cards.
const (
	CardFormatTLCode = gen.VisionlineCardFormatTLCode
	CardFormatRFID48 = gen.VisionlineCardFormatRFID48
)

// CardFunctionType is what a Visionline card is for. Seam may know others than those below.
type CardFunctionType = gen.VisionlineCardFunctionType

// Function types of Visionline cards.
const (
	CardFunctionTypeGuest = gen.VisionlineCardFunctionTypeGuest
	CardFunctionTypeStaff = gen.VisionlineCardFunctionTypeStaff
)

// Visionline is for access systems of Assa Abloy Visionline.
type Visionline struct {
	CardFormat CardFormat
	// CardFunctionType is [CardFunctionTypeGuest] if it is left empty.
	CardFunctionType CardFunctionType
	// Earlier is what happens to the credentials that open the same doors: [OverrideCards],
	// [JoinCards] or [AutoJoinCards]. nil leaves that to Seam.
	Earlier EarlierCards
}

// Vostio is for access systems of Assa Abloy Vostio.
type Vostio struct {
	// AutoJoin lets Seam decide: a card that overrides if there is no other for the doors, one
	// that joins if there is.
	AutoJoin *bool `json:"auto_join,omitzero"`
	// JoinAllGuestACSEntrances joins at all guest entrances.
	JoinAllGuestACSEntrances *bool `json:"join_all_guest_acs_entrances,omitzero"`
	// OverrideAllGuestACSEntrances overrides at all guest entrances.
	OverrideAllGuestACSEntrances *bool `json:"override_all_guest_acs_entrances,omitzero"`
	// OverrideGuestACSEntranceIDs are the guest entrances to override at.
	OverrideGuestACSEntranceIDs []string `json:"override_guest_acs_entrance_ids,omitzero"`
}

// SaltoSpace is for access systems of Salto ProAccess Space.
type SaltoSpace struct {
	// AssignNewKey assigns a first, new card to a user.
	AssignNewKey *bool `json:"assign_new_key,omitzero"`
}

// Hotek is for access systems of Hotek. Seam is still developing it and may change it.
type Hotek struct {
	// AutoJoin lets Seam decide between a card that overrides and one that joins.
	AutoJoin *bool `json:"auto_join,omitzero"`
	// Override makes the cards before this one invalid.
	Override *bool `json:"override,omitzero"`
}

// These are how the parameters are sent. They have no methods, which encoding/json would have linked into
// every program that creates a credential.
type (
	vostioRequest     Vostio
	saltoSpaceRequest SaltoSpace
	hotekRequest      Hotek
)

// String is what is sent.
func (m Visionline) String() string { return "Visionline" + jsonText(m.request()) }

// String is what is sent.
func (m Vostio) String() string { return "Vostio" + jsonText(m) }

// String is what is sent.
func (m SaltoSpace) String() string { return "SaltoSpace" + jsonText(m) }

// String is what is sent.
func (m Hotek) String() string { return "Hotek" + jsonText(m) }

func (m Visionline) checkMetadata(p *problems) {
	if !isNil(m.Earlier) {
		m.Earlier.checkEarlier(p)
	}
}

func (m Vostio) checkMetadata(p *problems) {
	p.ids("OverrideGuestACSEntranceIDs", m.OverrideGuestACSEntranceIDs)
}

func (SaltoSpace) checkMetadata(*problems) {}

func (Hotek) checkMetadata(*problems) {}

func (m Visionline) attachTo(req *createCredentialRequest) { req.Visionline = m.request() }

func (m Vostio) attachTo(req *createCredentialRequest) { req.Vostio = (*vostioRequest)(&m) }

func (m SaltoSpace) attachTo(req *createCredentialRequest) { req.SaltoSpace = (*saltoSpaceRequest)(&m) }

func (m Hotek) attachTo(req *createCredentialRequest) { req.Hotek = (*hotekRequest)(&m) }
