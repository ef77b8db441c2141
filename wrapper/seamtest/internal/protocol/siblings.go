package protocol

import (
	"net/http"
	"strings"
	"sync"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
)

// siblings are the servers of the workspaces that one personal access token reaches. They share one lock,
// so that a handler of one may read the others.
type siblings struct {
	mu      sync.Mutex
	servers []*Server
}

// NewSibling returns a server for another workspace. The personal access token of s reaches it, and each of
// the two servers passes requests for the workspace of the other on. The caller must hold the lock.
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

// owns reports whether a request has the key or the token of the server's workspace.
func (s *Server) owns(header http.Header) bool {
	token, isBearer := bearer(header)
	session := header.Get("Client-Session-Token")
	if session == "" && strings.HasPrefix(token, SessionPrefix) {
		session = token
	}
	switch {
	case session != "":
		_, err := s.Session(session)
		return !problem.HasType(err, SessionNotFound)
	case s.hasPersonalToken(header):
		return header.Get("Seam-Workspace") == s.WorkspaceID
	case isBearer:
		return token == s.keys.API
	default:
		return header.Get("Seam-Publishable-Key") == s.keys.Publishable
	}
}
