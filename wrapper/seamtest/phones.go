package seamtest

import "cmp"

var phoneRoutes = map[string]handler{
	"/phones/deactivate":                    (*Server).deactivatePhone,
	"/phones/get":                           (*Server).getPhone,
	"/phones/list":                          (*Server).listPhones,
	"/phones/simulate/create_sandbox_phone": (*Server).createPhone,
}

// phone is a telephone of a user identity, with an app that holds mobile keys.
type phone struct {
	record
	owner      *identity
	kind       string
	model      string
	endpointID string
}

type phoneView struct {
	CreatedAt      string          `json:"created_at"`
	CustomMetadata answer          `json:"custom_metadata"`
	DeviceID       string          `json:"device_id"`
	DeviceType     string          `json:"device_type"`
	DisplayName    string          `json:"display_name"`
	Errors         []issue         `json:"errors"`
	Properties     phoneProperties `json:"properties"`
	Warnings       []issue         `json:"warnings"`
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
		CreatedAt:      timestamp(of.createdAt),
		CustomMetadata: answer{},
		DeviceID:       of.id,
		DeviceType:     of.kind,
		DisplayName:    of.model,
		Errors:         noIssues,
		Warnings:       noIssues,
		WorkspaceID:    s.workspaceID,
	}
	view.Properties.AssaAbloy.Endpoints = []phoneEndpoint{{EndpointID: of.endpointID, IsActive: true}}
	view.Properties.AssaAbloy.HasActiveEndpoint = true
	view.Properties.SaltoSpace.HasActivePhone = true
	return view
}

func (s *Server) createPhone(c *call) (answer, *refusal) {
	owner, no := s.findIdentity(c.uuid("user_identity_id"))
	if no != nil {
		return nil, no
	}
	about, _ := c.object("phone_metadata")
	added := &phone{
		record:     s.newRecord("phone"),
		owner:      owner,
		kind:       cmp.Or(about.text("operating_system"), "android") + "_phone",
		model:      cmp.Or(about.text("device_model"), "Samsung Galaxy S10"),
		endpointID: s.mint("phone_endpoint"),
	}
	s.phones.put(added)
	s.syncPhones()
	return answer{"phone": s.viewPhone(added)}, nil
}

func (s *Server) findPhone(id string) (*phone, *refusal) {
	if found, ok := s.phones.get(id); ok {
		return found, nil
	}
	return nil, notFound("phone")
}

func (s *Server) getPhone(c *call) (answer, *refusal) {
	found, no := s.findPhone(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	return answer{"phone": s.viewPhone(found)}, nil
}

func (s *Server) listPhones(c *call) (answer, *refusal) {
	ownerID, credentialID := c.uuid("owner_user_identity_id"), c.uuid("acs_credential_id")
	found := s.phones.where(func(of *phone) bool {
		return equals(ownerID, of.owner.id) && (credentialID == "" || s.carries(of, credentialID))
	})
	return answer{"phones": views(found, s.viewPhone)}, nil
}

// deactivatePhone takes a phone away, and the mobile keys on it.
func (s *Server) deactivatePhone(c *call) (answer, *refusal) {
	gone, no := s.findPhone(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	s.dropPhone(gone)
	return nil, nil
}

func (s *Server) dropPhone(gone *phone) {
	s.phones.remove(func(of *phone) bool { return of == gone })
	s.emit("phone.deactivated", answer{"device_id": gone.id})
	s.syncPhones()
}
