package seamtest

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// keys let a client in. No other server accepts them.
type keys struct{ api, publishable, access string }

// newKeys makes keys of the shape of real ones, which clients check. They name themselves in case
// they end up in a log.
func (s *Server) newKeys() keys {
	b := s.draw("keys")
	own := fmt.Sprintf("seamtest0only%x", b[:12])
	return keys{api: "seam_test1fake_" + own, publishable: "seam_pk1fake_" + own, access: "seam_at1fake_" + own}
}

// APIKey returns the key that this server accepts, and no other, as the bearer token of a request.
func (s *Server) APIKey() string { return s.keys.api }

// PublishableKey returns the key that opens client sessions, with the header seam-publishable-key
// and nothing else.
func (s *Server) PublishableKey() string { return s.keys.publishable }

// PersonalAccessToken returns a token that the server accepts as the bearer token of a request that
// names the workspace, [Server.WorkspaceID], in the header seam-workspace. The operations which list
// and create workspaces need no workspace.
func (s *Server) PersonalAccessToken() string { return s.keys.access }

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

// noKey refuses a caller without a good key and says where to find one.
func noKey(problem string) *refusal {
	return unauthorized("unauthorized", problem+". This is a fake Seam: the command seamtest prints its api_key when it starts; in Go, Server.APIKey returns it")
}

// bearer returns the token of an Authorization header. HTTP lets the scheme be in any case.
func bearer(header http.Header) (token string, ok bool) {
	scheme, token, _ := strings.Cut(header.Get("Authorization"), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}

// authenticate finds out who calls, by the kind of token.
func (s *Server) authenticate(op *document.Operation, header http.Header) (caller, *refusal) {
	token, isBearer := bearer(header)
	session, publishable := header.Get("Client-Session-Token"), header.Get("Seam-Publishable-Key")
	switch {
	case session != "":
		return s.bySession(session)
	case publishable != "" && !isBearer:
		return s.byPublishableKey(op, publishable)
	case !isBearer:
		return caller{}, noKey("This request has no API key")
	case strings.HasPrefix(token, sessionPrefix):
		return s.bySession(token)
	case token == s.keys.api:
		return caller{}, nil
	case token == s.keys.access:
		return s.byAccessToken(op, header.Get("Seam-Workspace"))
	default:
		return caller{}, noKey("This request has no valid API key")
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
	case key != s.keys.publishable:
		return caller{}, unauthorized("invalid_publishable_key", "There is no such publishable key. This is a fake Seam: the command seamtest prints its publishable_key when it starts; in Go, Server.PublishableKey returns it")
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
