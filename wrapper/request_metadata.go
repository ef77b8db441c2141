package seam

import "github.com/seam-go/seam/gen"

// RequestMetadata holds parameters for a new credential that only one manufacturer's access systems
// have: [Visionline], [Vostio], [SaltoSpace] or [Hotek].
//
//	seam.Card{Metadata: seam.Visionline{CardFormat: seam.CardFormatRFID48, Earlier: seam.OverrideCards{}}}
//
// Its booleans are pointers because Seam does not document their defaults: nil leaves the choice to
// Seam, and new(false) sends false.
type RequestMetadata interface {
	checkMetadata(p *problems)
	attachTo(req *createCredentialRequest)
}

// CardFormat is the format of a Visionline card. Seam may accept values that are not listed here.
type CardFormat = gen.VisionlineCardFormat

// The formats of Visionline cards.
const (
	CardFormatTLCode = gen.VisionlineCardFormatTLCode
	CardFormatRFID48 = gen.VisionlineCardFormatRFID48
)

// CardFunctionType is the purpose of a Visionline card. Seam may accept values that are not listed
// here.
type CardFunctionType = gen.VisionlineCardFunctionType

// The purposes of Visionline cards.
const (
	CardFunctionTypeGuest = gen.VisionlineCardFunctionTypeGuest
	CardFunctionTypeStaff = gen.VisionlineCardFunctionTypeStaff
)

// Visionline holds the parameters of Assa Abloy Visionline. In this system a new card either
// overrides the earlier cards for its doors, which become invalid, or joins them, so that all of
// them work.
type Visionline struct {
	CardFormat CardFormat
	// CardFunctionType defaults to [CardFunctionTypeGuest].
	CardFunctionType CardFunctionType
	// Earlier decides about the existing credentials for the same doors: [OverrideCards],
	// [JoinCards] or [AutoJoinCards]. nil lets Seam decide.
	Earlier EarlierCards
}

// Vostio holds the parameters of Assa Abloy Vostio. See [Visionline] for joining and overriding.
type Vostio struct {
	// AutoJoin lets Seam decide: the card joins if there are other cards for the doors, and
	// overrides otherwise.
	AutoJoin *bool `json:"auto_join,omitzero"`
	// JoinAllGuestACSEntrances makes the card join at all guest entrances.
	JoinAllGuestACSEntrances *bool `json:"join_all_guest_acs_entrances,omitzero"`
	// OverrideAllGuestACSEntrances makes the card override at all guest entrances.
	OverrideAllGuestACSEntrances *bool `json:"override_all_guest_acs_entrances,omitzero"`
	// OverrideGuestACSEntranceIDs lists the guest entrances where the card overrides.
	OverrideGuestACSEntranceIDs []string `json:"override_guest_acs_entrance_ids,omitzero"`
}

// SaltoSpace holds the parameters of Salto ProAccess Space.
type SaltoSpace struct {
	// AssignNewKey assigns a new card to the user, as their first or to replace another.
	AssignNewKey *bool `json:"assign_new_key,omitzero"`
}

// Hotek holds the parameters of Hotek. Seam has not declared it stable and may change it. See
// [Visionline] for joining and overriding.
type Hotek struct {
	// AutoJoin lets Seam decide whether the card joins or overrides.
	AutoJoin *bool `json:"auto_join,omitzero"`
	// Override invalidates the earlier cards.
	Override *bool `json:"override,omitzero"`
}

// These types are the forms in which the parameters are sent. They have no methods: encoding/json would make
// the linker keep the methods in every program that creates a credential.
type (
	vostioRequest     Vostio
	saltoSpaceRequest SaltoSpace
	hotekRequest      Hotek
)

// String returns the parameters in the JSON form that is sent.
func (m Visionline) String() string { return "Visionline" + jsonText(m.request()) }

// String returns the parameters in the JSON form that is sent.
func (m Vostio) String() string { return "Vostio" + jsonText(m) }

// String returns the parameters in the JSON form that is sent.
func (m SaltoSpace) String() string { return "SaltoSpace" + jsonText(m) }

// String returns the parameters in the JSON form that is sent.
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
