package people

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Phone is a telephone of a user identity, with an app that holds mobile keys.
type Phone struct {
	world.Record

	Owner      *Identity
	EndpointID string // the phone's ID at the service that sends mobile keys to it

	kind  string
	model string
}

type phoneView struct {
	CreatedAt      string          `json:"created_at"`
	CustomMetadata wire.Object     `json:"custom_metadata"`
	DeviceID       string          `json:"device_id"`
	DeviceType     string          `json:"device_type"`
	DisplayName    string          `json:"display_name"`
	Errors         []wire.Issue    `json:"errors"`
	Properties     phoneProperties `json:"properties"`
	Warnings       []wire.Issue    `json:"warnings"`
	WorkspaceID    string          `json:"workspace_id"`
}

type phoneProperties struct {
	AssaAbloy struct {
		Endpoints         []phoneEndpoint `json:"endpoints"`
		HasActiveEndpoint bool            `json:"has_active_endpoint"`
	} `json:"assa_abloy_credential_service_metadata"`
	SaltoSpace struct {
		HasActivePhone bool `json:"has_active_phone"`
	} `json:"salto_space_credential_service_metadata"`
}

type phoneEndpoint struct {
	EndpointID string `json:"endpoint_id"`
	IsActive   bool   `json:"is_active"`
}

func (a *Area) viewPhone(p *Phone) phoneView {
	view := phoneView{
		CreatedAt:      wire.Time(p.CreatedAt),
		CustomMetadata: wire.Object{},
		DeviceID:       p.ID,
		DeviceType:     p.kind,
		DisplayName:    p.model,
		Errors:         wire.NoIssues,
		Warnings:       wire.NoIssues,
		WorkspaceID:    a.world.WorkspaceID,
	}
	view.Properties.AssaAbloy.Endpoints = []phoneEndpoint{{EndpointID: p.EndpointID, IsActive: true}}
	view.Properties.AssaAbloy.HasActiveEndpoint = true
	view.Properties.SaltoSpace.HasActivePhone = true
	return view
}

func (a *Area) createPhone(c *protocol.Call) (any, error) {
	owner, err := a.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	metadata, _ := c.Object("phone_metadata")
	added := &Phone{
		Owner:      owner,
		EndpointID: a.world.NextID("phone_endpoint"),
		kind:       cmp.Or(metadata.Text("operating_system"), "android") + "_phone",
		model:      cmp.Or(metadata.Text("device_model"), "Samsung Galaxy S10"),
	}
	a.Phones.Insert(added)
	a.LinksChanged.Announce()
	return a.viewPhone(added), nil
}

func (a *Area) getPhone(c *protocol.Call) (any, error) {
	found, err := a.Phones.Find(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	return a.viewPhone(found), nil
}

func (a *Area) listPhones(c *protocol.Call) (any, error) {
	ownerID, credentialID := c.UUID("owner_user_identity_id"), c.UUID("acs_credential_id")
	found := a.Phones.Where(func(p *Phone) bool {
		return protocol.Equal(ownerID, p.Owner.ID) && (credentialID == "" || a.Carries(p, credentialID))
	})
	return wire.Views(found, a.viewPhone), nil
}

// deactivatePhone removes a phone, and the mobile keys on it.
func (a *Area) deactivatePhone(c *protocol.Call) (any, error) {
	gone, err := a.Phones.Find(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	a.Phones.Delete(gone)
	return protocol.OK, nil
}
