package places

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// Workspace has the changeable fields of a workspace.
type Workspace struct {
	Name        string
	Company     string
	Sandbox     bool
	Publishable bool // it has a publishable key

	organizationID string
	suspended      bool
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

func (a *Area) viewWorkspace() workspaceView {
	w := &a.workspace
	view := workspaceView{
		CompanyName:                 w.Company,
		ConnectPartnerName:          wire.Optional(w.Company),
		ConnectWebviewCustomization: wire.Map(w.customization),
		IsPublishableKeyAuthEnabled: w.Publishable,
		IsSandbox:                   w.Sandbox,
		IsSuspended:                 w.suspended,
		Name:                        w.Name,
		OrganizationID:              wire.Optional(w.organizationID),
		WorkspaceID:                 a.world.WorkspaceID,
	}
	if w.Publishable {
		view.PublishableKey = a.publishableKey
	}
	return view
}

func (a *Area) getWorkspace(*protocol.Call) (any, error) { return a.viewWorkspace(), nil }

// listWorkspaces lists the workspaces that the caller reaches: all of a personal access token, or the one of
// an API key.
func (a *Area) listWorkspaces(c *protocol.Call) (any, error) {
	reached := []*Area{a}
	if c.HasPersonalToken {
		reached = a.Siblings()
	}
	return wire.Views(reached, (*Area).viewWorkspace), nil
}

// createWorkspace makes a workspace that the server's personal access token reaches.
func (a *Area) createWorkspace(c *protocol.Call) (any, error) {
	return a.AddSibling(Workspace{
		Name:           c.Text("name"),
		Company:        c.Text("company_name"),
		Sandbox:        c.IsTrue("is_sandbox"),
		organizationID: c.UUID("organization_id"),
		customization:  c.Fields("connect_webview_customization"),
	}).viewWorkspace(), nil
}

func (a *Area) updateWorkspace(c *protocol.Call) (any, error) {
	w := &a.workspace
	for field, value := range map[string]*string{
		"name": &w.Name, "connect_partner_name": &w.Company, "organization_id": &w.organizationID,
	} {
		if c.Given(field) {
			*value = c.Text(field)
		}
	}
	for field, value := range map[string]*bool{
		"is_publishable_key_auth_enabled": &w.Publishable, "is_suspended": &w.suspended,
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
