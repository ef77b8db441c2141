package people

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// UsersOf returns the ACS users of an identity, at most one in each system.
func (a *Area) UsersOf(i *Identity) []*User {
	return a.Users.Where(func(u *User) bool { return u.Identity == i })
}

// userIn returns the identity's ACS user in a system, or nil.
func (a *Area) userIn(i *Identity, in *places.System) *User {
	found, _ := a.Users.First(func(u *User) bool { return u.System == in && u.Identity == i })
	return found
}

// linkable returns the ACS user of a system that an identity is linked to, or would be: its own, or
// else one with the same e-mail address or phone number and no identity. It is nil if there is none.
func (a *Area) linkable(i *Identity, in *places.System) *User {
	if own := a.userIn(i, in); own != nil {
		return own
	}
	found, _ := a.Users.First(func(u *User) bool {
		return u.System == in && u.Identity == nil && (world.SameKey(u.Email, i.Email) || world.SameKey(u.Phone, i.Phone))
	})
	return found
}

// LinkUser links an identity to an ACS user of a system, a new one if there is none to link, and
// returns it.
func (a *Area) LinkUser(i *Identity, in *places.System) *User {
	linked := a.linkable(i, in)
	if linked == nil {
		linked = &User{System: in, Person: i.Person}
		a.addUser(linked)
	}
	linked.Identity = i
	a.LinksChanged.Announce()
	return linked
}

// addIdentityUser links an ACS user to an identity. A key that no identity has makes a new one, with
// the name and addresses of the ACS user.
func (a *Area) addIdentityUser(c *protocol.Call) (any, error) {
	added, err := a.Users.Find(c.UUID("acs_user_id"))
	if err != nil {
		return nil, err
	}
	to, err := a.identityToLink(c, added)
	if err != nil {
		return nil, err
	}
	if added.Identity != nil && added.Identity != to {
		return nil, problem.Conflict("acs_user_already_linked", "The ACS user belongs to another user identity")
	}
	if own := a.userIn(to, added.System); own != nil && own != added {
		return nil, errAlreadyLinked
	}
	if !a.Identities.Holds(to) {
		a.Identities.Insert(to)
	}
	added.Identity = to
	a.LinksChanged.Announce()
	return protocol.OK, nil
}

var errAlreadyLinked = problem.Conflict("user_identity_already_linked", "The user identity has an ACS user in this system already")

// identityToLink returns the identity that a request names, or a new one that is in no table yet.
func (a *Area) identityToLink(c *protocol.Call, u *User) (*Identity, error) {
	key := c.Text("user_identity_key")
	switch {
	case c.Given("user_identity_id"):
		return a.NamedIdentity(c)
	case key == "":
		return nil, problem.Invalid("", "Give user_identity_id or user_identity_key")
	}
	if found, ok := a.Identities.First(func(i *Identity) bool { return i.key == key }); ok {
		return found, nil
	}
	made := &Identity{Person: u.Person, key: key}
	return made, a.checkUnique(made)
}

// removeIdentityUser removes the link. Identity and ACS user stay.
func (a *Area) removeIdentityUser(c *protocol.Call) (any, error) {
	from, err := a.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	u, err := a.Users.Find(c.UUID("acs_user_id"))
	if err != nil {
		return nil, err
	}
	if u.Identity != from {
		return nil, problem.Conflict("acs_user_not_linked", "The ACS user does not belong to this user identity")
	}
	u.Identity = nil
	a.LinksChanged.Announce()
	return protocol.OK, nil
}

func (a *Area) listIdentityUsers(c *protocol.Call) (any, error) {
	i, err := a.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	return wire.Views(a.UsersOf(i), a.viewUser), nil
}

func (a *Area) listIdentitySystems(c *protocol.Call) (any, error) {
	i, err := a.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	found := a.places.Systems.Where(func(s *places.System) bool { return a.userIn(i, s) != nil })
	return wire.Views(found, a.places.ViewSystem), nil
}

// Holder is the person whom a request names: an ACS user, or a user identity and the ACS user that is
// its own or could be. The user is nil if there is none yet.
type Holder struct {
	User   *User
	System *places.System

	identity *Identity
}

// FindHolder returns the person whom a request names by one of two IDs. It changes nothing, so that a
// request which is refused later leaves no user behind.
func (a *Area) FindHolder(userID, identityID string, in *places.System) (Holder, error) {
	if userID != "" {
		found, err := a.Users.Find(userID)
		if err != nil {
			return Holder{}, err
		}
		if in != nil && in != found.System {
			return Holder{}, problem.Invalid("acs_user_id", "The ACS user belongs to another access system")
		}
		return Holder{User: found, System: found.System}, nil
	}
	found, err := a.Identities.Find(identityID)
	if err != nil {
		return Holder{}, err
	}
	return Holder{User: a.linkable(found, in), identity: found, System: in}, nil
}

// UserOf returns the holder's ACS user. It links or creates the user if need be.
func (a *Area) UserOf(h Holder) *User {
	if h.identity == nil {
		return h.User
	}
	return a.LinkUser(h.identity, h.System)
}

// Is reports whether the holder is this ACS user. A user who could be linked to an identity, but is
// not, is not the identity's user.
func (h Holder) Is(u *User) bool {
	if h.identity != nil {
		return u.Identity == h.identity
	}
	return u == h.User
}
