package seamtest

import "slices"

var userAccessRoutes = map[string]handler{
	"/acs/users/list_accessible_entrances":      (*Server).listUserEntrances,
	"/acs/users/revoke_access_to_all_entrances": (*Server).revokeAccess,
	"/acs/users/suspend":                        (*Server).suspendUser,
	"/acs/users/unsuspend":                      (*Server).unsuspendUser,
}

// accessible lists the entrances that a user can open, in the order of their creation: by their
// credentials, by their access groups, and those granted by themselves. A suspended user opens none.
func (s *Server) accessible(to *user) []*entrance {
	if to.suspended {
		return nil
	}
	open := slices.Clone(to.granted)
	for _, of := range s.credentials.all {
		if of.user == to {
			open = append(open, of.entrances...)
		}
	}
	for _, group := range s.groups.all {
		if slices.Contains(group.members, to) {
			open = append(open, group.entrances...)
		}
	}
	return s.entrances.where(func(door *entrance) bool { return slices.Contains(open, door) })
}

func (s *Server) listUserEntrances(c *call) (answer, *refusal) {
	found, no := s.namedUser(c, false)
	if no != nil {
		return nil, no
	}
	return answer{"acs_entrances": views(s.accessible(found), viewEntrance)}, nil
}

// revokeAccess leaves the user and the credentials, and takes from both all that they open.
func (s *Server) revokeAccess(c *call) (answer, *refusal) {
	found, no := s.namedUser(c, false)
	if no != nil {
		return nil, no
	}
	found.granted = nil
	s.leaveGroups(found)
	for _, of := range s.credentials.all {
		if of.user == found && len(of.entrances) > 0 {
			of.entrances = nil
			of.syncedAt = s.instant()
		}
	}
	s.syncPhones()
	return nil, nil
}

func (s *Server) suspendUser(c *call) (answer, *refusal)   { return s.setSuspended(c, true) }
func (s *Server) unsuspendUser(c *call) (answer, *refusal) { return s.setSuspended(c, false) }

func (s *Server) setSuspended(c *call, suspended bool) (answer, *refusal) {
	found, no := s.namedUser(c, true)
	if no != nil {
		return nil, no
	}
	found.suspended = suspended
	return nil, nil
}
