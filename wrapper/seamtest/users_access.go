package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

var userAccessOperations = protocol.Operations[*Server]{
	"/acs/users/list_accessible_entrances": (*Server).listUserEntrances,
}

// accessible lists the entrances that a user can open, in the order of their creation: by their
// credentials, by their access groups, and those granted by themselves. A suspended user opens none.
func (s *Server) accessible(to *people.User) []*places.Entrance {
	if to.Suspended {
		return nil
	}
	open := slices.Clone(to.Entrances)
	for _, of := range s.credentials.All() {
		if of.user == to {
			open = append(open, of.entrances...)
		}
	}
	for _, group := range s.people.Groups.All() {
		if group.Has(to) {
			open = append(open, group.Entrances...)
		}
	}
	return s.places.Entrances.Where(func(door *places.Entrance) bool { return slices.Contains(open, door) })
}

func (s *Server) listUserEntrances(c *protocol.Call) (any, error) {
	found, err := s.people.NamedUser(c, false)
	if err != nil {
		return nil, err
	}
	return wire.Views(s.accessible(found), (*places.Entrance).View), nil
}

// closeAll takes from a user's credentials all that they open.
func (s *Server) closeAll(to *people.User) {
	for _, of := range s.credentials.All() {
		if of.user == to && len(of.entrances) > 0 {
			of.entrances = nil
			of.syncedAt = s.world.Now()
		}
	}
	s.syncPhones()
}
