package credentials

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// Opens reports whether an entrance is in the credential's list of entrances.
func (cr *Credential) Opens(e *places.Entrance) bool { return slices.Contains(cr.Entrances, e) }

// Open sets the entrances that a credential opens and its times. The next [Area.SyncPhones] updates the
// keys on phones.
func (a *Area) Open(cr *Credential, entrances []*places.Entrance, startsAt, endsAt time.Time) {
	if slices.Equal(cr.Entrances, entrances) && cr.StartsAt.Equal(startsAt) && cr.EndsAt.Equal(endsAt) {
		return
	}
	cr.Entrances, cr.StartsAt, cr.EndsAt = entrances, startsAt, endsAt
	cr.changedAt = a.world.Now()
	if cr.preassigned {
		cr.card.contents = a.contentsFor(cr)
	}
}

// isValid reports whether the credential has not ended, was not overridden, and is still on its card.
func (cr *Credential) isValid(now time.Time) bool {
	return (cr.EndsAt.IsZero() || cr.EndsAt.After(now)) && !cr.overridden && (cr.card == nil || cr.isOnCard())
}

// canOpen reports whether an ACS user can open an entrance: with a credential, as a member of an access
// group, or because the entrance was granted to the user. A suspended user can open none.
func (a *Area) canOpen(u *people.User, e *places.Entrance) bool {
	if u.Suspended {
		return false
	}
	_, byCredential := a.Credentials.First(func(cr *Credential) bool { return cr.User == u && cr.Opens(e) })
	_, byGroup := a.people.Groups.First(func(g *people.Group) bool { return g.Has(u) && slices.Contains(g.Entrances, e) })
	return byCredential || byGroup || slices.Contains(u.Entrances, e)
}

// opensByID reports whether a credential opens an entrance. An unknown credential opens none.
func (a *Area) opensByID(credentialID string, e *places.Entrance) bool {
	cr, ok := a.Credentials.Get(credentialID)
	return ok && cr.Opens(e)
}

// closeEntrances removes all entrances from a user's credentials.
func (a *Area) closeEntrances(u *people.User) {
	for _, cr := range a.Credentials.All() {
		if cr.User == u && len(cr.Entrances) > 0 {
			cr.Entrances = nil
			cr.changedAt = a.world.Now()
		}
	}
	a.SyncPhones()
}

func (a *Area) listAccessibleEntrances(c *protocol.Call) (any, error) {
	found, err := a.namedCredential(c)
	if err != nil {
		return nil, err
	}
	return wire.Views(found.Entrances, (*places.Entrance).View), nil
}

func (a *Area) listCredentialsWithAccess(c *protocol.Call) (any, error) {
	e, err := a.places.NamedEntrance(c)
	if err != nil {
		return nil, err
	}
	onlyValid := slices.Contains(c.Texts("include_if"), "visionline_metadata.is_valid")
	found := a.Credentials.Where(func(cr *Credential) bool {
		return cr.Opens(e) && (!onlyValid || cr.isVisionline() && cr.isValid(a.world.Now()))
	})
	return wire.Views(found, a.View), nil
}

func (a *Area) listUserEntrances(c *protocol.Call) (any, error) {
	u, err := a.people.NamedUser(c, false)
	if err != nil {
		return nil, err
	}
	return a.viewOpenEntrances([]*people.User{u}), nil
}

func (a *Area) listIdentityEntrances(c *protocol.Call) (any, error) {
	i, err := a.people.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	return a.viewOpenEntrances(a.people.UsersOf(i)), nil
}

// viewOpenEntrances returns the entrances that at least one of the users can open, as responses show
// them.
func (a *Area) viewOpenEntrances(users []*people.User) any {
	open := a.places.Entrances.Where(func(e *places.Entrance) bool {
		return slices.ContainsFunc(users, func(u *people.User) bool { return a.canOpen(u, e) })
	})
	return wire.Views(open, (*places.Entrance).View)
}
