package credentials

import (
	"fmt"
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Card is a plastic card. Its ID is the number that no encoder can change.
type Card struct {
	world.Record

	Format string // "TLCode", "rfid48", or "" for a card that takes both

	contents *contents // nil while the card is blank
}

// contents is what an encoder wrote on a card: a credential as it was then.
type contents struct {
	of               *Credential
	at               time.Time
	code             string
	startsAt, endsAt time.Time
	entrances        []*places.Entrance
}

// NewCard returns a blank card, which is not in the table yet. An empty number is made up.
func (a *Area) NewCard(number, format string) *Card {
	cd := &Card{Record: a.world.NewRecord("card"), Format: format}
	cd.ID = number
	if number == "" {
		b := a.world.NextBytes("card_number")
		cd.ID = fmt.Sprintf("%x", b[:8])
	}
	return cd
}

// contentsFor returns what a credential is on a card that is written now.
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

// isCurrent reports whether the credential is still as it is on the card.
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

// IssuedAt returns when a card was encoded or assigned last, the zero time if it was not.
func (cr *Credential) IssuedAt() time.Time { return cr.issuedAt }

// cardWarnings returns what is left to do at an encoder.
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

// providerIDs returns the access system's own IDs of the card and of what was written on it, "" until
// the credential is issued.
func (cr *Credential) providerIDs() (cardID, issueID string) {
	if cr.card == nil {
		return "", ""
	}
	return fmt.Sprint(cr.card.Serial()), fmt.Sprint(cr.Serial())
}
