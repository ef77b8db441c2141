package seamtest

// APIKey returns the API key of this server. Send it as the bearer token of a request.
func (s *Server) APIKey() string { return s.protocol.Keys().API }

// PublishableKey returns a key that can only create client sessions, with
// /client_sessions/get_or_create. Send it in the header seam-publishable-key without a bearer token.
func (s *Server) PublishableKey() string { return s.protocol.Keys().Publishable }

// PersonalAccessToken returns a personal access token. Send it as the bearer token, and send
// [Server.WorkspaceID] in the header seam-workspace. The operations that list and create workspaces do
// not need the header.
func (s *Server) PersonalAccessToken() string { return s.protocol.Keys().PersonalAccessToken }

// WorkspaceID returns the ID of the workspace of this server.
func (s *Server) WorkspaceID() string { return s.world.WorkspaceID }
