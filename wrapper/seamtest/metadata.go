package seamtest

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
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

func readMetadata(c *protocol.Call) metadata {
	return metadata{visionline: readVisionline(c), vostio: readVostio(c)}
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
	}
}

func readVostio(c *protocol.Call) *vostio {
	in, ok := c.Object("assa_abloy_vostio_metadata")
	if !ok {
		return nil
	}
	return &vostio{autoJoin: in.Flag("auto_join"), overrideIDs: in.UUIDs("override_guest_acs_entrance_ids")}
}

// check refuses metadata that names a credential or an entrance that does not exist.
func (m metadata) check(s *Server) error {
	if m.visionline != nil {
		for _, id := range m.visionline.joinerIDs {
			if _, err := s.findCredential(id); err != nil {
				return err
			}
		}
	}
	if m.vostio != nil {
		for _, id := range m.vostio.overrideIDs {
			if _, ok := s.places.Entrances.Get(id); !ok {
				return problem.NotFound("acs_entrance")
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
		if of.System.ExternalType != "visionline_system" || of.method == "code" {
			return nil
		}
		said = &visionline{}
	}
	view := &visionlineView{
		AutoJoin:               said.autoJoin,
		CardFunctionType:       "guest",
		CardID:                 of.cardID(),
		CommonACSEntranceIDs:   []string{},
		GuestACSEntranceIDs:    wire.Views(of.entrances, func(e *places.Entrance) string { return e.ID }),
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
		if of.System.ExternalType != "assa_abloy_vostio" {
			return nil
		}
		said = &vostio{}
	}
	return &vostioView{
		AutoJoin:                    said.autoJoin,
		DoorNames:                   wire.Views(of.entrances, func(e *places.Entrance) string { return e.Name }),
		EndpointID:                  of.endpointID(),
		KeyID:                       of.cardID(),
		KeyIssuingRequestID:         of.issueID(),
		OverrideGuestACSEntranceIDs: slices.Clone(said.overrideIDs),
	}
}
