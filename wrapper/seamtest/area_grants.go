package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// grantTables has the tables of an area to be.
type grantTables struct {
	grants  *world.Table[*accessGrant]
	methods *world.Table[*accessMethod]
}

func (s *Server) buildGrants() {
	w := s.world
	s.grants = world.NewTable[*accessGrant](w, "access_grant")
	s.methods = world.NewTable[*accessMethod](w, "access_method")
	s.people.Identities.OnDelete(func(gone *people.Identity) {
		s.dropGrants(func(of *accessGrant) bool { return of.Identity == gone })
	})
	s.places.Changed.Subscribe(s.fulfilAll)
	w.Ended.Subscribe(func(*world.Attempt) { s.noteIssued() })
}

var grantAreaOperations = []protocol.Operations[*Server]{
	accessGrantOperations,
	accessMethodOperations,
	relatedOperations,
}
