package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

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

func (s *Server) viewCredential(of *credential) credentialView {
	view := credentialView{
		AccessMethod:             of.method,
		ACSCredentialID:          of.ID,
		ACSSystemID:              of.System.ID,
		AssaAbloyVostioMetadata:  of.viewVostio(),
		Code:                     wire.Optional(of.code),
		ConnectedAccountID:       of.System.Account.ID,
		CreatedAt:                wire.Time(of.CreatedAt),
		DisplayName:              of.displayName(),
		EndsAt:                   wire.OptionalTime(of.endsAt),
		Errors:                   wire.NoIssues,
		IsSynced:                 true,
		IsManaged:                true,
		IsMultiPhoneSync:         of.multiPhone,
		LatestDesiredStateSynced: wire.Time(of.syncedAt),
		StartsAt:                 wire.OptionalTime(of.startsAt),
		VisionlineMetadata:       of.viewVisionline(s.world.Now()),
		Warnings:                 wire.NoIssues,
		WorkspaceID:              s.world.WorkspaceID,
	}
	if !of.multiPhone { // Such a credential stands for those on the phones and is no card or key itself.
		view.ExternalType = of.externalType()
		view.ExternalTypeDisplayName = places.TypeName(view.ExternalType)
	}
	if of.method == "card" {
		view.IsIssued = new(of.card != nil)
		view.IssuedAt = wire.OptionalTime(of.issuedAt)
		view.CardNumber = of.cardNumber()
		view.Warnings = of.cardWarnings()
	}
	if of.parent != nil {
		view.ParentACSCredentialID = of.parent.ID
	}
	view.ACSUserID, view.UserIdentityID = of.holderIDs()
	return view
}

// holderIDs returns the IDs of the ACS user and the user identity that hold the credential, "" for
// those that do not exist.
func (of *credential) holderIDs() (userID, identityID string) {
	if of.user == nil {
		return "", ""
	}
	if of.user.Identity == nil {
		return of.user.ID, ""
	}
	return of.user.ID, of.user.Identity.ID
}

func (of *credential) displayName() string {
	switch {
	case of.method == "code":
		return "PIN Code"
	case of.method == "card":
		return "Card"
	case of.method == "cloud_key":
		return "Cloud Key"
	case of.multiPhone:
		return "Multi Phone Sync Credential"
	default:
		return "Mobile Key"
	}
}
