package seamtest

import (
	"cmp"
	"time"
)

var userRoutes = map[string]handler{
	"/acs/users/create": (*Server).createUser,
	"/acs/users/get":    (*Server).getUser,
	"/acs/users/list":   (*Server).listUsers,
	"/acs/users/delete": (*Server).deleteUser,
}

// user is an ACS user: a person as one access system knows them.
type user struct {
	record
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
	AccessSchedule           *schedule `json:"access_schedule,omitzero"`
	ACSSystemID              string    `json:"acs_system_id"`
	ACSUserID                string    `json:"acs_user_id"`
	ConnectedAccountID       string    `json:"connected_account_id"`
	CreatedAt                string    `json:"created_at"`
	DisplayName              string    `json:"display_name"`
	Email                    string    `json:"email,omitzero"`
	EmailAddress             string    `json:"email_address,omitzero"`
	Errors                   []issue   `json:"errors"`
	ExternalType             string    `json:"external_type,omitzero"`
	ExternalTypeDisplayName  string    `json:"external_type_display_name,omitzero"`
	FullName                 string    `json:"full_name,omitzero"`
	HIDSystemID              string    `json:"hid_acs_system_id,omitzero"`
	IsManaged                bool      `json:"is_managed"`
	IsSuspended              bool      `json:"is_suspended"`
	LastSuccessfulSyncAt     *string   `json:"last_successful_sync_at"`
	PhoneNumber              string    `json:"phone_number,omitzero"`
	UserIdentityEmailAddress *string   `json:"user_identity_email_address"`
	UserIdentityFullName     *string   `json:"user_identity_full_name"`
	UserIdentityID           string    `json:"user_identity_id,omitzero"`
	UserIdentityPhoneNumber  *string   `json:"user_identity_phone_number"`
	Warnings                 []issue   `json:"warnings"`
	WorkspaceID              string    `json:"workspace_id"`
}

type schedule struct {
	EndsAt   *string `json:"ends_at"`
	StartsAt string  `json:"starts_at"`
}

func (s *Server) viewUser(of *user) userView {
	external := brands[of.system.ExternalType].user
	view := userView{
		ACSSystemID:             of.system.id,
		ACSUserID:               of.id,
		ConnectedAccountID:      of.system.connectedAccountID,
		CreatedAt:               timestamp(of.createdAt),
		DisplayName:             of.displayName(),
		Email:                   of.email,
		EmailAddress:            of.email,
		Errors:                  noIssues,
		ExternalType:            external,
		ExternalTypeDisplayName: typeNames[external],
		FullName:                of.fullName,
		HIDSystemID:             of.hidSystemID,
		IsManaged:               true,
		IsSuspended:             of.suspended,
		PhoneNumber:             of.phone,
		Warnings:                noIssues,
		WorkspaceID:             s.workspaceID,
	}
	if !of.startsAt.IsZero() {
		view.AccessSchedule = &schedule{StartsAt: timestamp(of.startsAt), EndsAt: optionalTime(of.endsAt)}
	}
	if linked := of.identity; linked != nil {
		view.UserIdentityID = linked.id
		view.UserIdentityEmailAddress = optional(linked.email)
		view.UserIdentityFullName = optional(linked.fullName)
		view.UserIdentityPhoneNumber = optional(linked.phone)
	}
	return view
}

func (p person) displayName() string {
	return cmp.Or(p.fullName, p.email, p.phone, "Unnamed")
}

func (s *Server) createUser(c *call) (answer, *refusal) {
	systemID, identityID := c.uuid("acs_system_id"), c.uuid("user_identity_id")
	added := &user{person: person{fullName: c.nonEmpty("full_name"), phone: c.text("phone_number")}}
	// email is the older name of email_address.
	added.email = cmp.Or(c.text("email_address"), c.text("email"))
	added.startsAt, added.endsAt = s.accessSchedule(c)
	groupIDs := c.uuids("acs_access_group_ids")
	if no := c.refusal(); no != nil {
		return nil, no
	}

	in, no := s.findSystem(systemID)
	if no != nil {
		return nil, no
	}
	added.system = in
	groups, no := s.joinable(groupIDs, in)
	if no != nil {
		return nil, no
	}
	if identityID != "" {
		linked, no := s.findIdentity(identityID)
		if no != nil {
			return nil, no
		}
		if s.userOf(linked, in) != nil {
			return nil, conflict("user_identity_already_linked", "The user identity has an ACS user in this system already")
		}
		added.identity = linked
	}
	s.addUser(added)
	for _, group := range groups {
		group.add(added)
	}
	return answer{"acs_user": s.viewUser(added)}, nil
}

func (s *Server) addUser(added *user) {
	added.record = s.newRecord("acs_user")
	s.users.put(added)
	s.emit("acs_user.created", added.system.ids(), answer{"acs_user_id": added.id})
}

// accessSchedule reads the schedule of a new user. One without a start starts now.
func (s *Server) accessSchedule(c *call) (startsAt, endsAt time.Time) {
	in, given := c.object("access_schedule")
	if !given {
		return time.Time{}, time.Time{}
	}
	startsAt, endsAt = in.dateTime("starts_at"), in.dateTime("ends_at")
	if startsAt.IsZero() {
		startsAt = s.instant()
	}
	in.window("ends_at", startsAt, endsAt, s.instant())
	return startsAt, endsAt
}

func (s *Server) findUser(id string) (*user, *refusal) {
	if found, ok := s.users.get(id); ok {
		return found, nil
	}
	return nil, notFound("acs_user")
}

// namedUser finds the user that a request names, by acs_user_id or by user_identity_id. For the
// latter the system may be left out where systemRequired is false; the identity's first user counts
// then.
func (s *Server) namedUser(c *call, systemRequired bool) (*user, *refusal) {
	id, identityID := c.oneOf("acs_user_id", "user_identity_id")
	systemID := c.uuid("acs_system_id")
	if systemRequired && c.given("user_identity_id") {
		c.require("acs_system_id")
	}
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found, ok := s.users.first(func(of *user) bool {
		return equals(id, of.id) &&
			(identityID == "" || of.identity != nil && of.identity.id == identityID) &&
			equals(systemID, of.system.id)
	})
	if !ok {
		return nil, notFound("acs_user")
	}
	return found, nil
}

func (s *Server) getUser(c *call) (answer, *refusal) {
	found, no := s.namedUser(c, false)
	if no != nil {
		return nil, no
	}
	return answer{"acs_user": s.viewUser(found)}, nil
}

func (s *Server) deleteUser(c *call) (answer, *refusal) {
	gone, no := s.namedUser(c, true)
	if no != nil {
		return nil, no
	}
	s.dropUser(gone)
	return nil, nil
}

// dropUser deletes a user and the credentials with them.
func (s *Server) dropUser(gone *user) {
	s.dropCredentials(func(of *credential) bool { return of.user == gone })
	s.leaveGroups(gone)
	s.users.remove(func(of *user) bool { return of == gone })
	s.emit("acs_user.deleted", gone.system.ids(), answer{"acs_user_id": gone.id})
}

func (s *Server) listUsers(c *call) (answer, *refusal) {
	systemID, identityID := c.uuid("acs_system_id"), c.uuid("user_identity_id")
	email, phone := c.text("user_identity_email_address"), c.text("user_identity_phone_number")
	before, search := c.dateTime("created_before"), c.text("search")
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.users.where(func(of *user) bool {
		linked := of.identity
		if linked == nil {
			linked = &identity{} // matches no filter by identity
		}
		return equals(systemID, of.system.id) &&
			equals(identityID, linked.id) &&
			equals(email, linked.email) &&
			equals(phone, linked.phone) &&
			(before.IsZero() || of.createdAt.Before(before)) &&
			matches(search, of.fullName, of.phone, of.email, of.id, linked.id, linked.fullName, linked.phone)
	})
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"acs_users": views(found, s.viewUser), "pagination": pages}, nil
}
