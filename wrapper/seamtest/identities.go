package seamtest

import (
	"cmp"
)

var identityRoutes = map[string]handler{
	"/user_identities/create": (*Server).createIdentity,
	"/user_identities/get":    (*Server).getIdentity,
	"/user_identities/list":   (*Server).listIdentities,
}

// identity is a user identity: a person as the caller's own program knows them.
type identity struct {
	record
	person
	key     string
	granted []*device // opened to the person without an access grant
}

type identityView struct {
	ACSUserIDs      []string `json:"acs_user_ids"`
	CreatedAt       string   `json:"created_at"`
	DisplayName     string   `json:"display_name"`
	EmailAddress    *string  `json:"email_address"`
	Errors          []issue  `json:"errors"`
	FullName        *string  `json:"full_name"`
	PhoneNumber     *string  `json:"phone_number"`
	UserIdentityID  string   `json:"user_identity_id"`
	UserIdentityKey *string  `json:"user_identity_key"`
	Warnings        []issue  `json:"warnings"`
	WorkspaceID     string   `json:"workspace_id"`
}

func (s *Server) viewIdentity(of *identity) identityView {
	users := s.usersOf(of)
	return identityView{
		ACSUserIDs:      views(users, func(u *user) string { return u.id }),
		CreatedAt:       timestamp(of.createdAt),
		DisplayName:     of.displayName(),
		EmailAddress:    optional(of.email),
		Errors:          noIssues,
		FullName:        optional(of.fullName),
		PhoneNumber:     optional(of.phone),
		UserIdentityID:  of.id,
		UserIdentityKey: optional(of.key),
		Warnings:        noIssues,
		WorkspaceID:     s.workspaceID,
	}
}

func (s *Server) createIdentity(c *call) (answer, *refusal) {
	added := readIdentity(c.params)
	var systems []*system
	for _, id := range c.uuids("acs_system_ids") {
		in, no := s.findSystem(id)
		if no != nil {
			return nil, no
		}
		systems = append(systems, in)
	}
	if no := s.unique(added); no != nil {
		return nil, no
	}
	added.record = s.newRecord("user_identity")
	s.identities.put(added)
	for _, in := range systems {
		s.linkUser(added, in)
	}
	return answer{"user_identity": s.viewIdentity(added)}, nil
}

// readIdentity reads what a request says about a new identity.
func readIdentity(in *params) *identity {
	return &identity{
		person: person{fullName: in.text("full_name"), email: in.text("email_address"), phone: in.text("phone_number")},
		key:    in.text("user_identity_key"),
	}
}

// unique refuses an identity that shares what must be its own.
func (s *Server) unique(added *identity) *refusal {
	_, taken := s.identities.first(func(of *identity) bool {
		return of.id != added.id && (same(added.email, of.email) || same(added.phone, of.phone) || same(added.key, of.key))
	})
	if taken {
		return conflict("user_identity_already_exists", "Another user identity has this e-mail address, phone number or key")
	}
	return nil
}

// same tells whether two people share something; not having it is nothing in common.
func same(a, b string) bool { return a != "" && a == b }

func (s *Server) findIdentity(id string) (*identity, *refusal) {
	if found, ok := s.identities.get(id); ok {
		return found, nil
	}
	return nil, notFound("user_identity")
}

// userOf returns the identity's ACS user in a system, or nil.
func (s *Server) userOf(of *identity, in *system) *user {
	found, _ := s.users.first(func(u *user) bool { return u.system == in && u.identity == of })
	return found
}

// linkable returns the ACS user of a system that a user identity is linked to, or would be: its own,
// else one with the same e-mail address or phone number and no identity. It is nil if there is none.
func (s *Server) linkable(of *identity, in *system) *user {
	if own := s.userOf(of, in); own != nil {
		return own
	}
	found, _ := s.users.first(func(u *user) bool {
		return u.system == in && u.identity == nil && (same(u.email, of.email) || same(u.phone, of.phone))
	})
	return found
}

// linkUser links the identity to an ACS user of the system, a new one if need be, and returns it.
func (s *Server) linkUser(of *identity, in *system) *user {
	linked := s.linkable(of, in)
	if linked == nil {
		linked = &user{system: in, person: of.person}
		s.addUser(linked)
	}
	linked.identity = of
	s.syncPhones() // An identity's phones carry what its users hold.
	return linked
}

func (s *Server) getIdentity(c *call) (answer, *refusal) {
	id, key := c.uuid("user_identity_id"), c.text("user_identity_key")
	found, ok := s.identities.first(func(of *identity) bool {
		return same(of.id, id) || same(of.key, key)
	})
	if !ok {
		return nil, notFound("user_identity")
	}
	return answer{"user_identity": s.viewIdentity(found)}, nil
}

func (s *Server) listIdentities(c *call) (answer, *refusal) {
	before, search := c.dateTime("created_before"), c.text("search")
	managerID := c.uuid("credential_manager_acs_system_id")
	ids, chosen := c.uuids("user_identity_ids"), c.given("user_identity_ids")
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.identities.where(func(of *identity) bool {
		return (before.IsZero() || of.createdAt.Before(before)) &&
			(managerID == "" || s.managedBy(of, managerID)) &&
			among(ids, chosen, of.id) &&
			matches(search, of.fullName, of.phone, of.email, of.id)
	})
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"user_identities": views(found, s.viewIdentity), "pagination": pages}, nil
}

// managedBy tells whether a credential manager issues one of the identity's credentials.
func (s *Server) managedBy(of *identity, managerID string) bool {
	_, ok := s.credentials.first(func(c *credential) bool {
		return c.user != nil && c.user.identity == of && cmp.Or(c.managerID, c.system.CredentialManagerID) == managerID
	})
	return ok
}
