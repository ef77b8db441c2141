package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

func (s *Server) identityUpdateOperations() protocol.Operations {
	return protocol.Operations{
		"/user_identities/delete": s.deleteIdentity,
		"/user_identities/update": s.updateIdentity}
}

// updateIdentity changes what a request gives; null takes away. The ACS users keep what their
// systems know of them.
func (s *Server) updateIdentity(c *protocol.Call) (any, error) {
	of, err := s.findIdentity(c.UUID("user_identity_id"))
	if err != nil {
		return nil, err
	}
	after := *of
	for field, value := range map[string]*string{
		"full_name": &after.fullName, "email_address": &after.email,
		"phone_number": &after.phone, "user_identity_key": &after.key,
	} {
		if c.Given(field) || c.IsNull(field) {
			*value = c.Text(field)
		}
	}
	if err := s.unique(&after); err != nil {
		return nil, err
	}
	*of = after
	return protocol.OK, nil
}

// deleteIdentity deletes the identity and all that was made for it.
func (s *Server) deleteIdentity(c *protocol.Call) (any, error) {
	gone, err := s.findIdentity(c.UUID("user_identity_id"))
	if err != nil {
		return nil, err
	}
	s.dropGrants(func(of *accessGrant) bool { return of.identity == gone })
	for _, of := range s.usersOf(gone) {
		s.dropUser(of)
	}
	s.dropInstantKeys(func(of *instantKey) bool { return of.owner == gone })
	s.sessions.DeleteWhere(func(of *session) bool { return of.identity == gone })
	for _, of := range s.phones.Where(func(of *phone) bool { return of.owner == gone }) {
		s.dropPhone(of)
	}
	s.identities.DeleteWhere(func(of *identity) bool { return of == gone })
	return protocol.OK, nil
}
