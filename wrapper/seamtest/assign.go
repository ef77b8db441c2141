package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

// assignment reads what assigning and unassigning have in common.
func (s *Server) assignment(c *protocol.Call) (*credential, people.Holder, error) {
	userID, identityID := c.OneOf("acs_user_id", "user_identity_id")
	of, err := s.namedCredential(c)
	if err != nil {
		return nil, people.Holder{}, err
	}
	who, err := s.people.FindHolder(userID, identityID, of.System)
	return of, who, err
}

func (s *Server) assignCredential(c *protocol.Call) (any, error) {
	of, to, err := s.assignment(c)
	if err != nil {
		return nil, err
	}
	if of.user != nil && of.user != to.User {
		return nil, problem.Conflict("acs_credential_already_assigned", "The credential belongs to another ACS user")
	}
	of.user = s.people.UserOf(to)
	of.syncedAt = s.world.Now()
	s.syncPhones()
	return s.viewCredential(of), nil
}

func (s *Server) unassignCredential(c *protocol.Call) (any, error) {
	of, from, err := s.assignment(c)
	if err != nil {
		return nil, err
	}
	if of.user == nil || !from.Is(of.user) {
		return nil, problem.Conflict("acs_credential_not_assigned", "The credential does not belong to this ACS user")
	}
	of.user = nil
	of.syncedAt = s.world.Now()
	s.syncPhones()
	return s.viewCredential(of), nil
}
