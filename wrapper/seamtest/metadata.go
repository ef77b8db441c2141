package seamtest

import (
	"slices"
	"time"
)

// visionlineView is what a Visionline credential tells in a response.
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

// vostioView is what a Vostio credential tells in a response.
type vostioView struct {
	AutoJoin                    *bool    `json:"auto_join,omitzero"`
	DoorNames                   []string `json:"door_names"`
	EndpointID                  string   `json:"endpoint_id,omitzero"`
	KeyID                       string   `json:"key_id,omitzero"`
	KeyIssuingRequestID         string   `json:"key_issuing_request_id,omitzero"`
	OverrideGuestACSEntranceIDs []string `json:"override_guest_acs_entrance_ids,omitzero"`
}

// metadata is what a caller said about a new credential to its manufacturer. A request has fields
// that no response has, and the other way about; only what comes back is kept.
type metadata struct {
	visionline *visionline
	vostio     *vostio
}

type visionline struct {
	autoJoin         *bool
	cardFormat       string // which cards it can be encoded on; "" is all
	cardFunctionType string
	joinerIDs        []string
}

type vostio struct {
	autoJoin    *bool
	overrideIDs []string
}

func readMetadata(c *call) metadata {
	return metadata{visionline: readVisionline(c), vostio: readVostio(c)}
}

func readVisionline(c *call) *visionline {
	in, ok := c.object("visionline_metadata")
	if !ok {
		return nil
	}
	return &visionline{
		autoJoin:         in.flag("auto_join"),
		cardFormat:       in.text("card_format"),
		cardFunctionType: in.text("card_function_type"),
		joinerIDs:        in.uuids("joiner_acs_credential_ids"),
	}
}

func readVostio(c *call) *vostio {
	in, ok := c.object("assa_abloy_vostio_metadata")
	if !ok {
		return nil
	}
	return &vostio{autoJoin: in.flag("auto_join"), overrideIDs: in.uuids("override_guest_acs_entrance_ids")}
}

// check refuses metadata that names a credential or an entrance that does not exist.
func (m metadata) check(s *Server) *refusal {
	if m.visionline != nil {
		for _, id := range m.visionline.joinerIDs {
			if _, no := s.findCredential(id); no != nil {
				return no
			}
		}
	}
	if m.vostio != nil {
		for _, id := range m.vostio.overrideIDs {
			if _, ok := s.entrances.get(id); !ok {
				return notFound("acs_entrance")
			}
		}
	}
	return nil
}

// viewVisionline is nil for a credential that has nothing to do with Visionline. One made in a
// Visionline system tells of its entrances even if the caller sent no metadata, except a code, which
// Visionline does not know.
func (of *credential) viewVisionline(now time.Time) *visionlineView {
	said := of.metadata.visionline
	if said == nil {
		if of.system.ExternalType != "visionline_system" || of.method == "code" {
			return nil
		}
		said = &visionline{}
	}
	view := &visionlineView{
		AutoJoin:               said.autoJoin,
		CardFunctionType:       "guest",
		CardID:                 of.cardID(),
		CommonACSEntranceIDs:   []string{},
		GuestACSEntranceIDs:    views(of.entrances, func(e *entrance) string { return e.id }),
		CredentialID:           of.issueID(),
		IsValid:                of.valid(now),
		JoinerACSCredentialIDs: slices.Clone(said.joinerIDs),
	}
	if said.cardFunctionType != "" {
		view.CardFunctionType = said.cardFunctionType
	}
	return view
}

// viewVostio is to Vostio what viewVisionline is to Visionline.
func (of *credential) viewVostio() *vostioView {
	said := of.metadata.vostio
	if said == nil {
		if of.system.ExternalType != "assa_abloy_vostio" {
			return nil
		}
		said = &vostio{}
	}
	return &vostioView{
		AutoJoin:                    said.autoJoin,
		DoorNames:                   views(of.entrances, func(e *entrance) string { return e.name }),
		EndpointID:                  of.endpointID(),
		KeyID:                       of.cardID(),
		KeyIssuingRequestID:         of.issueID(),
		OverrideGuestACSEntranceIDs: slices.Clone(said.overrideIDs),
	}
}
