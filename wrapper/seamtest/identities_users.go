package seamtest

var identityUserRoutes = map[string]handler{
	"/user_identities/add_acs_user":     (*Server).addIdentityUser,
	"/user_identities/list_acs_systems": (*Server).listIdentitySystems,
	"/user_identities/list_acs_users":   (*Server).listIdentityUsers,
	"/user_identities/remove_acs_user":  (*Server).removeIdentityUser,
}

// usersOf lists the ACS users of an identity: at most one in each system.
func (s *Server) usersOf(of *identity) []*user {
	return s.users.where(func(u *user) bool { return u.identity == of })
}

// addIdentityUser links an ACS user to an identity. A key that no identity has makes a new one, which
// knows of the person what the access system knows.
func (s *Server) addIdentityUser(c *call) (answer, *refusal) {
	added, no := s.findUser(c.uuid("acs_user_id"))
	if no != nil {
		return nil, no
	}
	to, no := s.identityToLink(c, added)
	if no != nil {
		return nil, no
	}
	if added.identity != nil && added.identity != to {
		return nil, conflict("acs_user_already_linked", "The ACS user belongs to another user identity")
	}
	if own := s.userOf(to, added.system); own != nil && own != added {
		return nil, conflict("user_identity_already_linked", "The user identity has an ACS user in this system already")
	}
	if to.id == "" {
		to.record = s.newRecord("user_identity")
		s.identities.put(to)
	}
	added.identity = to
	s.syncPhones()
	return nil, nil
}

// identityToLink finds the identity that a request names, or makes one that is nowhere yet.
func (s *Server) identityToLink(c *call, of *user) (*identity, *refusal) {
	key := c.text("user_identity_key")
	switch {
	case c.given("user_identity_id"):
		return s.findIdentity(c.uuid("user_identity_id"))
	case key == "":
		return nil, invalid("", "Give user_identity_id or user_identity_key")
	}
	if found, ok := s.identities.first(func(known *identity) bool { return known.key == key }); ok {
		return found, nil
	}
	made := &identity{person: of.person, key: key}
	return made, s.unique(made)
}

// removeIdentityUser takes the link away; both stay.
func (s *Server) removeIdentityUser(c *call) (answer, *refusal) {
	from, no := s.findIdentity(c.uuid("user_identity_id"))
	if no != nil {
		return nil, no
	}
	of, no := s.findUser(c.uuid("acs_user_id"))
	if no != nil {
		return nil, no
	}
	if of.identity != from {
		return nil, conflict("acs_user_not_linked", "The ACS user does not belong to this user identity")
	}
	of.identity = nil
	s.syncPhones()
	return nil, nil
}

// identified finds the identity that a request names.
func (s *Server) identified(c *call) (*identity, *refusal) {
	return s.findIdentity(c.uuid("user_identity_id"))
}

func (s *Server) listIdentityUsers(c *call) (answer, *refusal) {
	of, no := s.identified(c)
	if no != nil {
		return nil, no
	}
	return answer{"acs_users": views(s.usersOf(of), s.viewUser)}, nil
}

func (s *Server) listIdentitySystems(c *call) (answer, *refusal) {
	of, no := s.identified(c)
	if no != nil {
		return nil, no
	}
	found := s.systems.where(func(in *system) bool { return s.userOf(of, in) != nil })
	return answer{"acs_systems": views(found, s.viewSystem)}, nil
}
