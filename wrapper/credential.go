package seam

import (
	"encoding/json"
	"maps"
	"time"

	"github.com/seam-go/seam/gen"
)

// Credential lets its holder through the doors of one access system. It is a PIN, a card, or a key
// on a phone or in the manufacturer's cloud.
//
// A field that Seam did not send, or whose value does not fit, is zero; [Credential.Unknown] has
// the values that did not fit. Unlike gen.ACSCredential, a Credential loses nothing when it is
// encoded again, so it can be stored as JSON, and its metadata is typed by manufacturer.
//
// Printing a credential leaves out the PIN. json.Marshal writes it, and so does the JSON handler of
// slog for a slice, map or struct that contains credentials.
type Credential struct {
	// ACSCredentialID identifies the credential.
	ACSCredentialID string `json:"acs_credential_id"`
	// ACSUserID is the ACS user who holds the credential; "" if it is unassigned.
	ACSUserID string `json:"acs_user_id"`
	// UserIdentityID is the user identity of the holder; "" if the holder has none.
	UserIdentityID string `json:"user_identity_id"`
	// ACSSystemID is the access system that contains the credential.
	ACSSystemID        string `json:"acs_system_id"`
	ConnectedAccountID string `json:"connected_account_id"`
	WorkspaceID        string `json:"workspace_id"`
	// ParentACSCredentialID is the credential this one was derived from, such as the multi-phone
	// sync credential of a key on one phone; "" for other credentials.
	ParentACSCredentialID string `json:"parent_acs_credential_id"`
	// ACSCredentialPoolID is the pool that the credential belongs to, in access systems that have
	// pools.
	ACSCredentialPoolID string `json:"acs_credential_pool_id"`
	DisplayName         string `json:"display_name"`
	// Code is the PIN; "" for a credential without a PIN.
	Code string `json:"code"`
	// CardNumber is the number of the card; "" for a credential that is not on a card.
	CardNumber   string       `json:"card_number"`
	AccessMethod AccessMethod `json:"access_method"`
	// ExternalType is the manufacturer's name for this type of credential.
	ExternalType            CredentialExternalType `json:"external_type"`
	ExternalTypeDisplayName string                 `json:"external_type_display_name"`
	// IsIssued is true if the credential has been encoded onto a card; IssuedAt is the time. Codes
	// and keys have no card, so it is false for them even when they work: see [Credential.State].
	IsIssued bool       `json:"is_issued"`
	IssuedAt *time.Time `json:"issued_at"`
	// IsManaged is true if Seam manages the credential.
	IsManaged bool `json:"is_managed"`
	// IsMultiPhoneSyncCredential is true if Seam synchronizes the credential on all phones of its
	// holder.
	IsMultiPhoneSyncCredential bool `json:"is_multi_phone_sync_credential"`
	// IsOneTimeUse is true if the code works only once.
	IsOneTimeUse bool `json:"is_one_time_use"`
	// IsLatestDesiredStateSyncedWithProvider reports whether the manufacturer's system has the
	// latest changes; nil if unknown.
	IsLatestDesiredStateSyncedWithProvider *bool `json:"is_latest_desired_state_synced_with_provider"`
	// LatestDesiredStateSyncedWithProviderAt is the time of the last synchronization; nil if
	// unknown.
	LatestDesiredStateSyncedWithProviderAt *time.Time `json:"latest_desired_state_synced_with_provider_at"`
	CreatedAt                              time.Time  `json:"created_at"`
	// StartsAt is the time from which the credential is valid; zero if Seam sent none.
	StartsAt time.Time `json:"starts_at"`
	// EndsAt is the time until which the credential is valid; zero if Seam sent none.
	EndsAt   time.Time           `json:"ends_at"`
	Errors   []CredentialError   `json:"errors"`
	Warnings []CredentialWarning `json:"warnings"`

	members members
}

// Metadata returns the manufacturer's metadata, or nil. A credential belongs to one access system
// and so normally has the metadata of one manufacturer; if there are more, Metadata returns the
// first of [Credential.AllMetadata].
//
//	if m, ok := credential.Metadata().(*seam.VisionlineMetadata); ok {
//		fmt.Println(m.CardID)
//	}
func (c *Credential) Metadata() CredentialMetadata {
	if all := c.AllMetadata(); len(all) > 0 {
		return all[0]
	}
	return nil
}

// AllMetadata returns the metadata of all manufacturers, the known ones first. It is a copy:
// changing it does not change the credential.
func (c *Credential) AllMetadata() []CredentialMetadata { return allMetadata(c.unknown()) }

// Unknown returns the JSON members that have no field here or whose values did not fit their
// fields, as Seam sent them. If one item of a list did not fit, the whole list is included.
// Metadata is not; see [Credential.AllMetadata].
func (c *Credential) Unknown() map[string]json.RawMessage {
	unknown := c.unknown()
	maps.DeleteFunc(unknown, func(key string, _ json.RawMessage) bool { return isMetadataKey(key) })
	return unknown
}

// unknown returns the members that the fields do not hold, including metadata.
func (c *Credential) unknown() map[string]json.RawMessage { return c.members.unknown(c) }

// UnmarshalJSON decodes each member by itself, so that an invalid value does not affect the others.
func (c *Credential) UnmarshalJSON(b []byte) error { return unmarshalMembers(b, c) }

// MarshalJSON encodes the credential as Seam does. Members that were decoded and not changed are
// written as they arrived, including metadata and unknown members.
//
// The output contains the PIN and the card number. To leave them out, clear Code and CardNumber in
// a copy first; members that [Credential.Unknown] returns are written regardless.
func (c Credential) MarshalJSON() ([]byte, error) { return marshalMembers(c.members, &c) }

// String returns the ID and access method. It leaves out the PIN, because logs must not open doors.
func (c Credential) String() string {
	return "credential " + c.ACSCredentialID + " (" + string(c.AccessMethod) + ")"
}

// CredentialExternalType is a manufacturer's name for a type of credential. Seam may send values
// that are not listed here.
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
