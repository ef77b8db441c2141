package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// sessionTables has the tables of an area to be.
type sessionTables struct {
	instantKeys *world.Table[*instantKey]
	sessions    *world.Table[*session]
	webviews    *world.Table[*webview]
}

func (s *Server) buildSessions() {
	w := s.world
	s.sessions = world.KeptTable[*session](w, "client_session")
	s.instantKeys = world.NewTable[*instantKey](w, "instant_key")
	s.webviews = world.NewTable[*webview](w, "connect_webview")
	world.BelongsTo(s.sessions, s.people.Identities, func(of *session) *people.Identity { return of.Identity })
	world.BelongsTo(s.instantKeys, s.people.Identities, func(of *instantKey) *people.Identity { return of.owner })
	s.instantKeys.Deleted.Subscribe(func(of *instantKey) { s.sessions.Delete(of.session) })
}

var sessionAreaOperations = []protocol.Operations[*Server]{
	instantKeyOperations,
	sessionOperations,
	webviewOperations,
}
