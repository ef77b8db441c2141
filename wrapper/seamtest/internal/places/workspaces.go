package places

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// workspace has the changeable fields of a workspace.
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

func (a *Area) viewWorkspace(w *workspace) workspaceView {
	view := workspaceView{
		CompanyName:                 w.company,
		ConnectPartnerName:          wire.Optional(w.company),
		ConnectWebviewCustomization: wire.Map(w.customization),
		IsPublishableKeyAuthEnabled: w.publishable,
		IsSandbox:                   w.sandbox,
		IsSuspended:                 w.suspended,
		Name:                        w.name,
		OrganizationID:              wire.Optional(w.organizationID),
		WorkspaceID:                 w.ID,
	}
	if w.ID == a.world.WorkspaceID && w.publishable {
		view.PublishableKey = a.publishableKey
	}
	return view
}

// addFirstWorkspace adds the workspace to which the server's API keys belong.
func (a *Area) addFirstWorkspace() {
	made := &workspace{name: "seamtest", company: "seamtest", sandbox: true, publishable: true}
	a.workspaces.Insert(made)
	a.world.WorkspaceID = made.ID
}

// currentWorkspace returns the workspace to which the server's API keys belong.
func (a *Area) currentWorkspace() *workspace { return a.workspaces.All()[0] }

func (a *Area) getWorkspace(*protocol.Call) (any, error) {
	return a.viewWorkspace(a.currentWorkspace()), nil
}

func (a *Area) listWorkspaces(*protocol.Call) (any, error) {
	return wire.Views(a.workspaces.All(), a.viewWorkspace), nil
}

// createWorkspace makes a workspace that can be listed. No API key of the server belongs to it.
func (a *Area) createWorkspace(c *protocol.Call) (any, error) {
	made := &workspace{
		name:           c.Text("name"),
		company:        c.Text("company_name"),
		organizationID: c.UUID("organization_id"),
		sandbox:        c.IsTrue("is_sandbox"),
		customization:  c.Fields("connect_webview_customization"),
	}
	a.workspaces.Insert(made)
	return a.viewWorkspace(made), nil
}

func (a *Area) updateWorkspace(c *protocol.Call) (any, error) {
	w := a.currentWorkspace()
	for field, value := range map[string]*string{
		"name": &w.name, "connect_partner_name": &w.company, "organization_id": &w.organizationID,
	} {
		if c.Given(field) {
			*value = c.Text(field)
		}
	}
	for field, value := range map[string]*bool{
		"is_publishable_key_auth_enabled": &w.publishable, "is_suspended": &w.suspended,
	} {
		if flag := c.Flag(field); flag != nil {
			*value = *flag
		}
	}
	if fields := c.Fields("connect_webview_customization"); fields != nil {
		w.customization = fields
	}
	return protocol.OK, nil
}

// resetSandbox begins an attempt that deletes the objects of the workspace, whether the API or the test
// created them. API keys, the clock, client sessions, webhooks and prepared faults stay.
func (a *Area) resetSandbox(c *protocol.Call) (any, error) {
	return a.world.Begin(c.Action(), nil, func() (wire.Object, error) {
		a.world.EmptySandbox()
		return wire.Object{}, nil
	}).View(), nil
}
