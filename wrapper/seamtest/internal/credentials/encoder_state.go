package credentials

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// encoderState has the card on an encoder, and the simulated outcomes of its next actions.
type encoderState struct {
	card             *Card // on the encoder, or nil
	encodings, scans []simulatedOutcome
}

func (a *Area) stateOf(at *places.Encoder) *encoderState {
	if a.encoders[at] == nil {
		a.encoders[at] = &encoderState{}
	}
	return a.encoders[at]
}

// PlaceCard puts a card on an encoder, instead of the card that is there. It removes the card from any
// other encoder.
func (a *Area) PlaceCard(at *places.Encoder, cd *Card) {
	for _, other := range a.encoders {
		if other.card == cd {
			other.card = nil
		}
	}
	a.stateOf(at).card = cd
}

// TakeCard removes the card from an encoder, if there is one.
func (a *Area) TakeCard(at *places.Encoder) { a.stateOf(at).card = nil }

// simulatedOutcome determines how the next encoding or scan of an encoder ends: with an error, or with a
// card that the simulation puts there. With the zero value the card on the encoder determines it.
type simulatedOutcome struct {
	credentialID string // the credential to which it applies, "" for any
	err          error
	card         *Card
}

// takeNext removes and returns the first outcome that applies to a credential. For a scan the ID is "",
// because the credential is not known before the card is read.
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

// encoderErrors maps the error types that Seam documents for encoding and scanning to their messages.
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
