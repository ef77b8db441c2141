package seam

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// CredentialMetadata holds details of a credential that only its manufacturer's access systems
// have. It is a [*VisionlineMetadata], a [*VostioMetadata], or an [*UnknownMetadata] for any other
// manufacturer.
type CredentialMetadata interface{ isCredentialMetadata() }

// VisionlineMetadata holds the details of a credential of Assa Abloy Visionline.
type VisionlineMetadata struct {
	// AutoJoin is true if Seam decides whether the card overrides earlier cards or joins them.
	AutoJoin bool `json:"auto_join"`
	// CardFunctionType is the purpose of the card.
	CardFunctionType CardFunctionType `json:"card_function_type"`
	// CardID and CredentialID identify the card and the credential in Visionline.
	CardID       string `json:"card_id"`
	CredentialID string `json:"credential_id"`
	// CommonACSEntranceIDs lists the shared entrances that the card opens, such as the front door,
	// and GuestACSEntranceIDs the guest rooms.
	CommonACSEntranceIDs []string `json:"common_acs_entrance_ids"`
	GuestACSEntranceIDs  []string `json:"guest_acs_entrance_ids"`
	// IsValid reports whether the credential is valid; nil if Seam did not send it.
	IsValid *bool `json:"is_valid"`
	// JoinerACSCredentialIDs lists the credentials that this one joins; see [Visionline].
	JoinerACSCredentialIDs []string `json:"joiner_acs_credential_ids"`

	members members
}

// VostioMetadata holds the details of a credential of Assa Abloy Vostio.
type VostioMetadata struct {
	// AutoJoin is true if Seam decides whether the card overrides earlier cards or joins them.
	AutoJoin bool `json:"auto_join"`
	// DoorNames lists the doors that the credential opens, by their names in Vostio.
	DoorNames []string `json:"door_names"`
	// EndpointID, KeyID and KeyIssuingRequestID identify parts of the credential in Vostio.
	EndpointID          string `json:"endpoint_id"`
	KeyID               string `json:"key_id"`
	KeyIssuingRequestID string `json:"key_issuing_request_id"`
	// OverrideGuestACSEntranceIDs lists the guest entrances where the card overrides; see
	// [Visionline].
	OverrideGuestACSEntranceIDs []string `json:"override_guest_acs_entrance_ids"`

	members members
}

// UnknownMetadata holds the details of a manufacturer that this version does not know, or details
// that it cannot decode.
type UnknownMetadata struct {
	// Key is the name of the JSON member, such as "salto_space_metadata".
	Key string
	// Raw is the value as Seam sent it.
	Raw json.RawMessage
}

const (
	metadataSuffix = "_metadata"
	visionlineKey  = "visionline_metadata"
	vostioKey      = "assa_abloy_vostio_metadata"
)

// allMetadata decodes all members whose names end in _metadata, those of known manufacturers first.
func allMetadata(raw map[string]json.RawMessage) []CredentialMetadata {
	var known, unknown []CredentialMetadata
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		if !isMetadataKey(key) || isNull(raw[key]) {
			continue
		}
		if m := knownMetadata(key, raw[key]); m != nil {
			known = append(known, m)
			continue
		}
		unknown = append(unknown, &UnknownMetadata{Key: key, Raw: raw[key]})
	}
	return append(known, unknown...)
}

func isMetadataKey(key string) bool { return strings.HasSuffix(key, metadataSuffix) }

// knownMetadata returns nil if the manufacturer is unknown or the value cannot be decoded.
func knownMetadata(key string, raw json.RawMessage) CredentialMetadata {
	switch key {
	case visionlineKey:
		return metadataOrNil(raw, new(VisionlineMetadata))
	case vostioKey:
		return metadataOrNil(raw, new(VostioMetadata))
	default:
		return nil
	}
}

func metadataOrNil(raw json.RawMessage, m CredentialMetadata) CredentialMetadata {
	if _, err := decode.Into(raw, m); err != nil {
		return nil
	}
	return m
}

func (*VisionlineMetadata) isCredentialMetadata() {}

func (*VostioMetadata) isCredentialMetadata() {}

func (*UnknownMetadata) isCredentialMetadata() {}

// Unknown returns the JSON members that have no field here or whose values did not fit their
// fields, as Seam sent them.
func (m *VisionlineMetadata) Unknown() map[string]json.RawMessage {
	return m.members.unknown(m)
}

// Unknown returns the JSON members that have no field here or whose values did not fit their
// fields, as Seam sent them.
func (m *VostioMetadata) Unknown() map[string]json.RawMessage {
	return m.members.unknown(m)
}

// UnmarshalJSON decodes each member by itself; see [VisionlineMetadata.Unknown].
func (m *VisionlineMetadata) UnmarshalJSON(b []byte) error { return unmarshalMembers(b, m) }

// UnmarshalJSON decodes each member by itself; see [VostioMetadata.Unknown].
func (m *VostioMetadata) UnmarshalJSON(b []byte) error { return unmarshalMembers(b, m) }

// MarshalJSON encodes the value as Seam does, including unknown members.
func (m VisionlineMetadata) MarshalJSON() ([]byte, error) {
	return marshalMembers(m.members, &m)
}

// MarshalJSON encodes the value as Seam does, including unknown members.
func (m VostioMetadata) MarshalJSON() ([]byte, error) {
	return marshalMembers(m.members, &m)
}

// String returns the JSON form.
func (m VisionlineMetadata) String() string { return jsonText(m) }

// String returns the JSON form.
func (m VostioMetadata) String() string { return jsonText(m) }

// String returns the key and the JSON.
func (m UnknownMetadata) String() string { return m.Key + ": " + string(m.Raw) }
