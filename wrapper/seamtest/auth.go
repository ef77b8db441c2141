package seamtest

import (
	"net/http"
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// The keys have the shape of real ones, which clients check, and name themselves in case they end
// up in a log.
const (
	apiKey         = "seam_test1fake_key0for0seamtest0only"
	publishableKey = "seam_pk1fake_key0for0seamtest0only"
	accessToken    = "seam_at1fake_token0for0seamtest0only"
)

// APIKey returns the key that the server accepts, as the bearer token of a request.
func (s *Server) APIKey() string { return apiKey }

// PublishableKey returns the key that opens client sessions, with the header seam-publishable-key
// and nothing else.
func (s *Server) PublishableKey() string { return publishableKey }

// PersonalAccessToken returns a token that the server accepts as the bearer token of a request that
// names the workspace, [Server.WorkspaceID], in the header seam-workspace. The operations which list
// and create workspaces need no workspace.
func (s *Server) PersonalAccessToken() string { return accessToken }

// WorkspaceID returns the ID of the one workspace that there is.
func (s *Server) WorkspaceID() string { return s.workspaceID }

// caller is who sent a request.
type caller struct {
	session *session // nil unless a client session calls
}

// secretHeaders carry what lets someone in.
var secretHeaders = []string{"Authorization", "Client-Session-Token", "Seam-Publishable-Key", "Cookie"}

const openSession = "/client_sessions/get_or_create"

// withoutWorkspace lists the operations that a personal access token may call without a workspace.
var withoutWorkspace = map[string]bool{"/workspaces/create": true, "/workspaces/list": true}

func unauthorized(kind, message string) *refusal {
	return refuse(http.StatusUnauthorized, kind, message)
}

// authenticate finds out who calls, by the kind of token.
func (s *Server) authenticate(op *document.Operation, header http.Header) (caller, *refusal) {
	bearer, _ := strings.CutPrefix(header.Get("Authorization"), "Bearer ")
	switch token := header.Get("Client-Session-Token"); {
	case token != "":
		return s.bySession(token)
	case strings.HasPrefix(bearer, sessionPrefix):
		return s.bySession(bearer)
	case header.Get("Seam-Publishable-Key") != "" && bearer == header.Get("Authorization"):
		return s.byPublishableKey(op, header.Get("Seam-Publishable-Key"))
	case bearer == header.Get("Authorization"): // no bearer at all
		return caller{}, unauthorized("unauthorized", "This request has no valid API key")
	case bearer == apiKey:
		return caller{}, nil
	case bearer == accessToken:
		return s.byAccessToken(op, header.Get("Seam-Workspace"))
	default:
		return caller{}, unauthorized("unauthorized", "This request has no valid API key")
	}
}

func (s *Server) bySession(token string) (caller, *refusal) {
	found, ok := s.sessions.first(func(of *session) bool { return of.token == token })
	switch {
	case !ok:
		return caller{}, unauthorized("client_session_not_found", "There is no such client session")
	case found.revoked:
		return caller{}, unauthorized("client_session_revoked", "The client session was revoked")
	case !found.expiresAt.After(s.instant()):
		return caller{}, unauthorized("client_session_expired", "The client session has expired")
	}
	return caller{session: found}, nil
}

// byPublishableKey lets a browser open a session, and do nothing else.
func (s *Server) byPublishableKey(op *document.Operation, key string) (caller, *refusal) {
	switch {
	case key != publishableKey:
		return caller{}, unauthorized("invalid_publishable_key", "There is no such publishable key")
	case op.Path != openSession:
		return caller{}, unauthorized("unauthorized", "A publishable key is good for "+openSession+" only")
	}
	return caller{}, nil
}

func (s *Server) byAccessToken(op *document.Operation, workspace string) (caller, *refusal) {
	switch {
	case workspace == "" && withoutWorkspace[op.Path]:
		return caller{}, nil
	case workspace == "":
		return caller{}, refuse(http.StatusBadRequest, "missing_workspace_id", "A personal access token needs the header seam-workspace")
	case workspace != s.workspaceID:
		return caller{}, unauthorized("unauthorized", "The token is not good for this workspace")
	}
	return caller{}, nil
}
