package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// workspace is what can be changed of a workspace.
type workspace struct {
	world.Record
	name           string
	company        string
	organizationID string
	sandbox        bool
	suspended      bool
	publishable    bool
	customization  map[string]any
}

func (s *Server) workspaceOperations() protocol.Operations {
	return protocol.Operations{
		"/workspaces/create":        s.createWorkspace,
		"/workspaces/get":           s.getWorkspace,
		"/workspaces/list":          s.listWorkspaces,
		"/workspaces/reset_sandbox": s.resetSandbox,
		"/workspaces/update":        s.updateWorkspace}
}

type workspaceView struct {
	CompanyName                 string         `json:"company_name"`
	ConnectPartnerName          *string        `json:"connect_partner_name"`
	ConnectWebviewCustomization map[string]any `json:"connect_webview_customization"`
	IsPublishableKeyAuthEnabled bool           `json:"is_publishable_key_auth_enabled"`
	IsSandbox                   bool           `json:"is_sandbox"`
	IsSuspended                 bool           `json:"is_suspended"`
	Name                        string         `json:"name"`
	OrganizationID              *string        `json:"organization_id"`
	PublishableKey              string         `json:"publishable_key,omitzero"`
	WorkspaceID                 string         `json:"workspace_id"`
}

func (s *Server) viewWorkspace(of *workspace) workspaceView {
	view := workspaceView{
		CompanyName:                 of.company,
		ConnectPartnerName:          wire.Optional(of.company),
		ConnectWebviewCustomization: wire.Map(of.customization),
		IsPublishableKeyAuthEnabled: of.publishable,
		IsSandbox:                   of.sandbox,
		IsSuspended:                 of.suspended,
		Name:                        of.name,
		OrganizationID:              wire.Optional(of.organizationID),
		WorkspaceID:                 of.ID,
	}
	if of.ID == s.world.WorkspaceID && of.publishable {
		view.PublishableKey = s.protocol.Keys().Publishable
	}
	return view
}

// firstWorkspace makes the workspace that the server's keys are for.
func (s *Server) firstWorkspace() {
	made := &workspace{Record: s.world.NewRecord("workspace"), name: "seamtest", company: "seamtest", sandbox: true, publishable: true}
	s.workspaces.Insert(made)
	s.world.WorkspaceID = made.ID
}

func (s *Server) here() *workspace { return s.workspaces.All()[0] }

func (s *Server) getWorkspace(*protocol.Call) (any, error) {
	return s.viewWorkspace(s.here()), nil
}

func (s *Server) listWorkspaces(*protocol.Call) (any, error) {
	return wire.Views(s.workspaces.All(), s.viewWorkspace), nil
}

// createWorkspace makes a workspace that can be listed; no key lets anyone in.
func (s *Server) createWorkspace(c *protocol.Call) (any, error) {
	made := &workspace{
		Record:         s.world.NewRecord("workspace"),
		name:           c.Text("name"),
		company:        c.Text("company_name"),
		organizationID: c.UUID("organization_id"),
		sandbox:        c.IsTrue("is_sandbox"),
	}
	made.customize(c)
	s.workspaces.Insert(made)
	return s.viewWorkspace(made), nil
}

func (of *workspace) customize(c *protocol.Call) {
	if fields := c.Fields("connect_webview_customization"); fields != nil {
		of.customization = fields
	}
}

func (s *Server) updateWorkspace(c *protocol.Call) (any, error) {
	of := s.here()
	for field, value := range map[string]*string{
		"name": &of.name, "connect_partner_name": &of.company, "organization_id": &of.organizationID,
	} {
		if c.Given(field) {
			*value = c.Text(field)
		}
	}
	for field, value := range map[string]*bool{
		"is_publishable_key_auth_enabled": &of.publishable, "is_suspended": &of.suspended,
	} {
		if flag := c.Flag(field); flag != nil {
			*value = *flag
		}
	}
	of.customize(c)
	return protocol.OK, nil
}

// resetSandbox begins to empty the workspace: what the API and the test put into it is gone when the
// attempt has ended; keys, clock, webhooks and what the test prepared stay.
func (s *Server) resetSandbox(c *protocol.Call) (any, error) {
	return attempted(s.world.Begin(c.Action(), nil, func() (wire.Object, error) {
		s.world.EmptySandbox()
		return wire.Object{}, nil
	})), nil
}
