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

// linkable returns the identity's ACS user in a system, or else an ACS user there that can be linked to
// it: one without an identity that has the same e-mail address or phone number. It returns nil if there
// is neither.
func (a *Area) linkable(i *Identity, in *places.System) *User {
	if own := a.userIn(i, in); own != nil {
		return own
	}
	found, _ := a.Users.First(func(u *User) bool {
		return u.System == in && u.Identity == nil && (world.SameKey(u.Email, i.Email) || world.SameKey(u.Phone, i.Phone))
	})
	return found
}

// LinkUser links an identity to an ACS user of a system, and returns the user. It creates a user if there
// is none to link.
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

// addIdentityUser links an ACS user to an identity. If no identity has the key in the request, it creates
// one with the name, e-mail address and phone number of the ACS user.
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

// identityToLink returns the identity that a request names, or a new one that is not in the table yet.
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

// removeIdentityUser removes the link between an identity and an ACS user. It deletes neither.
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

// Holder is a person in one access system, named by a request. If the request names a user identity, User
// is the ACS user that is linked to it or can be linked, or nil if there is none yet.
type Holder struct {
	User   *User
	System *places.System

	identity *Identity
}

// FindHolder returns the person that a request names by one of two IDs. It creates and links no user, so
// that a request which is refused later has no effect.
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

// UserOf returns the holder's ACS user. If the identity has none, it links or creates one.
func (a *Area) UserOf(h Holder) *User {
	if h.identity == nil {
		return h.User
	}
	return a.LinkUser(h.identity, h.System)
}

// Is reports whether the holder is this ACS user. It returns false for a user that can be linked to the
// identity but is not linked.
func (h Holder) Is(u *User) bool {
	if h.identity != nil {
		return u.Identity == h.identity
	}
	return u == h.User
}
