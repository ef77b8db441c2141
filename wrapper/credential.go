package seam

import (
	"encoding/json"
	"maps"
	"time"

	"github.com/seam-go/seam/gen"
)

// Credential is what lets a person through the doors of an access system: a PIN, a card, or a key
// on a phone or in a cloud.
//
// A time is zero, and any other field empty, if Seam did not send it. A value that does not fit
// its field leaves it so too, and is in [Credential.Unknown].
//
// A credential prints without its PIN, but json.Marshal writes the PIN, and so does the JSON handler
// of slog for a slice, map or struct with credentials in it.
type Credential struct {
	ACSCredentialID string `json:"acs_credential_id"`
	// ACSUserID is the ACS user who holds the credential; "" while it is not assigned.
	ACSUserID string `json:"acs_user_id"`
	// UserIdentityID is the user identity of the holder; "" if there is none.
	UserIdentityID string `json:"user_identity_id"`
	// ACSSystemID is the access system that contains the credential.
	ACSSystemID           string `json:"acs_system_id"`
	ConnectedAccountID    string `json:"connected_account_id"`
	WorkspaceID           string `json:"workspace_id"`
	ParentACSCredentialID string `json:"parent_acs_credential_id"`
	ACSCredentialPoolID   string `json:"acs_credential_pool_id"`
	DisplayName           string `json:"display_name"`
	// Code is the PIN; "" if there is none, because no PIN is empty.
	Code         string       `json:"code"`
	CardNumber   string       `json:"card_number"`
	AccessMethod AccessMethod `json:"access_method"`
	// ExternalType is what the manufacturer calls this type of credential.
	ExternalType            CredentialExternalType `json:"external_type"`
	ExternalTypeDisplayName string                 `json:"external_type_display_name"`
	// IsIssued says that the credential has been encoded onto a card, at IssuedAt. It is false for
	// codes and keys, and says nothing about use.
	IsIssued bool       `json:"is_issued"`
	IssuedAt *time.Time `json:"issued_at"`
	// IsManaged says that Seam manages the credential.
	IsManaged bool `json:"is_managed"`
	// IsMultiPhoneSyncCredential says that Seam keeps it in step on all phones of its holder.
	IsMultiPhoneSyncCredential bool `json:"is_multi_phone_sync_credential"`
	// IsOneTimeUse says that the code opens only once.
	IsOneTimeUse bool `json:"is_one_time_use"`
	// IsLatestDesiredStateSyncedWithProvider says whether the manufacturer's system has what Seam
	// has; nil if that is not known.
	IsLatestDesiredStateSyncedWithProvider *bool `json:"is_latest_desired_state_synced_with_provider"`
	// LatestDesiredStateSyncedWithProviderAt is when it last had; nil if that is not known.
	LatestDesiredStateSyncedWithProviderAt *time.Time `json:"latest_desired_state_synced_with_provider_at"`
	CreatedAt                              time.Time  `json:"created_at"`
	// StartsAt is when the credential begins to be valid; zero if it does not say.
	StartsAt time.Time `json:"starts_at"`
	// EndsAt is when the credential ceases to be valid; zero if it does not say.
	EndsAt   time.Time           `json:"ends_at"`
	Errors   []CredentialError   `json:"errors"`
	Warnings []CredentialWarning `json:"warnings"`

	members members
}

// Metadata returns what the manufacturer says; nil if nothing. A credential belongs to one access
// system, so there is one at most; if there should be more, it is the first of
// [Credential.AllMetadata].
func (c *Credential) Metadata() CredentialMetadata {
	if all := c.AllMetadata(); len(all) > 0 {
		return all[0]
	}
	return nil
}

// AllMetadata returns the metadata of every manufacturer, those that this version knows first.
// Changing it does not change the credential.
func (c *Credential) AllMetadata() []CredentialMetadata { return allMetadata(c.unknown()) }

// Unknown returns the members of Seam's answer that this version has no field for, or whose
// values did not fit their fields, as they arrived. A list is here, whole, if one of its items did
// not fit. What manufacturers say is in [Credential.AllMetadata] instead.
func (c *Credential) Unknown() map[string]json.RawMessage {
	unknown := c.unknown()
	maps.DeleteFunc(unknown, func(key string, _ json.RawMessage) bool { return isMetadataKey(key) })
	return unknown
}

// unknown is what the fields do not tell, metadata included.
func (c *Credential) unknown() map[string]json.RawMessage { return c.members.unread(c) }

// UnmarshalJSON reads every member by itself, so that one bad value costs no other.
func (c *Credential) UnmarshalJSON(b []byte) error { return readMembers(b, c) }

// MarshalJSON writes Seam's form. What was read and not changed is written as it arrived,
// metadata and what is not known included.
//
// That is the PIN and the number of the card, too: whoever exports credentials exports what opens
// doors. Empty Code and CardNumber of a copy to leave them out; what does not fit its field, and is
// in [Credential.Unknown], is written even so.
func (c Credential) MarshalJSON() ([]byte, error) { return writeMembers(c.members, &c) }

// String names the credential. It leaves the PIN out, which opens a door and would end up in logs.
func (c Credential) String() string {
	return "credential " + c.ACSCredentialID + " (" + string(c.AccessMethod) + ")"
}

// CredentialExternalType is what a manufacturer calls a type of credential. Seam may send others
// than those below.
type CredentialExternalType = gen.ACSCredentialExternalType

// External types of credentials.
const (
	CredentialExternalTypeAssaAbloyVostioKey          = gen.ACSCredentialExternalTypeAssaAbloyVostioKey
	CredentialExternalTypeAvigilonAltaCredential      = gen.ACSCredentialExternalTypeAvigilonAltaCredential
	CredentialExternalTypeBrivoCredential             = gen.ACSCredentialExternalTypeBrivoCredential
	CredentialExternalTypeDormakabaAmbianceCredential = gen.ACSCredentialExternalTypeDormakabaAmbianceCredential
	CredentialExternalTypeHIDCredential               = gen.ACSCredentialExternalTypeHIDCredential
	CredentialExternalTypeHotekCard                   = gen.ACSCredentialExternalTypeHotekCard
	CredentialExternalTypeKisiCredential              = gen.ACSCredentialExternalTypeKisiCredential
	CredentialExternalTypeLatchAccess                 = gen.ACSCredentialExternalTypeLatchAccess
	CredentialExternalTypePTICard                     = gen.ACSCredentialExternalTypePTICard
	CredentialExternalTypeSaltoKSCredential           = gen.ACSCredentialExternalTypeSaltoKSCredential
	CredentialExternalTypeSaltoKSTag                  = gen.ACSCredentialExternalTypeSaltoKSTag
	CredentialExternalTypeSaltoSpaceKey               = gen.ACSCredentialExternalTypeSaltoSpaceKey
	CredentialExternalTypeVisionlineCard              = gen.ACSCredentialExternalTypeVisionlineCard
)
