package credentials

import (
	"cmp"
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// visionline has the fields of a credential's metadata for Visionline that have an effect in the fake.
type visionline struct {
	autoJoin         *bool
	cardFormat       string // the format of card that it can be written on, "" for any
	cardFunctionType string
	joinerIDs        []string
	override         *bool
}

func readVisionline(c *protocol.Call) *visionline {
	in, ok := c.Object("visionline_metadata")
	if !ok {
		return nil
	}
	return &visionline{
		autoJoin:         in.Flag("auto_join"),
		cardFormat:       in.Text("card_format"),
		cardFunctionType: in.Text("card_function_type"),
		joinerIDs:        in.UUIDs("joiner_acs_credential_ids"),
		override:         in.Flag("override"),
	}
}

// joinersExist is implemented by checkVisionline.
var joinersExist = rules.Rule{
	Name:       "A Visionline credential joins credentials that exist",
	Page:       "device-and-system-integration-guides/assa-abloy-visionline-access-control-system/configuring-visionline-mobile-credentials/issuing-various-types-of-guest-joiner-mobile-credentials",
	Operations: []string{"/acs/credentials/create"},
	Status:     404,
	Type:       "acs_credential_not_found",
	Test:       "TestCreateCredentialNotFound",
}

// checkVisionline returns an error if a new credential joins one that does not exist.
func (a *Area) checkVisionline(cr *Credential) error {
	if cr.visionline == nil {
		return nil
	}
	for _, id := range cr.visionline.joinerIDs {
		if _, err := a.Credentials.Find(id); err != nil {
			return err
		}
	}
	return nil
}

// overridePrevious is implemented by overrideOthers.
var overridePrevious = rules.Rule{
	Name:       "A Visionline guest credential with override ends the earlier ones for its entrances, except for its joiners",
	Page:       "device-and-system-integration-guides/assa-abloy-visionline-access-control-system/configuring-visionline-mobile-credentials",
	Operations: []string{"/acs/credentials/create", "/acs/encoders/encode_credential"},
	Test:       "TestVisionlineOverride",
}

// overrideOthers invalidates the guest credentials that a new one overrides. These are only credentials
// created before it, so that its joiners, which are created later, stay valid.
func (a *Area) overrideOthers(cr *Credential) {
	if cr.visionline == nil || !isTrue(cr.visionline.override) || !cr.isGuest() {
		return
	}
	for _, other := range a.Credentials.All() {
		if other.Serial() < cr.Serial() && other.System == cr.System && other.isGuest() &&
			slices.ContainsFunc(other.Entrances, cr.Opens) && !a.joins(cr, other) {
			a.Override(other)
		}
	}
}

// Override invalidates a credential for good, because a newer one for its entrances replaces it. The next
// [Area.SyncPhones] updates the keys on phones.
func (a *Area) Override(cr *Credential) {
	if cr.overridden {
		return
	}
	cr.overridden = true
	a.world.Emit("acs_credential.invalidated", cr.eventFields())
}

// joins reports whether a credential was created to share entrances with another. A credential that joins
// the key on one phone joins the keys on all phones.
func (a *Area) joins(cr, other *Credential) bool {
	return slices.ContainsFunc(cr.visionline.joinerIDs, func(id string) bool {
		joined, ok := a.Credentials.Get(id)
		return ok && cmp.Or(joined.parent, joined) == cmp.Or(other.parent, other)
	})
}

// isGuest reports whether a credential of Visionline is for a guest. Credentials of the staff do not
// override others, and are not overridden.
func (cr *Credential) isGuest() bool {
	return cr.isVisionline() && (cr.visionline == nil || cr.visionline.cardFunctionType != "staff")
}

func isTrue(flag *bool) bool { return flag != nil && *flag }

// isVisionline reports whether responses show metadata of Visionline. They do for each credential of a
// Visionline system, with or without metadata in the request, except for codes, which Visionline does not
// have.
func (cr *Credential) isVisionline() bool {
	return cr.visionline != nil || cr.System.ExternalType == "visionline_system" && cr.Method != "code"
}

// fits reports whether the credential can be written on a card of this format.
func (cr *Credential) fits(onto *Card) bool {
	return onto.Format == "" || cr.visionline == nil || protocol.Equal(cr.visionline.cardFormat, onto.Format)
}

type visionlineView struct {
	AutoJoin               *bool    `json:"auto_join,omitzero"`
	CardFunctionType       string   `json:"card_function_type"`
	CardID                 string   `json:"card_id,omitzero"`
	CommonACSEntranceIDs   []string `json:"common_acs_entrance_ids"`
	CredentialID           string   `json:"credential_id,omitzero"`
	GuestACSEntranceIDs    []string `json:"guest_acs_entrance_ids"`
	IsValid                bool     `json:"is_valid"`
	JoinerACSCredentialIDs []string `json:"joiner_acs_credential_ids,omitzero"`
}

// viewVisionline returns the metadata that responses show, or nil if isVisionline is false.
func (cr *Credential) viewVisionline(now time.Time) *visionlineView {
	if !cr.isVisionline() {
		return nil
	}
	requested := cmp.Or(cr.visionline, &visionline{})
	cardID, issueID := cr.providerIDs()
	return &visionlineView{
		AutoJoin:               requested.autoJoin,
		CardFunctionType:       cmp.Or(requested.cardFunctionType, "guest"),
		CardID:                 cardID,
		CommonACSEntranceIDs:   []string{},
		CredentialID:           issueID,
		GuestACSEntranceIDs:    wire.Views(cr.Entrances, entranceID),
		IsValid:                cr.isValid(now),
		JoinerACSCredentialIDs: slices.Clone(requested.joinerIDs),
	}
}

func entranceID(e *places.Entrance) string { return e.ID }

// visionlineCardView has the further fields that a Visionline encoder reads from a card.
type visionlineCardView struct {
	Cancelled            bool     `json:"cancelled"`
	CardFormat           string   `json:"card_format,omitzero"`
	CardHolder           string   `json:"card_holder"`
	CardID               string   `json:"card_id"`
	CommonACSEntranceIDs []string `json:"common_acs_entrance_ids"`
	Discarded            bool     `json:"discarded"`
	Expired              bool     `json:"expired"`
	GuestACSEntranceIDs  []string `json:"guest_acs_entrance_ids"`
	NumberOfIssuedCards  int      `json:"number_of_issued_cards"`
	Overridden           bool     `json:"overridden"`
	Overwritten          bool     `json:"overwritten"`
	PendingAutoUpdate    bool     `json:"pending_auto_update"`
}

// viewVisionlineCard returns the metadata of a scanned card, or nil for a card of another manufacturer.
func (a *Area) viewVisionlineCard(cd *Card) *visionlineCardView {
	on := cd.contents
	if !on.of.isVisionline() {
		return nil
	}
	cardID, _ := on.of.providerIDs()
	view := &visionlineCardView{
		Cancelled:            !a.Credentials.Holds(on.of),
		CardFormat:           cd.Format,
		CardID:               cmp.Or(cardID, cd.ID),
		CommonACSEntranceIDs: []string{},
		Expired:              !on.endsAt.IsZero() && !on.endsAt.After(a.world.Now()),
		GuestACSEntranceIDs:  wire.Views(on.entrances, entranceID),
		NumberOfIssuedCards:  1,
		Overridden:           on.of.overridden,
	}
	if u := on.of.User; u != nil {
		view.CardHolder = u.DisplayName()
	}
	return view
}
