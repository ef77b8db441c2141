package people

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Person has the fields that ACS users and user identities have in common.
type Person struct {
	FullName, Email, Phone string
}

// DisplayName returns the name, or else the e-mail address, or else the phone number.
func (p Person) DisplayName() string {
	return cmp.Or(p.FullName, p.Email, p.Phone, "Unnamed")
}

// Identity is a user identity: a person in the caller's program, independent of access systems.
type Identity struct {
	world.Record
	Person

	// Devices lists the devices that the person can use without an access grant.
	Devices []*places.Device

	key string
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

// ViewIdentity returns a user identity as responses show it.
func (a *Area) ViewIdentity(i *Identity) any {
	return identityView{
		ACSUserIDs:      wire.Views(a.UsersOf(i), func(u *User) string { return u.ID }),
		CreatedAt:       wire.Time(i.CreatedAt),
		DisplayName:     i.DisplayName(),
		EmailAddress:    wire.Optional(i.Email),
		Errors:          wire.NoIssues,
		FullName:        wire.Optional(i.FullName),
		PhoneNumber:     wire.Optional(i.Phone),
		UserIdentityID:  i.ID,
		UserIdentityKey: wire.Optional(i.key),
		Warnings:        wire.NoIssues,
		WorkspaceID:     a.world.WorkspaceID,
	}
}

// ReadIdentity reads a new identity from a request. It does not insert it into the table.
func (a *Area) ReadIdentity(in *protocol.Params) (*Identity, error) {
	i := &Identity{
		Person: Person{FullName: in.Text("full_name"), Email: in.Text("email_address"), Phone: in.Text("phone_number")},
		key:    in.Text("user_identity_key"),
	}
	return i, a.checkUnique(i)
}

// uniqueIdentity is implemented by checkUnique.
var uniqueIdentity = rules.Rule{
	Name:       "A user identity shares its e-mail address, phone number and key with no other",
	Page:       "core-concepts/mapping-your-resources-to-seam-resources",
	Operations: []string{"/user_identities/create", "/user_identities/update", "/user_identities/add_acs_user", "/access_grants/create"},
	Status:     409,
	Type:       "user_identity_already_exists",
	Message:    "Another user identity has this e-mail address, phone number or key",
	Test:       "TestIdentityRefusals",
}

// checkUnique returns an error if another identity has the same e-mail address, phone number or key.
func (a *Area) checkUnique(i *Identity) error {
	_, taken := a.Identities.First(func(other *Identity) bool {
		return other.ID != i.ID &&
			(world.SameKey(i.Email, other.Email) || world.SameKey(i.Phone, other.Phone) || world.SameKey(i.key, other.key))
	})
	if taken {
		return uniqueIdentity.Err()
	}
	return nil
}

// NamedIdentity returns the identity whose ID a request has.
func (a *Area) NamedIdentity(c *protocol.Call) (*Identity, error) {
	return a.Identities.Find(c.UUID("user_identity_id"))
}

func (a *Area) createIdentity(c *protocol.Call) (any, error) {
	var systems []*places.System
	for _, id := range c.UUIDs("acs_system_ids") {
		in, err := a.places.Systems.Find(id)
		if err != nil {
			return nil, err
		}
		systems = append(systems, in)
	}
	added, err := a.ReadIdentity(c.Params)
	if err != nil {
		return nil, err
	}
	a.Identities.Insert(added)
	for _, in := range systems {
		a.LinkUser(added, in)
	}
	return a.ViewIdentity(added), nil
}

func (a *Area) getIdentity(c *protocol.Call) (any, error) {
	id, key := c.UUID("user_identity_id"), c.Text("user_identity_key")
	found, err := a.Identities.FindFirst(func(i *Identity) bool {
		return world.SameKey(i.ID, id) || world.SameKey(i.key, key)
	})
	if err != nil {
		return nil, err
	}
	return a.ViewIdentity(found), nil
}

func (a *Area) listIdentities(c *protocol.Call) (any, error) {
	before, search := c.Time("created_before"), c.Text("search")
	managerID := c.UUID("credential_manager_acs_system_id")
	ids, chosen := c.UUIDs("user_identity_ids"), c.Given("user_identity_ids")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := a.Identities.Where(func(i *Identity) bool {
		return (before.IsZero() || i.CreatedAt.Before(before)) &&
			(managerID == "" || a.HasKeyFrom(i, managerID)) &&
			protocol.Among(ids, chosen, i.ID) &&
			protocol.Search(search, i.FullName, i.Phone, i.Email, i.ID)
	})
	return protocol.Paginate(page, found, a.ViewIdentity)
}

// updateIdentity changes the fields that a request has, and clears those that are null. The fields of the
// identity's ACS users stay unchanged.
func (a *Area) updateIdentity(c *protocol.Call) (any, error) {
	i, err := a.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	after := *i
	for field, value := range map[string]*string{
		"full_name": &after.FullName, "email_address": &after.Email,
		"phone_number": &after.Phone, "user_identity_key": &after.key,
	} {
		if c.Given(field) || c.IsNull(field) {
			*value = c.Text(field)
		}
	}
	if err := a.checkUnique(&after); err != nil {
		return nil, err
	}
	*i = after
	return protocol.OK, nil
}

// deleteIdentity deletes an identity and everything that belongs to it.
func (a *Area) deleteIdentity(c *protocol.Call) (any, error) {
	gone, err := a.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	a.Identities.Delete(gone)
	return protocol.OK, nil
}

func (a *Area) grantDevice(c *protocol.Call) (any, error) {
	i, d, err := a.namedIdentityAndDevice(c)
	if err != nil {
		return nil, err
	}
	world.Add(&i.Devices, d)
	return protocol.OK, nil
}

func (a *Area) revokeDevice(c *protocol.Call) (any, error) {
	i, d, err := a.namedIdentityAndDevice(c)
	if err != nil {
		return nil, err
	}
	world.Remove(&i.Devices, d)
	return protocol.OK, nil
}

func (a *Area) namedIdentityAndDevice(c *protocol.Call) (*Identity, *places.Device, error) {
	i, err := a.NamedIdentity(c)
	if err != nil {
		return nil, nil, err
	}
	d, err := a.places.FindManaged(c.UUID("device_id"))
	return i, d, err
}
