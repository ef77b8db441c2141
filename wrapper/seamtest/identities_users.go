package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func (s *Server) identityUserOperations() protocol.Operations {
	return protocol.Operations{
		"/user_identities/add_acs_user":     s.addIdentityUser,
		"/user_identities/list_acs_systems": s.listIdentitySystems,
		"/user_identities/list_acs_users":   s.listIdentityUsers,
		"/user_identities/remove_acs_user":  s.removeIdentityUser}
}

// usersOf lists the ACS users of an identity: at most one in each system.
func (s *Server) usersOf(of *identity) []*user {
	return s.users.Where(func(u *user) bool { return u.identity == of })
}

// addIdentityUser links an ACS user to an identity. A key that no identity has makes a new one, which
// knows of the person what the access system knows.
func (s *Server) addIdentityUser(c *protocol.Call) (any, error) {
	added, err := s.findUser(c.UUID("acs_user_id"))
	if err != nil {
		return nil, err
	}
	to, err := s.identityToLink(c, added)
	if err != nil {
		return nil, err
	}
	if added.identity != nil && added.identity != to {
		return nil, problem.Conflict("acs_user_already_linked", "The ACS user belongs to another user identity")
	}
	if own := s.userOf(to, added.system); own != nil && own != added {
		return nil, problem.Conflict("user_identity_already_linked", "The user identity has an ACS user in this system already")
	}
	if to.ID == "" {
		to.Record = s.world.NewRecord("user_identity")
		s.identities.Insert(to)
	}
	added.identity = to
	s.syncPhones()
	return protocol.OK, nil
}

// identityToLink finds the identity that a request names, or makes one that is nowhere yet.
func (s *Server) identityToLink(c *protocol.Call, of *user) (*identity, error) {
	key := c.Text("user_identity_key")
	switch {
	case c.Given("user_identity_id"):
		return s.findIdentity(c.UUID("user_identity_id"))
	case key == "":
		return nil, problem.Invalid("", "Give user_identity_id or user_identity_key")
	}
	if found, ok := s.identities.First(func(known *identity) bool { return known.key == key }); ok {
		return found, nil
	}
	made := &identity{person: of.person, key: key}
	return made, s.unique(made)
}

// removeIdentityUser takes the link away; both stay.
func (s *Server) removeIdentityUser(c *protocol.Call) (any, error) {
	from, err := s.findIdentity(c.UUID("user_identity_id"))
	if err != nil {
		return nil, err
	}
	of, err := s.findUser(c.UUID("acs_user_id"))
	if err != nil {
		return nil, err
	}
	if of.identity != from {
		return nil, problem.Conflict("acs_user_not_linked", "The ACS user does not belong to this user identity")
	}
	of.identity = nil
	s.syncPhones()
	return protocol.OK, nil
}

// identified finds the identity that a request names.
func (s *Server) identified(c *protocol.Call) (*identity, error) {
	return s.findIdentity(c.UUID("user_identity_id"))
}

func (s *Server) listIdentityUsers(c *protocol.Call) (any, error) {
	of, err := s.identified(c)
	if err != nil {
		return nil, err
	}
	return wire.Views(s.usersOf(of), s.viewUser), nil
}

func (s *Server) listIdentitySystems(c *protocol.Call) (any, error) {
	of, err := s.identified(c)
	if err != nil {
		return nil, err
	}
	found := s.systems.Where(func(in *system) bool { return s.userOf(of, in) != nil })
	return wire.Views(found, s.viewSystem), nil
}
