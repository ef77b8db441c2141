package seamtest

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) identityOperations() protocol.Operations {
	return protocol.Operations{
		"/user_identities/create": s.createIdentity,
		"/user_identities/get":    s.getIdentity,
		"/user_identities/list":   s.listIdentities}
}

// identity is a user identity: a person as the caller's own program knows them.
type identity struct {
	world.Record
	person
	key     string
	granted []*device // opened to the person without an access grant
}

type identityView struct {
	ACSUserIDs      []string     `json:"acs_user_ids"`
	CreatedAt       string       `json:"created_at"`
	DisplayName     string       `json:"display_name"`
	EmailAddress    *string      `json:"email_address"`
	Errors          []wire.Issue `json:"errors"`
	FullName        *string      `json:"full_name"`
	PhoneNumber     *string      `json:"phone_number"`
	UserIdentityID  string       `json:"user_identity_id"`
	UserIdentityKey *string      `json:"user_identity_key"`
	Warnings        []wire.Issue `json:"warnings"`
	WorkspaceID     string       `json:"workspace_id"`
}

func (s *Server) viewIdentity(of *identity) identityView {
	users := s.usersOf(of)
	return identityView{
		ACSUserIDs:      wire.Views(users, func(u *user) string { return u.ID }),
		CreatedAt:       wire.Time(of.CreatedAt),
		DisplayName:     of.displayName(),
		EmailAddress:    wire.Optional(of.email),
		Errors:          wire.NoIssues,
		FullName:        wire.Optional(of.fullName),
		PhoneNumber:     wire.Optional(of.phone),
		UserIdentityID:  of.ID,
		UserIdentityKey: wire.Optional(of.key),
		Warnings:        wire.NoIssues,
		WorkspaceID:     s.world.WorkspaceID,
	}
}

func (s *Server) createIdentity(c *protocol.Call) (any, error) {
	added := readIdentity(c.Params)
	var systems []*system
	for _, id := range c.UUIDs("acs_system_ids") {
		in, err := s.findSystem(id)
		if err != nil {
			return nil, err
		}
		systems = append(systems, in)
	}
	if err := s.unique(added); err != nil {
		return nil, err
	}
	added.Record = s.world.NewRecord("user_identity")
	s.identities.Insert(added)
	for _, in := range systems {
		s.linkUser(added, in)
	}
	return s.viewIdentity(added), nil
}

// readIdentity reads what a request says about a new identity.
func readIdentity(in *protocol.Params) *identity {
	return &identity{
		person: person{fullName: in.Text("full_name"), email: in.Text("email_address"), phone: in.Text("phone_number")},
		key:    in.Text("user_identity_key"),
	}
}

// unique refuses an identity that shares what must be its own.
func (s *Server) unique(added *identity) error {
	_, taken := s.identities.First(func(of *identity) bool {
		return of.ID != added.ID && (world.SameKey(added.email, of.email) || world.SameKey(added.phone, of.phone) || world.SameKey(added.key, of.key))
	})
	if taken {
		return problem.Conflict("user_identity_already_exists", "Another user identity has this e-mail address, phone number or key")
	}
	return nil
}

func (s *Server) findIdentity(id string) (*identity, error) {
	if found, ok := s.identities.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("user_identity")
}

// userOf returns the identity's ACS user in a system, or nil.
func (s *Server) userOf(of *identity, in *system) *user {
	found, _ := s.users.First(func(u *user) bool { return u.system == in && u.identity == of })
	return found
}

// linkable returns the ACS user of a system that a user identity is linked to, or would be: its own,
// else one with the same e-mail address or phone number and no identity. It is nil if there is none.
func (s *Server) linkable(of *identity, in *system) *user {
	if own := s.userOf(of, in); own != nil {
		return own
	}
	found, _ := s.users.First(func(u *user) bool {
		return u.system == in && u.identity == nil && (world.SameKey(u.email, of.email) || world.SameKey(u.phone, of.phone))
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

func (s *Server) getIdentity(c *protocol.Call) (any, error) {
	id, key := c.UUID("user_identity_id"), c.Text("user_identity_key")
	found, ok := s.identities.First(func(of *identity) bool {
		return world.SameKey(of.ID, id) || world.SameKey(of.key, key)
	})
	if !ok {
		return nil, problem.NotFound("user_identity")
	}
	return s.viewIdentity(found), nil
}

func (s *Server) listIdentities(c *protocol.Call) (any, error) {
	before, search := c.Time("created_before"), c.Text("search")
	managerID := c.UUID("credential_manager_acs_system_id")
	ids, chosen := c.UUIDs("user_identity_ids"), c.Given("user_identity_ids")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := s.identities.Where(func(of *identity) bool {
		return (before.IsZero() || of.CreatedAt.Before(before)) &&
			(managerID == "" || s.managedBy(of, managerID)) &&
			protocol.Among(ids, chosen, of.ID) &&
			protocol.Search(search, of.fullName, of.phone, of.email, of.ID)
	})
	return protocol.Paginate(page, found, s.viewIdentity)
}

// managedBy tells whether a credential manager issues one of the identity's credentials.
func (s *Server) managedBy(of *identity, managerID string) bool {
	_, ok := s.credentials.First(func(c *credential) bool {
		return c.user != nil && c.user.identity == of && cmp.Or(c.managerID, c.system.CredentialManagerID) == managerID
	})
	return ok
}
