package credentials

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// desk has the card on an encoder, and the simulated outcomes that are to come there.
type desk struct {
	card             *Card // on the encoder, or nil
	encodings, scans []simulatedOutcome
}

func (a *Area) desk(at *places.Encoder) *desk {
	if a.desks[at] == nil {
		a.desks[at] = &desk{}
	}
	return a.desks[at]
}

// PlaceCard puts a card on an encoder, instead of the one that is there. It is taken away from where it
// was.
func (a *Area) PlaceCard(at *places.Encoder, cd *Card) {
	for _, other := range a.desks {
		if other.card == cd {
			other.card = nil
		}
	}
	a.desk(at).card = cd
}

// TakeCard takes the card away that is on an encoder, if there is one.
func (a *Area) TakeCard(at *places.Encoder) { a.desk(at).card = nil }

// simulatedOutcome is how the next encoding or scan of an encoder ends: with an error, or with a card
// that somebody presents. The zero value leaves it to the card on the encoder.
type simulatedOutcome struct {
	credentialID string // the only credential that it is for, "" if it is for any
	err          error
	card         *Card
}

// takeNext removes the first outcome that is for a credential, and returns it. For a scan the credential
// is "", since it is not known before the card is read.
func takeNext(coming *[]simulatedOutcome, credentialID string) simulatedOutcome {
	i := slices.IndexFunc(*coming, func(o simulatedOutcome) bool {
		return o.credentialID == "" || o.credentialID == credentialID
	})
	if i < 0 {
		return simulatedOutcome{}
	}
	next := (*coming)[i]
	*coming = slices.Delete(*coming, i, i+1)
	return next
}

// encoderErrors has the reasons that Seam documents for an encoding or a scan that failed.
var encoderErrors = map[string]string{
	"action_attempt_expired":        "Nothing happened at the encoder in time",
	"bridge_disconnected":           "The access system cannot be reached",
	"credential_cannot_be_reissued": "The credential was issued on another card",
	"credential_deleted":            "The credential was deleted before it was encoded",
	"encoder_not_online":            "The encoder is not online",
	"encoding_interrupted":          "The card was taken away while it was written",
	"incompatible_card_format":      "The card has another format than the credential asks for",
	"no_credential_on_encoder":      "No card lies on the encoder",
	"uncategorized_error":           "The encoder reported an unknown error",
}

func encoderError(kind string) error {
	return &world.ActionError{Type: kind, Message: encoderErrors[kind]}
}
