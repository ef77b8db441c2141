package seamtest

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) phoneOperations() protocol.Operations {
	return protocol.Operations{
		"/phones/deactivate":                    s.deactivatePhone,
		"/phones/get":                           s.getPhone,
		"/phones/list":                          s.listPhones,
		"/phones/simulate/create_sandbox_phone": s.createPhone}
}

// phone is a telephone of a user identity, with an app that holds mobile keys.
type phone struct {
	world.Record
	owner      *identity
	kind       string
	model      string
	endpointID string
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

func (s *Server) viewPhone(of *phone) phoneView {
	view := phoneView{
		CreatedAt:      wire.Time(of.CreatedAt),
		CustomMetadata: wire.Object{},
		DeviceID:       of.ID,
		DeviceType:     of.kind,
		DisplayName:    of.model,
		Errors:         wire.NoIssues,
		Warnings:       wire.NoIssues,
		WorkspaceID:    s.world.WorkspaceID,
	}
	view.Properties.AssaAbloy.Endpoints = []phoneEndpoint{{EndpointID: of.endpointID, IsActive: true}}
	view.Properties.AssaAbloy.HasActiveEndpoint = true
	view.Properties.SaltoSpace.HasActivePhone = true
	return view
}

func (s *Server) createPhone(c *protocol.Call) (any, error) {
	owner, err := s.findIdentity(c.UUID("user_identity_id"))
	if err != nil {
		return nil, err
	}
	about, _ := c.Object("phone_metadata")
	added := &phone{
		Record:     s.world.NewRecord("phone"),
		owner:      owner,
		kind:       cmp.Or(about.Text("operating_system"), "android") + "_phone",
		model:      cmp.Or(about.Text("device_model"), "Samsung Galaxy S10"),
		endpointID: s.world.NextID("phone_endpoint"),
	}
	s.phones.Insert(added)
	s.syncPhones()
	return s.viewPhone(added), nil
}

func (s *Server) findPhone(id string) (*phone, error) {
	if found, ok := s.phones.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("phone")
}

func (s *Server) getPhone(c *protocol.Call) (any, error) {
	found, err := s.findPhone(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	return s.viewPhone(found), nil
}

func (s *Server) listPhones(c *protocol.Call) (any, error) {
	ownerID, credentialID := c.UUID("owner_user_identity_id"), c.UUID("acs_credential_id")
	found := s.phones.Where(func(of *phone) bool {
		return protocol.Equal(ownerID, of.owner.ID) && (credentialID == "" || s.carries(of, credentialID))
	})
	return wire.Views(found, s.viewPhone), nil
}

// deactivatePhone takes a phone away, and the mobile keys on it.
func (s *Server) deactivatePhone(c *protocol.Call) (any, error) {
	gone, err := s.findPhone(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	s.dropPhone(gone)
	return protocol.OK, nil
}

func (s *Server) dropPhone(gone *phone) {
	s.phones.DeleteWhere(func(of *phone) bool { return of == gone })
	s.world.Emit("phone.deactivated", wire.Object{"device_id": gone.ID})
	s.syncPhones()
}
