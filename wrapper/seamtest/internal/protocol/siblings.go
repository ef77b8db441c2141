package protocol

import (
	"net/http"
	"strings"
	"sync"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
)

// siblings are the servers of the workspaces that one personal access token reaches. One lock guards
// the list and all their worlds, so that a handler of one may read the others.
type siblings struct {
	mu      sync.Mutex // Server.mu of each of them points to it
	servers []*Server
}

// NewSibling returns a server for another workspace. The personal access token of s reaches it, and every
// sibling passes a request on to the server of its workspace. The caller must hold the lock, because the list
// grows.
func (s *Server) NewSibling(w World) *Server {
	made := newServer(w, s.siblings)
	made.keys.PersonalAccessToken = s.keys.PersonalAccessToken
	return made
}

// serverFor returns the server whose workspace a request is for, or s if there is none.
func (s *Server) serverFor(header http.Header) *Server {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, other := range s.siblings.servers {
		if other.owns(header) {
			return other
		}
	}
	return s
}

// owns reports whether a request is for the server's workspace: by its API key, its publishable key, the token of
// one of its client sessions, or the personal access token with its ID in the header Seam-Workspace.
func (s *Server) owns(header http.Header) bool {
	token, isBearer := bearer(header)
	session := header.Get("Client-Session-Token")
	if session == "" && strings.HasPrefix(token, SessionPrefix) {
		session = token
	}
	switch {
	case session != "":
		_, err := s.Session(session)
		return !problem.HasType(err, SessionNotFound) // A revoked session is still one of this workspace.
	case s.hasPersonalToken(header):
		return header.Get("Seam-Workspace") == s.WorkspaceID
	case isBearer:
		return token == s.keys.API
	default:
		return header.Get("Seam-Publishable-Key") == s.keys.Publishable
	}
}
