package seamtest

import "slices"

var memberRoutes = map[string]handler{
	"/acs/access_groups/add_user":         (*Server).addMember,
	"/acs/access_groups/remove_user":      (*Server).removeMember,
	"/acs/users/add_to_access_group":      (*Server).joinGroup,
	"/acs/users/remove_from_access_group": (*Server).removeMember,
}

// membership reads an access group, and whom a request names to be a member of it.
func (s *Server) membership(c *call) (*accessGroup, holder, *refusal) {
	userID, identityID := c.oneOf("acs_user_id", "user_identity_id")
	in, no := s.namedGroup(c)
	if no != nil {
		return nil, holder{}, no
	}
	who, no := s.findHolder(userID, identityID, in.system)
	return in, who, no
}

func (s *Server) addMember(c *call) (answer, *refusal) {
	in, who, no := s.membership(c)
	if no != nil {
		return nil, no
	}
	in.add(s.settle(who))
	return nil, nil
}

// joinGroup is addMember for an ACS user alone.
func (s *Server) joinGroup(c *call) (answer, *refusal) {
	in, no := s.namedGroup(c)
	if no != nil {
		return nil, no
	}
	who, no := s.findHolder(c.uuid("acs_user_id"), "", in.system)
	if no != nil {
		return nil, no
	}
	in.add(who.user)
	return nil, nil
}

func (of *accessGroup) add(member *user) {
	if !slices.Contains(of.members, member) {
		of.members = append(of.members, member)
	}
}

func (s *Server) removeMember(c *call) (answer, *refusal) {
	from, who, no := s.membership(c)
	if no != nil {
		return nil, no
	}
	if !from.has(who.is) {
		return nil, conflict("acs_user_not_in_access_group", "The ACS user is no member of the access group")
	}
	from.members = slices.DeleteFunc(from.members, who.is)
	return nil, nil
}

// joinable finds the access groups that a new user of a system shall belong to.
func (s *Server) joinable(ids []string, in *system) ([]*accessGroup, *refusal) {
	var groups []*accessGroup
	for _, id := range ids {
		found, no := s.findGroup(id)
		if no != nil {
			return nil, no
		}
		if found.system != in {
			return nil, invalid("acs_access_group_ids", "An access group belongs to another access system")
		}
		groups = append(groups, found)
	}
	return groups, nil
}

// leaveGroups ends all memberships of a user.
func (s *Server) leaveGroups(leaving *user) {
	for _, group := range s.groups.all {
		group.members = slices.DeleteFunc(group.members, func(u *user) bool { return u == leaving })
	}
}
