package seam

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// CredentialMetadata is what the manufacturer of the access system says about a credential: a
// [*VisionlineMetadata], a [*VostioMetadata], or an [*UnknownMetadata] for every other.
type CredentialMetadata interface{ isCredentialMetadata() }

// VisionlineMetadata is of an access system of Assa Abloy Visionline.
type VisionlineMetadata struct {
	// AutoJoin says that Seam decides between a card that overrides and one that joins.
	AutoJoin             bool             `json:"auto_join"`
	CardFunctionType     CardFunctionType `json:"card_function_type"`
	CardID               string           `json:"card_id"`
	CredentialID         string           `json:"credential_id"`
	CommonACSEntranceIDs []string         `json:"common_acs_entrance_ids"`
	GuestACSEntranceIDs  []string         `json:"guest_acs_entrance_ids"`
	// IsValid is nil if Seam does not say.
	IsValid                *bool    `json:"is_valid"`
	JoinerACSCredentialIDs []string `json:"joiner_acs_credential_ids"`

	members members
}

// VostioMetadata is of an access system of Assa Abloy Vostio.
type VostioMetadata struct {
	// AutoJoin says that Seam decides between a card that overrides and one that joins.
	AutoJoin                    bool     `json:"auto_join"`
	DoorNames                   []string `json:"door_names"`
	EndpointID                  string   `json:"endpoint_id"`
	KeyID                       string   `json:"key_id"`
	KeyIssuingRequestID         string   `json:"key_issuing_request_id"`
	OverrideGuestACSEntranceIDs []string `json:"override_guest_acs_entrance_ids"`

	members members
}

// UnknownMetadata is of a manufacturer that this version does not know, or in a form that it does
// not know.
type UnknownMetadata struct {
	// Key is the manufacturer's, such as "salto_space_metadata".
	Key string
	// Raw is the value as it arrived.
	Raw json.RawMessage
}

const (
	metadataSuffix = "_metadata"
	visionlineKey  = "visionline_metadata"
	vostioKey      = "assa_abloy_vostio_metadata"
)

// allMetadata reads everything that is called metadata, the known manufacturers first.
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

// knownMetadata is nil for a manufacturer or a form that is not known.
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

// Unknown returns what has no field here or did not fit its field, as it arrived.
func (m *VisionlineMetadata) Unknown() map[string]json.RawMessage {
	return m.members.unread(m)
}

// Unknown returns what has no field here or did not fit its field, as it arrived.
func (m *VostioMetadata) Unknown() map[string]json.RawMessage {
	return m.members.unread(m)
}

// UnmarshalJSON reads every member by itself; see [VisionlineMetadata.Unknown].
func (m *VisionlineMetadata) UnmarshalJSON(b []byte) error { return readMembers(b, m) }

// UnmarshalJSON reads every member by itself; see [VostioMetadata.Unknown].
func (m *VostioMetadata) UnmarshalJSON(b []byte) error { return readMembers(b, m) }

// MarshalJSON writes Seam's form, what has no field here included.
func (m VisionlineMetadata) MarshalJSON() ([]byte, error) {
	return writeMembers(m.members, &m)
}

// MarshalJSON writes Seam's form, what has no field here included.
func (m VostioMetadata) MarshalJSON() ([]byte, error) {
	return writeMembers(m.members, &m)
}

// String is the JSON form.
func (m VisionlineMetadata) String() string { return jsonText(m) }

// String is the JSON form.
func (m VostioMetadata) String() string { return jsonText(m) }

// String is the key and the JSON.
func (m UnknownMetadata) String() string { return m.Key + ": " + string(m.Raw) }
