package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func (s *Server) userAccessOperations() protocol.Operations {
	return protocol.Operations{
		"/acs/users/list_accessible_entrances":      s.listUserEntrances,
		"/acs/users/revoke_access_to_all_entrances": s.revokeAccess,
		"/acs/users/suspend":                        s.suspendUser,
		"/acs/users/unsuspend":                      s.unsuspendUser}
}

// accessible lists the entrances that a user can open, in the order of their creation: by their
// credentials, by their access groups, and those granted by themselves. A suspended user opens none.
func (s *Server) accessible(to *user) []*entrance {
	if to.suspended {
		return nil
	}
	open := slices.Clone(to.granted)
	for _, of := range s.credentials.All() {
		if of.user == to {
			open = append(open, of.entrances...)
		}
	}
	for _, group := range s.groups.All() {
		if slices.Contains(group.members, to) {
			open = append(open, group.entrances...)
		}
	}
	return s.entrances.Where(func(door *entrance) bool { return slices.Contains(open, door) })
}

func (s *Server) listUserEntrances(c *protocol.Call) (any, error) {
	found, err := s.namedUser(c, false)
	if err != nil {
		return nil, err
	}
	return wire.Views(s.accessible(found), viewEntrance), nil
}

// revokeAccess leaves the user and the credentials, and takes from both all that they open.
func (s *Server) revokeAccess(c *protocol.Call) (any, error) {
	found, err := s.namedUser(c, false)
	if err != nil {
		return nil, err
	}
	found.granted = nil
	s.leaveGroups(found)
	for _, of := range s.credentials.All() {
		if of.user == found && len(of.entrances) > 0 {
			of.entrances = nil
			of.syncedAt = s.world.Now()
		}
	}
	s.syncPhones()
	return protocol.OK, nil
}

func (s *Server) suspendUser(c *protocol.Call) (any, error)   { return s.setSuspended(c, true) }
func (s *Server) unsuspendUser(c *protocol.Call) (any, error) { return s.setSuspended(c, false) }

func (s *Server) setSuspended(c *protocol.Call, suspended bool) (any, error) {
	found, err := s.namedUser(c, true)
	if err != nil {
		return nil, err
	}
	found.suspended = suspended
	return protocol.OK, nil
}
