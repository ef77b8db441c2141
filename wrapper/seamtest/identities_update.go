package seamtest

var identityUpdateRoutes = map[string]handler{
	"/user_identities/delete": (*Server).deleteIdentity,
	"/user_identities/update": (*Server).updateIdentity,
}

// updateIdentity changes what a request gives; null takes away. The ACS users keep what their
// systems know of them.
func (s *Server) updateIdentity(c *call) (answer, *refusal) {
	of, no := s.findIdentity(c.uuid("user_identity_id"))
	if no != nil {
		return nil, no
	}
	after := *of
	for field, value := range map[string]*string{
		"full_name": &after.fullName, "email_address": &after.email,
		"phone_number": &after.phone, "user_identity_key": &after.key,
	} {
		if c.given(field) || c.null(field) {
			*value = c.text(field)
		}
	}
	if no := s.unique(&after); no != nil {
		return nil, no
	}
	*of = after
	return nil, nil
}

// deleteIdentity deletes the identity and all that was made for it.
func (s *Server) deleteIdentity(c *call) (answer, *refusal) {
	gone, no := s.findIdentity(c.uuid("user_identity_id"))
	if no != nil {
		return nil, no
	}
	s.dropGrants(func(of *accessGrant) bool { return of.identity == gone })
	for _, of := range s.usersOf(gone) {
		s.dropUser(of)
	}
	s.dropInstantKeys(func(of *instantKey) bool { return of.owner == gone })
	s.sessions.remove(func(of *session) bool { return of.identity == gone })
	for _, of := range s.phones.where(func(of *phone) bool { return of.owner == gone }) {
		s.dropPhone(of)
	}
	s.identities.remove(func(of *identity) bool { return of == gone })
	return nil, nil
}
