package seamtest

import (
	"cmp"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) userOperations() protocol.Operations {
	return protocol.Operations{
		"/acs/users/create": s.createUser,
		"/acs/users/get":    s.getUser,
		"/acs/users/list":   s.listUsers,
		"/acs/users/delete": s.deleteUser}
}

// user is an ACS user: a person as one access system knows them.
type user struct {
	world.Record
	system   *system
	identity *identity // nil when linked to none
	person
	startsAt, endsAt time.Time // the access schedule; no schedule when startsAt is zero
	suspended        bool
	hidSystemID      string
	granted          []*entrance // opened to the user without a credential or a group
}

// person is what ACS users and user identities both know about someone.
type person struct {
	fullName, email, phone string
}

type userView struct {
	AccessSchedule           *schedule    `json:"access_schedule,omitzero"`
	ACSSystemID              string       `json:"acs_system_id"`
	ACSUserID                string       `json:"acs_user_id"`
	ConnectedAccountID       string       `json:"connected_account_id"`
	CreatedAt                string       `json:"created_at"`
	DisplayName              string       `json:"display_name"`
	Email                    string       `json:"email,omitzero"`
	EmailAddress             string       `json:"email_address,omitzero"`
	Errors                   []wire.Issue `json:"errors"`
	ExternalType             string       `json:"external_type,omitzero"`
	ExternalTypeDisplayName  string       `json:"external_type_display_name,omitzero"`
	FullName                 string       `json:"full_name,omitzero"`
	HIDSystemID              string       `json:"hid_acs_system_id,omitzero"`
	IsManaged                bool         `json:"is_managed"`
	IsSuspended              bool         `json:"is_suspended"`
	LastSuccessfulSyncAt     *string      `json:"last_successful_sync_at"`
	PhoneNumber              string       `json:"phone_number,omitzero"`
	UserIdentityEmailAddress *string      `json:"user_identity_email_address"`
	UserIdentityFullName     *string      `json:"user_identity_full_name"`
	UserIdentityID           string       `json:"user_identity_id,omitzero"`
	UserIdentityPhoneNumber  *string      `json:"user_identity_phone_number"`
	Warnings                 []wire.Issue `json:"warnings"`
	WorkspaceID              string       `json:"workspace_id"`
}

type schedule struct {
	EndsAt   *string `json:"ends_at"`
	StartsAt string  `json:"starts_at"`
}

func (s *Server) viewUser(of *user) userView {
	external := brands[of.system.ExternalType].user
	view := userView{
		ACSSystemID:             of.system.ID,
		ACSUserID:               of.ID,
		ConnectedAccountID:      of.system.connectedAccountID,
		CreatedAt:               wire.Time(of.CreatedAt),
		DisplayName:             of.displayName(),
		Email:                   of.email,
		EmailAddress:            of.email,
		Errors:                  wire.NoIssues,
		ExternalType:            external,
		ExternalTypeDisplayName: typeNames[external],
		FullName:                of.fullName,
		HIDSystemID:             of.hidSystemID,
		IsManaged:               true,
		IsSuspended:             of.suspended,
		PhoneNumber:             of.phone,
		Warnings:                wire.NoIssues,
		WorkspaceID:             s.world.WorkspaceID,
	}
	if !of.startsAt.IsZero() {
		view.AccessSchedule = &schedule{StartsAt: wire.Time(of.startsAt), EndsAt: wire.OptionalTime(of.endsAt)}
	}
	if linked := of.identity; linked != nil {
		view.UserIdentityID = linked.ID
		view.UserIdentityEmailAddress = wire.Optional(linked.email)
		view.UserIdentityFullName = wire.Optional(linked.fullName)
		view.UserIdentityPhoneNumber = wire.Optional(linked.phone)
	}
	return view
}

func (p person) displayName() string {
	return cmp.Or(p.fullName, p.email, p.phone, "Unnamed")
}

func (s *Server) createUser(c *protocol.Call) (any, error) {
	systemID, identityID := c.UUID("acs_system_id"), c.UUID("user_identity_id")
	added := &user{person: person{fullName: c.NonEmptyText("full_name"), phone: c.Text("phone_number")}}
	// email is the older name of email_address.
	added.email = cmp.Or(c.Text("email_address"), c.Text("email"))
	added.startsAt, added.endsAt = s.accessSchedule(c)
	groupIDs := c.UUIDs("acs_access_group_ids")
	if err := c.Err(); err != nil {
		return nil, err
	}

	in, err := s.findSystem(systemID)
	if err != nil {
		return nil, err
	}
	added.system = in
	groups, err := s.joinable(groupIDs, in)
	if err != nil {
		return nil, err
	}
	if identityID != "" {
		linked, err := s.findIdentity(identityID)
		if err != nil {
			return nil, err
		}
		if s.userOf(linked, in) != nil {
			return nil, problem.Conflict("user_identity_already_linked", "The user identity has an ACS user in this system already")
		}
		added.identity = linked
	}
	s.addUser(added)
	for _, group := range groups {
		group.add(added)
	}
	return s.viewUser(added), nil
}

func (s *Server) addUser(added *user) {
	added.Record = s.world.NewRecord("acs_user")
	s.users.Insert(added)
	s.world.Emit("acs_user.created", added.system.ids(), wire.Object{"acs_user_id": added.ID})
}

// accessSchedule reads the schedule of a new user. One without a start starts now.
func (s *Server) accessSchedule(c *protocol.Call) (startsAt, endsAt time.Time) {
	in, given := c.Object("access_schedule")
	if !given {
		return time.Time{}, time.Time{}
	}
	startsAt, endsAt = in.Time("starts_at"), in.Time("ends_at")
	if startsAt.IsZero() {
		startsAt = s.world.Now()
	}
	in.CheckWindow("ends_at", startsAt, endsAt, s.world.Now())
	return startsAt, endsAt
}

func (s *Server) findUser(id string) (*user, error) {
	if found, ok := s.users.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("acs_user")
}

// namedUser finds the user that a request names, by acs_user_id or by user_identity_id. For the
// latter the system may be left out where systemRequired is false; the identity's first user counts
// then.
func (s *Server) namedUser(c *protocol.Call, systemRequired bool) (*user, error) {
	id, identityID := c.OneOf("acs_user_id", "user_identity_id")
	systemID := c.UUID("acs_system_id")
	if systemRequired && c.Given("user_identity_id") {
		c.Require("acs_system_id")
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	found, ok := s.users.First(func(of *user) bool {
		return protocol.Equal(id, of.ID) &&
			(identityID == "" || of.identity != nil && of.identity.ID == identityID) &&
			protocol.Equal(systemID, of.system.ID)
	})
	if !ok {
		return nil, problem.NotFound("acs_user")
	}
	return found, nil
}

func (s *Server) getUser(c *protocol.Call) (any, error) {
	found, err := s.namedUser(c, false)
	if err != nil {
		return nil, err
	}
	return s.viewUser(found), nil
}

func (s *Server) deleteUser(c *protocol.Call) (any, error) {
	gone, err := s.namedUser(c, true)
	if err != nil {
		return nil, err
	}
	s.dropUser(gone)
	return protocol.OK, nil
}

// dropUser deletes a user and the credentials with them.
func (s *Server) dropUser(gone *user) {
	s.dropCredentials(func(of *credential) bool { return of.user == gone })
	s.leaveGroups(gone)
	s.users.DeleteWhere(func(of *user) bool { return of == gone })
	s.world.Emit("acs_user.deleted", gone.system.ids(), wire.Object{"acs_user_id": gone.ID})
}

func (s *Server) listUsers(c *protocol.Call) (any, error) {
	systemID, identityID := c.UUID("acs_system_id"), c.UUID("user_identity_id")
	email, phone := c.Text("user_identity_email_address"), c.Text("user_identity_phone_number")
	before, search := c.Time("created_before"), c.Text("search")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := s.users.Where(func(of *user) bool {
		linked := of.identity
		if linked == nil {
			linked = &identity{} // matches no filter by identity
		}
		return protocol.Equal(systemID, of.system.ID) &&
			protocol.Equal(identityID, linked.ID) &&
			protocol.Equal(email, linked.email) &&
			protocol.Equal(phone, linked.phone) &&
			(before.IsZero() || of.CreatedAt.Before(before)) &&
			protocol.Search(search, of.fullName, of.phone, of.email, of.ID, linked.ID, linked.fullName, linked.phone)
	})
	return protocol.Paginate(page, found, s.viewUser)
}
