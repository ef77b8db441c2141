package seamtest

// workspace is what can be changed of a workspace.
type workspace struct {
	record
	name           string
	company        string
	organizationID string
	sandbox        bool
	suspended      bool
	publishable    bool
	customization  map[string]any
}

var workspaceRoutes = map[string]handler{
	"/workspaces/create":        (*Server).createWorkspace,
	"/workspaces/get":           (*Server).getWorkspace,
	"/workspaces/list":          (*Server).listWorkspaces,
	"/workspaces/reset_sandbox": (*Server).resetSandbox,
	"/workspaces/update":        (*Server).updateWorkspace,
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
		ConnectPartnerName:          optional(of.company),
		ConnectWebviewCustomization: mapped(of.customization),
		IsPublishableKeyAuthEnabled: of.publishable,
		IsSandbox:                   of.sandbox,
		IsSuspended:                 of.suspended,
		Name:                        of.name,
		OrganizationID:              optional(of.organizationID),
		WorkspaceID:                 of.id,
	}
	if of.id == s.workspaceID && of.publishable {
		view.PublishableKey = s.keys.publishable
	}
	return view
}

// firstWorkspace makes the workspace that the server's keys are for.
func (s *Server) firstWorkspace() {
	made := &workspace{record: s.newRecord("workspace"), name: "seamtest", company: "seamtest", sandbox: true, publishable: true}
	s.workspaces.put(made)
	s.workspaceID = made.id
}

func (s *Server) here() *workspace { return s.workspaces.all[0] }

func (s *Server) getWorkspace(*call) (answer, *refusal) {
	return answer{"workspace": s.viewWorkspace(s.here())}, nil
}

func (s *Server) listWorkspaces(*call) (answer, *refusal) {
	return answer{"workspaces": views(s.workspaces.all, s.viewWorkspace)}, nil
}

// createWorkspace makes a workspace that can be listed; no key lets anyone in.
func (s *Server) createWorkspace(c *call) (answer, *refusal) {
	made := &workspace{
		record:         s.newRecord("workspace"),
		name:           c.text("name"),
		company:        c.text("company_name"),
		organizationID: c.uuid("organization_id"),
		sandbox:        c.on("is_sandbox"),
	}
	made.customize(c)
	s.workspaces.put(made)
	return answer{"workspace": s.viewWorkspace(made)}, nil
}

func (of *workspace) customize(c *call) {
	if in, given := c.object("connect_webview_customization"); given {
		of.customization = in.fields
	}
}

func (s *Server) updateWorkspace(c *call) (answer, *refusal) {
	of := s.here()
	for field, value := range map[string]*string{
		"name": &of.name, "connect_partner_name": &of.company, "organization_id": &of.organizationID,
	} {
		if c.given(field) {
			*value = c.text(field)
		}
	}
	for field, value := range map[string]*bool{
		"is_publishable_key_auth_enabled": &of.publishable, "is_suspended": &of.suspended,
	} {
		if flag := c.flag(field); flag != nil {
			*value = *flag
		}
	}
	of.customize(c)
	return nil, nil
}

// resetSandbox begins to empty the workspace: what the API and the test put into it is gone when the
// attempt has ended; keys, clock, webhooks and what the test prepared stay.
func (s *Server) resetSandbox(c *call) (answer, *refusal) {
	return attempted(s.begin(c.op.Action, nil, func() (answer, *mishap) {
		s.world = world{}
		return nil, nil
	})), nil
}
