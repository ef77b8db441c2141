package seamtest

import (
	"cmp"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

var identityAccessOperations = protocol.Operations[*Server]{
	"/user_identities/list_accessible_entrances": (*Server).listIdentityEntrances,
}

func (s *Server) listIdentityEntrances(c *protocol.Call) (any, error) {
	of, err := s.people.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	var open []*places.Entrance
	for _, u := range s.people.UsersOf(of) {
		open = append(open, s.accessible(u)...)
	}
	found := s.places.Entrances.Where(func(door *places.Entrance) bool { return slices.Contains(open, door) })
	return wire.Views(found, (*places.Entrance).View), nil
}

// managedBy reports whether a credential manager issues one of an identity's credentials.
func (s *Server) managedBy(i *people.Identity, managerID string) bool {
	_, ok := s.credentials.First(func(c *credential) bool {
		return c.user != nil && c.user.Identity == i && cmp.Or(c.managerID, c.System.CredentialManagerID) == managerID
	})
	return ok
}
