package credentials

import (
	"encoding/hex"
	"slices"
	"strconv"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Card is a plastic card. Its ID is the card number, which no encoder can change.
type Card struct {
	world.Record

	Format string // "TLCode", "rfid48", or "" for a card that takes both

	contents *contents // nil while the card is blank
}

// contents is a credential as an encoder wrote it on a card.
type contents struct {
	of               *Credential
	at               time.Time
	code             string
	startsAt, endsAt time.Time
	entrances        []*places.Entrance
}

// NewCard returns a blank card without inserting it into the table. If number is empty, it generates one.
func (a *Area) NewCard(number, format string) *Card {
	cd := &Card{Record: a.world.NewRecord("card"), Format: format}
	cd.ID = number
	if number == "" {
		b := a.world.NextBytes("card_number")
		cd.ID = hex.EncodeToString(b[:8])
	}
	return cd
}

// contentsFor returns the contents that an encoder would write on a card now.
func (a *Area) contentsFor(cr *Credential) *contents {
	return &contents{
		of:        cr,
		at:        a.world.Now(),
		code:      cr.Code,
		startsAt:  cr.StartsAt,
		endsAt:    cr.EndsAt,
		entrances: slices.Clone(cr.Entrances),
	}
}

// isCurrent reports whether the credential is unchanged since it was written on the card.
func (on *contents) isCurrent() bool {
	return on.code == on.of.Code &&
		on.startsAt.Equal(on.of.StartsAt) &&
		on.endsAt.Equal(on.of.EndsAt) &&
		slices.Equal(on.entrances, on.of.Entrances)
}

// issue writes a credential on a card.
func (a *Area) issue(cr *Credential, onto *Card) {
	event := "acs_credential.issued"
	if cr.card != nil {
		event = "acs_credential.reissued"
	}
	before := onto.contents
	onto.contents = a.contentsFor(cr)
	cr.card, cr.issuedAt, cr.changedAt = onto, a.world.Now(), a.world.Now()
	a.world.Emit(event, cr.eventFields())
	if event == "acs_credential.issued" {
		a.overrideOthers(cr)
	}
	if before != nil && before.of != cr && a.Credentials.Holds(before.of) {
		a.world.Emit("acs_credential.invalidated", before.of.eventFields())
	}
}

// isOnCard reports whether the credential's card still holds it.
func (cr *Credential) isOnCard() bool {
	return cr.card != nil && cr.card.contents != nil && cr.card.contents.of == cr
}

// NeedsEncoding reports whether a card has to be encoded, for the first time or again.
func (cr *Credential) NeedsEncoding() bool {
	return cr.Method == "card" && (!cr.isOnCard() || !cr.card.contents.isCurrent())
}

// IssuedAt returns the time at which a card was last encoded or assigned, or the zero time if it never was.
func (cr *Credential) IssuedAt() time.Time { return cr.issuedAt }

// IsFreeCard reports whether the credential is on a card and is not assigned to a user.
func (cr *Credential) IsFreeCard() bool { return cr.User == nil && cr.isOnCard() }

// AssignCard replaces a credential that has not been encoded with a free card, and deletes the credential.
// The access system already knows such a card: it opens its entrances at once, and its entrances change
// without an encoder.
func (a *Area) AssignCard(free, insteadOf *Credential) {
	free.User = insteadOf.User
	free.preassigned = true
	a.Open(free, insteadOf.Entrances, insteadOf.StartsAt, insteadOf.EndsAt)
	free.changedAt, free.issuedAt = a.world.Now(), a.world.Now()
	free.card.contents = a.contentsFor(free)
	a.Credentials.Delete(insteadOf)
}

// IsAssigned reports whether [Area.AssignCard] assigned the credential's card.
func (cr *Credential) IsAssigned() bool { return cr.preassigned }

// ReleaseCard reverses [Area.AssignCard]: the card is free again.
func (a *Area) ReleaseCard(cr *Credential) {
	cr.User, cr.Entrances, cr.preassigned = nil, nil, false
	cr.changedAt = a.world.Now()
}

// cardWarnings returns warnings of a card that has to be encoded.
func (cr *Credential) cardWarnings() []wire.Issue {
	switch {
	case cr.card == nil:
		return []wire.Issue{{
			CreatedAt:   wire.Time(cr.CreatedAt),
			Message:     "The card has not been encoded yet",
			WarningCode: "waiting_to_be_issued",
		}}
	case cr.isOnCard() && !cr.card.contents.isCurrent():
		return []wire.Issue{{
			CreatedAt:   wire.Time(cr.changedAt),
			Message:     "The credential has changed since its card was encoded",
			WarningCode: "needs_to_be_reissued",
		}}
	default:
		return wire.NoIssues
	}
}

// CardNumber returns the number of the credential's card, "" until it is issued.
func (cr *Credential) CardNumber() string {
	if cr.card == nil {
		return ""
	}
	return cr.card.ID
}

// providerIDs returns the IDs that the access system gives to the card and to its contents. Both are
// empty until the credential is issued.
func (cr *Credential) providerIDs() (cardID, issueID string) {
	if cr.card == nil {
		return "", ""
	}
	return strconv.Itoa(cr.card.Serial()), strconv.Itoa(cr.Serial())
}
