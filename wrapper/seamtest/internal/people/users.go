package people

import (
	"cmp"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// User is an ACS user: a person in one access system.
type User struct {
	world.Record
	Person

	System    *places.System
	Identity  *Identity // nil if it is not linked
	Suspended bool
	Entrances []*places.Entrance // those that the user can open without a credential or a group

	startsAt, endsAt time.Time // the access schedule; without one, startsAt is zero
	hidSystemID      string
	failure          string // the error code if the access system rejected the user
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

func (a *Area) viewUser(u *User) userView {
	external := u.System.Brand().User
	view := userView{
		ACSSystemID:             u.System.ID,
		ACSUserID:               u.ID,
		ConnectedAccountID:      u.System.Account.ID,
		CreatedAt:               wire.Time(u.CreatedAt),
		DisplayName:             u.DisplayName(),
		Email:                   u.Email,
		EmailAddress:            u.Email,
		Errors:                  a.userErrors(u),
		ExternalType:            external,
		ExternalTypeDisplayName: places.TypeName(external),
		FullName:                u.FullName,
		HIDSystemID:             u.hidSystemID,
		IsManaged:               true,
		IsSuspended:             u.Suspended,
		PhoneNumber:             u.Phone,
		Warnings:                a.userWarnings(u),
		WorkspaceID:             a.world.WorkspaceID,
	}
	if !u.startsAt.IsZero() {
		view.AccessSchedule = &schedule{StartsAt: wire.Time(u.startsAt), EndsAt: wire.OptionalTime(u.endsAt)}
	}
	if linked := u.Identity; linked != nil {
		view.UserIdentityID = linked.ID
		view.UserIdentityEmailAddress = wire.Optional(linked.Email)
		view.UserIdentityFullName = wire.Optional(linked.FullName)
		view.UserIdentityPhoneNumber = wire.Optional(linked.Phone)
	}
	return view
}

func (a *Area) createUser(c *protocol.Call) (any, error) {
	added := &User{Person: Person{
		FullName: c.NonEmptyText("full_name"),
		Email:    cmp.Or(c.Text("email_address"), c.Text("email")), // email is the older name
		Phone:    c.Text("phone_number"),
	}}
	added.startsAt, added.endsAt = a.readSchedule(c)
	if err := c.Err(); err != nil {
		return nil, err
	}
	in, err := a.places.Systems.Find(c.UUID("acs_system_id"))
	if err != nil {
		return nil, err
	}
	added.System = in
	groups, err := a.findGroups(c.UUIDs("acs_access_group_ids"), in)
	if err != nil {
		return nil, err
	}
	if c.UUID("user_identity_id") != "" {
		added.Identity, err = a.NamedIdentity(c)
		if err != nil {
			return nil, err
		}
		if a.userIn(added.Identity, in) != nil {
			return nil, errAlreadyLinked
		}
	}
	a.addUser(added)
	for _, g := range groups {
		world.Add(&g.members, added)
	}
	return a.viewUser(added), nil
}

func (a *Area) addUser(added *User) {
	added.failure = a.failureOf(added, "failed_to_create_on_acs_system")
	a.Users.Insert(added)
	a.world.Emit("acs_user.created", added.System.EventFields(), wire.Object{"acs_user_id": added.ID})
}

// readSchedule reads an access schedule. The default start is now.
func (a *Area) readSchedule(c *protocol.Call) (startsAt, endsAt time.Time) {
	in, given := c.Object("access_schedule")
	if !given {
		return time.Time{}, time.Time{}
	}
	startsAt, endsAt = in.Time("starts_at"), in.Time("ends_at")
	if startsAt.IsZero() {
		startsAt = a.world.Now()
	}
	in.CheckWindow("ends_at", startsAt, endsAt, a.world.Now())
	return startsAt, endsAt
}

// NamedUser returns the user that a request names by acs_user_id, or by user_identity_id and
// acs_system_id. Unless systemRequired is true the request can leave out acs_system_id, and NamedUser
// returns the identity's first user.
func (a *Area) NamedUser(c *protocol.Call, systemRequired bool) (*User, error) {
	id, identityID := c.OneOf("acs_user_id", "user_identity_id")
	systemID := c.UUID("acs_system_id")
	if systemRequired && c.Given("user_identity_id") {
		c.Require("acs_system_id")
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	return a.Users.FindFirst(func(u *User) bool {
		return protocol.Equal(id, u.ID) &&
			(identityID == "" || u.Identity != nil && u.Identity.ID == identityID) &&
			protocol.Equal(systemID, u.System.ID)
	})
}

func (a *Area) getUser(c *protocol.Call) (any, error) {
	found, err := a.NamedUser(c, false)
	if err != nil {
		return nil, err
	}
	return a.viewUser(found), nil
}

func (a *Area) listUsers(c *protocol.Call) (any, error) {
	systemID, identityID := c.UUID("acs_system_id"), c.UUID("user_identity_id")
	email, phone := c.Text("user_identity_email_address"), c.Text("user_identity_phone_number")
	before, search := c.Time("created_before"), c.Text("search")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := a.Users.Where(func(u *User) bool {
		linked := u.Identity
		if linked == nil {
			linked = &Identity{} // matches no filter by identity
		}
		return protocol.Equal(systemID, u.System.ID) &&
			protocol.Equal(identityID, linked.ID) &&
			protocol.Equal(email, linked.Email) &&
			protocol.Equal(phone, linked.Phone) &&
			(before.IsZero() || u.CreatedAt.Before(before)) &&
			protocol.Search(search, u.FullName, u.Phone, u.Email, u.ID, linked.ID, linked.FullName, linked.Phone)
	})
	return protocol.Paginate(page, found, a.viewUser)
}

// updateUser changes the fields that a request has. A null access_schedule removes the schedule.
func (a *Area) updateUser(c *protocol.Call) (any, error) {
	startsAt, endsAt := a.readSchedule(c)
	email := cmp.Or(c.Text("email_address"), c.Text("email"))
	hidSystemID := c.UUID("hid_acs_system_id")
	u, err := a.NamedUser(c, true)
	if err != nil {
		return nil, err
	}
	if hidSystemID != "" {
		if _, err := a.places.Systems.Find(hidSystemID); err != nil {
			return nil, err
		}
	}
	u.FullName = cmp.Or(c.Text("full_name"), u.FullName)
	if email != "" && email != u.Email {
		u.Email = email
		u.failure = a.failureOf(u, "failed_to_update_on_acs_system")
	}
	u.Phone = cmp.Or(c.Text("phone_number"), u.Phone)
	u.hidSystemID = cmp.Or(hidSystemID, u.hidSystemID)
	switch {
	case c.Given("access_schedule"):
		u.startsAt, u.endsAt = startsAt, endsAt
	case c.IsNull("access_schedule"):
		u.startsAt, u.endsAt = time.Time{}, time.Time{}
	}
	return protocol.OK, nil
}

func (a *Area) deleteUser(c *protocol.Call) (any, error) {
	gone, err := a.NamedUser(c, true)
	if err != nil {
		return nil, err
	}
	a.Users.Delete(gone)
	return protocol.OK, nil
}

func (a *Area) suspendUser(c *protocol.Call) (any, error)   { return a.setSuspended(c, true) }
func (a *Area) unsuspendUser(c *protocol.Call) (any, error) { return a.setSuspended(c, false) }

func (a *Area) setSuspended(c *protocol.Call, suspended bool) (any, error) {
	found, err := a.NamedUser(c, true)
	if err != nil {
		return nil, err
	}
	found.Suspended = suspended
	return protocol.OK, nil
}

// grantEntrance lets a user open an entrance without a credential.
func (a *Area) grantEntrance(c *protocol.Call) (any, error) {
	userID, identityID := c.OneOf("acs_user_id", "user_identity_id")
	e, err := a.places.NamedEntrance(c)
	if err != nil {
		return nil, err
	}
	to, err := a.FindHolder(userID, identityID, e.System)
	if err != nil {
		return nil, err
	}
	world.Add(&a.UserOf(to).Entrances, e)
	return protocol.OK, nil
}

// revokeAccess takes all entrances from a user and from their credentials. It deletes none of them.
func (a *Area) revokeAccess(c *protocol.Call) (any, error) {
	u, err := a.NamedUser(c, false)
	if err != nil {
		return nil, err
	}
	u.Entrances = nil
	for _, g := range a.Groups.All() {
		world.Remove(&g.members, u)
	}
	a.AccessRevoked.Announce(u)
	return protocol.OK, nil
}
