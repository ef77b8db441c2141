package credentials

import (
	"cmp"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Credential is a right to open entrances of one access system, as a code, a card, or a key on a phone
// or in the cloud.
type Credential struct {
	world.Record

	System           *places.System
	User             *people.User // nil while it is not assigned
	Method           string       // the access method, such as "card"
	Code             string
	MultiPhone       bool // each phone of the user has a key for it, see [Area.SyncPhones]
	StartsAt, EndsAt time.Time
	Entrances        []*places.Entrance

	externalType string // if it is not the usual one of the manufacturer
	managerID    string // the system that issues it to phones
	changedAt    time.Time
	visionline   *visionline // nil without metadata for Visionline
	overridden   bool        // by another credential for the same entrances
	vostio       *vostio     // nil without metadata for Vostio

	// A credential is written on one card and never on another. The card may get another credential
	// later.
	card        *Card // nil until it is encoded
	issuedAt    time.Time
	preassigned bool // the card was known to the access system before, see [Area.AssignCard]

	// A key on a phone has a multi-phone credential as its parent.
	parent *Credential
	phone  *people.Phone
}

// codeForCodeOrCard is implemented by createCredential and updateCredential.
var codeForCodeOrCard = rules.Rule{
	Name:       "Only a credential for a code or a card can have a code",
	Page:       "api/acs/credentials/create",
	Operations: []string{"/acs/credentials/create", "/acs/credentials/update"},
	Status:     400,
	Field:      "code",
	Test:       "TestCreateCredentialValidation",
}

// takesCode reports whether a credential with an access method can have a code. Phones and cloud services
// open doors without one.
func takesCode(method string) bool { return method == "code" || method == "card" }

// eventFields returns the fields that identify the credential in an event.
func (cr *Credential) eventFields() wire.Object {
	return wire.Object{
		"acs_credential_id": cr.ID, "acs_system_id": cr.System.ID, "connected_account_id": cr.System.Account.ID,
	}
}

// changed records that a credential changed now, and updates the keys on phones.
func (a *Area) changed(cr *Credential) {
	cr.changedAt = a.world.Now()
	a.SyncPhones()
}

type credentialView struct {
	AccessMethod             string          `json:"access_method"`
	ACSCredentialID          string          `json:"acs_credential_id"`
	ACSSystemID              string          `json:"acs_system_id"`
	ACSUserID                string          `json:"acs_user_id,omitzero"`
	AssaAbloyVostioMetadata  *vostioView     `json:"assa_abloy_vostio_metadata,omitzero"`
	CardNumber               string          `json:"card_number,omitzero"`
	Code                     *string         `json:"code"`
	ConnectedAccountID       string          `json:"connected_account_id"`
	CreatedAt                string          `json:"created_at"`
	DisplayName              string          `json:"display_name"`
	EndsAt                   *string         `json:"ends_at,omitzero"`
	Errors                   []wire.Issue    `json:"errors"`
	ExternalType             string          `json:"external_type,omitzero"`
	ExternalTypeDisplayName  string          `json:"external_type_display_name,omitzero"`
	IsIssued                 *bool           `json:"is_issued,omitzero"`
	IsSynced                 bool            `json:"is_latest_desired_state_synced_with_provider"`
	IsManaged                bool            `json:"is_managed"`
	IsMultiPhoneSync         bool            `json:"is_multi_phone_sync_credential"`
	IsOneTimeUse             bool            `json:"is_one_time_use"`
	IssuedAt                 *string         `json:"issued_at,omitzero"`
	LatestDesiredStateSynced string          `json:"latest_desired_state_synced_with_provider_at"`
	ParentACSCredentialID    string          `json:"parent_acs_credential_id,omitzero"`
	StartsAt                 *string         `json:"starts_at,omitzero"`
	UserIdentityID           string          `json:"user_identity_id,omitzero"`
	VisionlineMetadata       *visionlineView `json:"visionline_metadata,omitzero"`
	Warnings                 []wire.Issue    `json:"warnings"`
	WorkspaceID              string          `json:"workspace_id"`
}

// View returns a credential as responses show it.
func (a *Area) View(cr *Credential) any {
	view := credentialView{
		AccessMethod:             cr.Method,
		ACSCredentialID:          cr.ID,
		ACSSystemID:              cr.System.ID,
		AssaAbloyVostioMetadata:  cr.viewVostio(),
		Code:                     wire.Optional(cr.Code),
		ConnectedAccountID:       cr.System.Account.ID,
		CreatedAt:                wire.Time(cr.CreatedAt),
		DisplayName:              cr.displayName(),
		EndsAt:                   wire.OptionalTime(cr.EndsAt),
		Errors:                   wire.NoIssues,
		IsSynced:                 true,
		IsManaged:                true,
		IsMultiPhoneSync:         cr.MultiPhone,
		LatestDesiredStateSynced: wire.Time(cr.changedAt),
		StartsAt:                 wire.OptionalTime(cr.StartsAt),
		VisionlineMetadata:       cr.viewVisionline(a.world.Now()),
		Warnings:                 wire.NoIssues,
		WorkspaceID:              a.world.WorkspaceID,
	}
	if !cr.MultiPhone { // The access system knows the keys on the phones, and not this credential.
		view.ExternalType = cmp.Or(cr.externalType, cr.System.Brand().Credential)
		view.ExternalTypeDisplayName = places.TypeName(view.ExternalType)
	}
	if cr.Method == "card" {
		view.IsIssued = new(cr.card != nil)
		view.IssuedAt = wire.OptionalTime(cr.issuedAt)
		view.CardNumber = cr.CardNumber()
		view.Warnings = cr.cardWarnings()
	}
	if cr.parent != nil {
		view.ParentACSCredentialID = cr.parent.ID
	}
	view.ACSUserID, view.UserIdentityID = cr.holderIDs()
	return view
}

// holderIDs returns the IDs of the credential's ACS user and of its user identity. An ID is empty if there
// is none.
func (cr *Credential) holderIDs() (userID, identityID string) {
	if cr.User == nil {
		return "", ""
	}
	if cr.User.Identity == nil {
		return cr.User.ID, ""
	}
	return cr.User.ID, cr.User.Identity.ID
}

func (cr *Credential) displayName() string {
	switch {
	case cr.Method == "code":
		return "PIN Code"
	case cr.Method == "card":
		return "Card"
	case cr.Method == "cloud_key":
		return "Cloud Key"
	case cr.MultiPhone:
		return "Multi Phone Sync Credential"
	default:
		return "Mobile Key"
	}
}

// namedCredential returns the credential whose ID a request has. Call it after reading all other
// parameters, because it also returns their errors.
func (a *Area) namedCredential(c *protocol.Call) (*Credential, error) {
	id := c.UUID("acs_credential_id")
	if err := c.Err(); err != nil {
		return nil, err
	}
	return a.Credentials.Find(id)
}

func (a *Area) getCredential(c *protocol.Call) (any, error) {
	found, err := a.namedCredential(c)
	if err != nil {
		return nil, err
	}
	return a.View(found), nil
}

func (a *Area) listCredentials(c *protocol.Call) (any, error) {
	userID, systemID := c.UUID("acs_user_id"), c.UUID("acs_system_id")
	identityID, multiPhone := c.UUID("user_identity_id"), c.Flag("is_multi_phone_sync_credential")
	before, search := c.Time("created_before"), c.Text("search")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := a.Credentials.Where(func(cr *Credential) bool {
		heldBy, whose := cr.holderIDs()
		return protocol.Equal(userID, heldBy) &&
			protocol.Equal(identityID, whose) &&
			protocol.Equal(systemID, cr.System.ID) &&
			(multiPhone == nil || cr.MultiPhone == *multiPhone) &&
			(before.IsZero() || cr.CreatedAt.Before(before)) &&
			protocol.Search(search, cr.displayName(), cr.Code, heldBy, cr.ID)
	})
	return protocol.Paginate(page, found, a.View)
}

// updateCredential changes the code and the end of the validity. Like Seam, it ignores all other fields of
// a request.
func (a *Area) updateCredential(c *protocol.Call) (any, error) {
	id := c.Text("acs_credential_id") // Unlike for other operations, Seam's document requires no UUID here.
	code, endsAt := c.Text("code"), c.Time("ends_at")
	cr, err := a.Credentials.Find(id)
	if err != nil {
		return nil, err
	}
	if code != "" && !takesCode(cr.Method) {
		c.Wrong("code", "Not possible with the access_method of this credential")
	}
	c.CheckWindow("ends_at", cr.StartsAt, endsAt, a.world.Now())
	if err := c.Err(); err != nil {
		return nil, err
	}
	requested := *cr
	requested.Code = code
	if err := a.checkManufacturer(c, &requested); err != nil {
		return nil, err
	}

	cr.Code = cmp.Or(code, cr.Code)
	cr.EndsAt = cmp.Or(endsAt, cr.EndsAt)
	a.changed(cr)
	return a.View(cr), nil
}

func (a *Area) deleteCredential(c *protocol.Call) (any, error) {
	gone, err := a.namedCredential(c)
	if err != nil {
		return nil, err
	}
	a.Credentials.Delete(gone)
	return protocol.OK, nil
}
