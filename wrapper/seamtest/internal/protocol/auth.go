package protocol

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
)

// Keys are the credentials that one server accepts.
type Keys struct {
	// API is the API key.
	API string
	// Publishable can only create client sessions.
	Publishable string
	// PersonalAccessToken requires the workspace ID in the header seam-workspace.
	PersonalAccessToken string
}

// newKeys returns keys in the format of real ones, because clients check it. They contain
// "seamtest0only", so that a reader of a log recognizes them as fake.
func newKeys(w World) Keys {
	b := w.NextBytes("keys")
	suffix := fmt.Sprintf("seamtest0only%x", b[:12])
	return Keys{API: "seam_test1fake_" + suffix, Publishable: "seam_pk1fake_" + suffix, PersonalAccessToken: "seam_at1fake_" + suffix}
}

// Keys returns the keys that the server accepts.
func (s *Server) Keys() Keys { return s.keys }

// SessionPrefix begins the token of every client session.
const SessionPrefix = "seam_cst1fake_"

// secretHeaders can hold keys and tokens. The journal does not record them.
var secretHeaders = []string{"Authorization", "Client-Session-Token", "Seam-Publishable-Key", "Cookie"}

// SessionNotFound is the type of the error for a token that no client session has.
const SessionNotFound = "client_session_not_found"

const openSession = "/client_sessions/get_or_create"

// withoutWorkspace lists the operations that a personal access token may call without a workspace.
var withoutWorkspace = map[string]bool{"/workspaces/create": true, "/workspaces/list": true}

// Unauthorized returns an error with status 401.
func Unauthorized(kind, message string) error {
	return problem.New(http.StatusUnauthorized, kind, message)
}

// noKey returns an error for a request without a valid key. Its message explains where to find one.
func noKey(text string) error {
	return Unauthorized("unauthorized", text+". This is a fake Seam: the command seamtest prints its api_key when it starts; in Go, Server.APIKey returns it")
}

// bearer returns the token of an Authorization header. The scheme is case-insensitive in HTTP.
func bearer(header http.Header) (token string, ok bool) {
	scheme, token, _ := strings.Cut(header.Get("Authorization"), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}

// authenticate checks the key or token of a request. It returns the ID of the client session if the
// request has the token of one.
func (s *Server) authenticate(op *document.Operation, header http.Header) (sessionID string, err error) {
	token, isBearer := bearer(header)
	session, publishable := header.Get("Client-Session-Token"), header.Get("Seam-Publishable-Key")
	switch {
	case session != "":
		return s.Session(session)
	case publishable != "" && !isBearer:
		return "", s.checkPublishableKey(op, publishable)
	case !isBearer:
		return "", noKey("This request has no API key")
	case strings.HasPrefix(token, SessionPrefix):
		return s.Session(token)
	case token == s.keys.API:
		return "", nil
	case s.hasPersonalToken(header):
		return "", s.checkWorkspace(op, header.Get("Seam-Workspace"))
	default:
		return "", noKey("This request has no valid API key")
	}
}

func (s *Server) hasPersonalToken(header http.Header) bool {
	token, isBearer := bearer(header)
	return isBearer && token == s.keys.PersonalAccessToken
}

// checkPublishableKey allows a publishable key only for the operation that creates client sessions.
func (s *Server) checkPublishableKey(op *document.Operation, key string) error {
	switch {
	case key != s.keys.Publishable:
		return Unauthorized("invalid_publishable_key", "There is no such publishable key. This is a fake Seam: the command seamtest prints its publishable_key when it starts; in Go, Server.PublishableKey returns it")
	case op.Path != openSession:
		return Unauthorized("unauthorized", "A publishable key is good for "+openSession+" only")
	}
	return nil
}

// checkWorkspace checks the workspace header of a request with a personal access token.
func (s *Server) checkWorkspace(op *document.Operation, workspace string) error {
	switch {
	case workspace == "" && withoutWorkspace[op.Path]:
		return nil
	case workspace == "":
		return problem.New(http.StatusBadRequest, "missing_workspace_id", "A personal access token needs the header seam-workspace")
	case workspace != s.WorkspaceID:
		return Unauthorized("unauthorized", "The token is not good for this workspace")
	}
	return nil
}
