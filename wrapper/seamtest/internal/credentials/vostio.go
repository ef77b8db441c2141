package credentials

import (
	"cmp"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// vostio has the fields of a credential's metadata for Vostio that have an effect in the fake.
type vostio struct {
	autoJoin    *bool
	overrideIDs []string
}

func readVostio(c *protocol.Call) *vostio {
	in, ok := c.Object("assa_abloy_vostio_metadata")
	if !ok {
		return nil
	}
	return &vostio{autoJoin: in.Flag("auto_join"), overrideIDs: in.UUIDs("override_guest_acs_entrance_ids")}
}

// checkVostio returns an error if a new credential overrides others at an entrance that does not exist.
func (a *Area) checkVostio(cr *Credential) error {
	if cr.vostio == nil {
		return nil
	}
	for _, id := range cr.vostio.overrideIDs {
		if _, err := a.places.Entrances.Find(id); err != nil {
			return err
		}
	}
	return nil
}

type vostioView struct {
	AutoJoin                    *bool    `json:"auto_join,omitzero"`
	DoorNames                   []string `json:"door_names"`
	EndpointID                  string   `json:"endpoint_id,omitzero"`
	KeyID                       string   `json:"key_id,omitzero"`
	KeyIssuingRequestID         string   `json:"key_issuing_request_id,omitzero"`
	OverrideGuestACSEntranceIDs []string `json:"override_guest_acs_entrance_ids,omitzero"`
}

// viewVostio returns the metadata that responses show, or nil for a credential of another manufacturer.
func (cr *Credential) viewVostio() *vostioView {
	if cr.vostio == nil && cr.System.ExternalType != "assa_abloy_vostio" {
		return nil
	}
	requested := cmp.Or(cr.vostio, &vostio{})
	keyID, requestID := cr.providerIDs()
	view := &vostioView{
		AutoJoin:                    requested.autoJoin,
		DoorNames:                   wire.Views(cr.Entrances, func(e *places.Entrance) string { return e.Name }),
		KeyID:                       keyID,
		KeyIssuingRequestID:         requestID,
		OverrideGuestACSEntranceIDs: slices.Clone(requested.overrideIDs),
	}
	if cr.phone != nil {
		view.EndpointID = cr.phone.EndpointID
	}
	return view
}
