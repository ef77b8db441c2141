package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

// holder is whom a request names: an ACS user, or a user identity and the ACS user that is its own
// or could be. The user is nil if there is none yet.
type holder struct {
	user     *user
	identity *identity
	system   *system
}

// findHolder changes nothing, so that a request that is refused later on leaves no user behind.
func (s *Server) findHolder(userID, identityID string, in *system) (holder, error) {
	if userID != "" {
		found, err := s.findUser(userID)
		if err != nil {
			return holder{}, err
		}
		if in != nil && in != found.system {
			return holder{}, problem.Invalid("acs_user_id", "The ACS user belongs to another access system")
		}
		return holder{user: found, system: found.system}, nil
	}
	found, err := s.findIdentity(identityID)
	if err != nil {
		return holder{}, err
	}
	return holder{user: s.linkable(found, in), identity: found, system: in}, nil
}

// settle returns the holder's ACS user, linking or creating it if need be.
func (s *Server) settle(h holder) *user {
	if h.identity == nil {
		return h.user
	}
	return s.linkUser(h.identity, h.system)
}

// is tells whether the holder is this ACS user. A user who could be linked to an identity, but is
// not, is not the identity's user.
func (h holder) is(u *user) bool {
	if h.identity != nil {
		return u.identity == h.identity
	}
	return u == h.user
}

// assignment reads what assigning and unassigning have in common.
func (s *Server) assignment(c *protocol.Call) (*credential, holder, error) {
	userID, identityID := c.OneOf("acs_user_id", "user_identity_id")
	of, err := s.namedCredential(c)
	if err != nil {
		return nil, holder{}, err
	}
	who, err := s.findHolder(userID, identityID, of.system)
	return of, who, err
}

func (s *Server) assignCredential(c *protocol.Call) (any, error) {
	of, to, err := s.assignment(c)
	if err != nil {
		return nil, err
	}
	if of.user != nil && of.user != to.user {
		return nil, problem.Conflict("acs_credential_already_assigned", "The credential belongs to another ACS user")
	}
	of.user = s.settle(to)
	of.syncedAt = s.world.Now()
	s.syncPhones()
	return s.viewCredential(of), nil
}

func (s *Server) unassignCredential(c *protocol.Call) (any, error) {
	of, from, err := s.assignment(c)
	if err != nil {
		return nil, err
	}
	if of.user == nil || !from.is(of.user) {
		return nil, problem.Conflict("acs_credential_not_assigned", "The credential does not belong to this ACS user")
	}
	of.user = nil
	of.syncedAt = s.world.Now()
	s.syncPhones()
	return s.viewCredential(of), nil
}
