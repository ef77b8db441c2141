package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

func (s *Server) memberOperations() protocol.Operations {
	return protocol.Operations{
		"/acs/access_groups/add_user":         s.addMember,
		"/acs/access_groups/remove_user":      s.removeMember,
		"/acs/users/add_to_access_group":      s.joinGroup,
		"/acs/users/remove_from_access_group": s.removeMember}
}

// membership reads an access group, and whom a request names to be a member of it.
func (s *Server) membership(c *protocol.Call) (*accessGroup, holder, error) {
	userID, identityID := c.OneOf("acs_user_id", "user_identity_id")
	in, err := s.namedGroup(c)
	if err != nil {
		return nil, holder{}, err
	}
	who, err := s.findHolder(userID, identityID, in.system)
	return in, who, err
}

func (s *Server) addMember(c *protocol.Call) (any, error) {
	in, who, err := s.membership(c)
	if err != nil {
		return nil, err
	}
	in.add(s.settle(who))
	return protocol.OK, nil
}

// joinGroup is addMember for an ACS user alone.
func (s *Server) joinGroup(c *protocol.Call) (any, error) {
	in, err := s.namedGroup(c)
	if err != nil {
		return nil, err
	}
	who, err := s.findHolder(c.UUID("acs_user_id"), "", in.system)
	if err != nil {
		return nil, err
	}
	in.add(who.user)
	return protocol.OK, nil
}

func (of *accessGroup) add(member *user) {
	if !slices.Contains(of.members, member) {
		of.members = append(of.members, member)
	}
}

func (s *Server) removeMember(c *protocol.Call) (any, error) {
	from, who, err := s.membership(c)
	if err != nil {
		return nil, err
	}
	if !from.has(who.is) {
		return nil, problem.Conflict("acs_user_not_in_access_group", "The ACS user is no member of the access group")
	}
	from.members = slices.DeleteFunc(from.members, who.is)
	return protocol.OK, nil
}

// joinable finds the access groups that a new user of a system shall belong to.
func (s *Server) joinable(ids []string, in *system) ([]*accessGroup, error) {
	var groups []*accessGroup
	for _, id := range ids {
		found, err := s.findGroup(id)
		if err != nil {
			return nil, err
		}
		if found.system != in {
			return nil, problem.Invalid("acs_access_group_ids", "An access group belongs to another access system")
		}
		groups = append(groups, found)
	}
	return groups, nil
}

// leaveGroups ends all memberships of a user.
func (s *Server) leaveGroups(leaving *user) {
	for _, group := range s.groups.All() {
		group.members = slices.DeleteFunc(group.members, func(u *user) bool { return u == leaving })
	}
}
