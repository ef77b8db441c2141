// Package people has the persons of a workspace: user identities and their phones, ACS users, which are
// persons in one access system, and access groups of ACS users. It does not depend on credentials, codes
// or access grants.
package people

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Area has the people of one workspace.
type Area struct {
	Identities *world.Table[*Identity]
	Phones     *world.Table[*Phone]
	Users      *world.Table[*User]
	Groups     *world.Table[*Group]

	// LinksChanged announces a change of the ACS users or the phones of an identity.
	LinksChanged world.Signal
	// AccessRevoked announces that an ACS user lost access to all entrances.
	AccessRevoked world.Announcement[*User]

	// HasKeyFrom reports whether a credential manager issues one of an identity's credentials. An area
	// above sets it.
	HasKeyFrom func(i *Identity, managerID string) bool
	// Carries reports whether a credential is on a phone. An area above sets it.
	Carries func(p *Phone, credentialID string) bool

	world  *world.World
	places *places.Area
}

// New returns an area without people.
func New(w *world.World, in *places.Area) *Area {
	a := &Area{
		Identities: world.NewTable[*Identity](w, "user_identity"),
		Phones:     world.NewTable[*Phone](w, "phone"),
		Users:      world.NewTable[*User](w, "acs_user"),
		Groups:     world.NewTable[*Group](w, "acs_access_group"),

		world:  w,
		places: in,
	}
	world.BelongsTo(a.Phones, a.Identities, func(p *Phone) *Identity { return p.Owner })
	world.BelongsTo(a.Users, a.Identities, func(u *User) *Identity { return u.Identity })
	world.BelongsTo(a.Groups, in.Systems, func(g *Group) *places.System { return g.System })
	world.BelongsTo(a.Users, in.Systems, func(u *User) *places.System { return u.System })
	world.ListedIn(a.Users, a.Groups, func(g *Group) *[]*User { return &g.members })
	world.ListedIn(in.Entrances, a.Groups, func(g *Group) *[]*places.Entrance { return &g.Entrances })
	world.ListedIn(in.Entrances, a.Users, func(u *User) *[]*places.Entrance { return &u.Entrances })
	world.ListedIn(in.Devices, a.Identities, func(i *Identity) *[]*places.Device { return &i.Devices })

	a.Users.Deleted.Subscribe(func(u *User) {
		w.Emit("acs_user.deleted", u.System.EventFields(), wire.Object{"acs_user_id": u.ID})
	})
	a.Phones.Deleted.Subscribe(func(p *Phone) {
		w.Emit("phone.deactivated", wire.Object{"device_id": p.ID})
		a.LinksChanged.Announce()
	})
	in.CountPeople = a.count
	return a
}

// Rules returns the rules of Seam that are about people.
func Rules() []rules.Rule {
	return []rules.Rule{emailInUse, saltoSubscription, uniqueIdentity}
}

// Handler returns the handler of an operation, nil if the area has none.
func (a *Area) Handler(path string) protocol.Handler { return operations.Handler(a, path) }

var operations = protocol.Operations[*Area]{
	"/acs/access_groups/add_user":                  (*Area).addGroupMember,
	"/acs/access_groups/delete":                    (*Area).deleteGroup,
	"/acs/access_groups/get":                       (*Area).getGroup,
	"/acs/access_groups/list":                      (*Area).listGroups,
	"/acs/access_groups/list_accessible_entrances": (*Area).listGroupEntrances,
	"/acs/access_groups/list_users":                (*Area).listGroupMembers,
	"/acs/access_groups/remove_user":               (*Area).removeGroupMember,

	"/acs/entrances/grant_access": (*Area).grantEntrance,

	"/acs/users/add_to_access_group":            (*Area).addUserToGroup,
	"/acs/users/create":                         (*Area).createUser,
	"/acs/users/delete":                         (*Area).deleteUser,
	"/acs/users/get":                            (*Area).getUser,
	"/acs/users/list":                           (*Area).listUsers,
	"/acs/users/remove_from_access_group":       (*Area).removeGroupMember,
	"/acs/users/revoke_access_to_all_entrances": (*Area).revokeAccess,
	"/acs/users/suspend":                        (*Area).suspendUser,
	"/acs/users/unsuspend":                      (*Area).unsuspendUser,
	"/acs/users/update":                         (*Area).updateUser,

	"/phones/deactivate":                    (*Area).deactivatePhone,
	"/phones/get":                           (*Area).getPhone,
	"/phones/list":                          (*Area).listPhones,
	"/phones/simulate/create_sandbox_phone": (*Area).createPhone,

	"/user_identities/add_acs_user":            (*Area).addIdentityUser,
	"/user_identities/create":                  (*Area).createIdentity,
	"/user_identities/delete":                  (*Area).deleteIdentity,
	"/user_identities/get":                     (*Area).getIdentity,
	"/user_identities/grant_access_to_device":  (*Area).grantDevice,
	"/user_identities/list":                    (*Area).listIdentities,
	"/user_identities/list_acs_systems":        (*Area).listIdentitySystems,
	"/user_identities/list_acs_users":          (*Area).listIdentityUsers,
	"/user_identities/remove_acs_user":         (*Area).removeIdentityUser,
	"/user_identities/revoke_access_to_device": (*Area).revokeDevice,
	"/user_identities/update":                  (*Area).updateIdentity,
}

// count returns how many ACS users and access groups a system has.
func (a *Area) count(s *places.System) (users, groups int) {
	users = len(a.Users.Where(func(u *User) bool { return u.System == s }))
	groups = len(a.Groups.Where(func(g *Group) bool { return g.System == s }))
	return users, groups
}
