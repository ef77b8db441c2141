package seamtest

import (
	"cmp"
	"fmt"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// issuance is how a credential came onto its card. Only an encoder issues a card; a credential has
// one card and no other ever, though the card may be encoded anew with another credential.
type issuance struct {
	card     *card // nil until it is encoded
	issuedAt time.Time
	kind     string // its external type, where that is not its manufacturer's usual one
}

// issue writes a credential on a card.
func (s *Server) issue(of *credential, onto *card) {
	event := "acs_credential.issued"
	if of.card != nil {
		event = "acs_credential.reissued"
	}
	before := onto.holds
	onto.holds = s.write(of)
	of.card, of.issuedAt, of.syncedAt = onto, s.world.Now(), s.world.Now()
	s.world.Emit(event, of.System.EventFields(), wire.Object{"acs_credential_id": of.ID})
	if before != nil && before.of != of && s.exists(before.of) {
		s.world.Emit("acs_credential.invalidated", before.of.System.EventFields(), wire.Object{"acs_credential_id": before.of.ID})
	}
}

func (s *Server) exists(of *credential) bool {
	_, ok := s.credentials.Get(of.ID)
	return ok
}

// onCard tells whether the credential's card still holds it.
func (of *credential) onCard() bool {
	return of.card != nil && of.card.holds != nil && of.card.holds.of == of
}

// valid tells whether a credential opens its entrances, as far as its end and its card go.
func (of *credential) valid(now time.Time) bool {
	return (of.endsAt.IsZero() || of.endsAt.After(now)) && (of.card == nil || of.onCard())
}

// cardWarnings says what is left to do at an encoder.
func (of *credential) cardWarnings() []wire.Issue {
	switch {
	case of.card == nil:
		return []wire.Issue{{
			CreatedAt:   wire.Time(of.CreatedAt),
			Message:     "The card has not been encoded yet",
			WarningCode: "waiting_to_be_issued",
		}}
	case of.onCard() && !of.card.holds.upToDate():
		return []wire.Issue{{
			CreatedAt:   wire.Time(of.syncedAt),
			Message:     "The credential has changed since its card was encoded",
			WarningCode: "needs_to_be_reissued",
		}}
	default:
		return wire.NoIssues
	}
}

func (of *credential) cardNumber() string {
	if of.card == nil {
		return ""
	}
	return of.card.Number
}

// cardID is the access system's own ID of the card, "" until the credential is issued.
func (of *credential) cardID() string {
	if of.card == nil {
		return ""
	}
	return fmt.Sprint(of.card.Serial())
}

// issueID is the access system's own ID of what was written on the card.
func (of *credential) issueID() string {
	if of.card == nil {
		return ""
	}
	return fmt.Sprint(of.Serial())
}

func (of *credential) externalType() string {
	return cmp.Or(of.kind, of.System.Brand().Credential)
}
