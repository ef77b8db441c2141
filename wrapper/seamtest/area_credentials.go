package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// credentialTables has the tables of an area to be.
type credentialTables struct {
	cards       *world.Table[*card]
	credentials *world.Table[*credential]
	desks       map[*places.Encoder]*desk
}

func (s *Server) buildCredentials() {
	w := s.world
	s.cards = world.NewTable[*card](w, "card")
	s.credentials = world.NewTable[*credential](w, "acs_credential")
	s.desks = make(map[*places.Encoder]*desk)
	w.Reset.Subscribe(func() { clear(s.desks) })

	world.BelongsTo(s.credentials, s.places.Systems, func(of *credential) *places.System { return of.System })
	world.BelongsTo(s.credentials, s.people.Users, func(of *credential) *people.User { return of.user })
	world.ListedIn(s.places.Entrances, s.credentials, func(of *credential) *[]*places.Entrance { return &of.entrances })
	s.credentials.Deleted.Subscribe(s.credentialDeleted)

	s.places.OpenedBy = s.opens
	s.people.HasKeyFrom = s.managedBy
	s.people.Carries = s.carries
	s.people.LinksChanged.Subscribe(s.syncPhones)
	s.people.AccessRevoked.Subscribe(s.closeAll)
}

var credentialAreaOperations = []protocol.Operations[*Server]{
	credentialOperations,
	encodeOperations,
	entranceAccessOperations,
	identityAccessOperations,
	rehearsalOperations,
	scanOperations,
	unlockOperations,
	userAccessOperations,
}
