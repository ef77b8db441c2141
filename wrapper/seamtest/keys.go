package seamtest

// APIKey returns the key that this server accepts, and no other, as the bearer token of a request.
func (s *Server) APIKey() string { return s.protocol.Keys().API }

// PublishableKey returns the key that opens client sessions, with the header seam-publishable-key
// and nothing else.
func (s *Server) PublishableKey() string { return s.protocol.Keys().Publishable }

// PersonalAccessToken returns a token that the server accepts as the bearer token of a request that
// names the workspace, [Server.WorkspaceID], in the header seam-workspace. The operations which list
// and create workspaces need no workspace.
func (s *Server) PersonalAccessToken() string { return s.protocol.Keys().PersonalAccessToken }

// WorkspaceID returns the ID of the one workspace that there is.
func (s *Server) WorkspaceID() string { return s.world.WorkspaceID }
