package credentials

import (
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
)

// Open sets the entrances that a credential opens, and when. The keys on phones follow with the next
// [Area.SyncPhones].
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

// IsFreeCard reports whether the credential is on a card and belongs to nobody.
func (cr *Credential) IsFreeCard() bool { return cr.User == nil && cr.isOnCard() }

// AssignCard puts a free card in the place of a credential that was to be encoded, which is deleted.
// The access system knows such a card already: it opens everything at once, and what it opens changes
// without an encoder.
func (a *Area) AssignCard(free, insteadOf *Credential) {
	free.User = insteadOf.User
	free.preassigned = true
	a.Open(free, insteadOf.Entrances, insteadOf.StartsAt, insteadOf.EndsAt)
	free.changedAt, free.issuedAt = a.world.Now(), a.world.Now()
	free.card.contents = a.contentsFor(free)
	a.Credentials.Delete(insteadOf)
}

// IsAssigned reports whether the credential is a card that was assigned by [Area.AssignCard].
func (cr *Credential) IsAssigned() bool { return cr.preassigned }

// ReleaseCard takes back a card that was assigned by [Area.AssignCard]. It belongs to nobody then.
func (a *Area) ReleaseCard(cr *Credential) {
	cr.User, cr.Entrances, cr.preassigned = nil, nil, false
	cr.changedAt = a.world.Now()
}
