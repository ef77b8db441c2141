package credentials

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// encodeCredential begins to write a credential on the card that will be on the encoder.
func (a *Area) encodeCredential(c *protocol.Call) (any, error) {
	credentialID, methodID := c.OneOf("acs_credential_id", "access_method_id")
	at, err := a.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	var cr *Credential
	if methodID != "" {
		cr, err = a.OfMethod(methodID, at.System)
	} else {
		cr, err = a.Credentials.Find(credentialID)
	}
	if err != nil {
		return nil, err
	}
	if err := checkEncoder(at, cr, "acs_credential_id"); err != nil {
		return nil, err
	}
	return a.BeginEncoding(c.Action(), at, cr).View(), nil
}

// checkEncoder returns an error if an encoder can never write a credential. The error names the field of
// the request that names the credential.
func checkEncoder(at *places.Encoder, cr *Credential, field string) error {
	switch {
	case cr.Method != "card":
		return problem.Invalid(field, "Only a credential with the access_method card can be encoded")
	case cr.System != at.System:
		return problem.Invalid(field, "The credential belongs to another access system than the encoder")
	}
	return nil
}

// BeginEncoding begins to write a credential on the card that will be on an encoder.
func (a *Area) BeginEncoding(action string, at *places.Encoder, cr *Credential) *world.Attempt {
	simulated := takeNext(&a.stateOf(at).encodings, cr.ID)
	about := wire.Object{"acs_encoder_id": at.ID, "acs_credential_id": cr.ID}
	return a.world.Begin(action, about, func() (wire.Object, error) {
		if err := a.encode(at, cr, simulated); err != nil {
			return nil, err
		}
		return wire.Snapshot(a.View(cr)), nil
	})
}

// oneCard and cardOnEncoder are implemented by encode.
var oneCard = rules.Rule{
	Name:       "A credential is written on one card and on no other",
	Page:       "low-level-apis/access-systems/working-with-card-encoders-and-scanners/creating-and-encoding-card-based-credentials",
	Operations: []string{"/acs/encoders/encode_credential", "/access_methods/encode"},
	Test:       "TestReissue",
}

var cardOnEncoder = rules.Rule{
	Name:       "Encoding fails when no card is on the encoder",
	Page:       "low-level-apis/access-systems/working-with-card-encoders-and-scanners/creating-and-encoding-card-based-credentials",
	Operations: []string{"/acs/encoders/encode_credential", "/access_methods/encode"},
	Test:       "TestEncodeFailures",
}

// encode writes a credential on the card on the encoder, or on the card of a simulation.
func (a *Area) encode(at *places.Encoder, cr *Credential, simulated simulatedOutcome) error {
	onto := a.stateOf(at).card
	if simulated.card != nil {
		onto = cmp.Or(cr.card, simulated.card) // a credential that has a card is written on it again
	}
	switch {
	case simulated.err != nil:
		return simulated.err
	case a.places.Unreachable(at) != "":
		return encoderError(a.places.Unreachable(at))
	case !a.Credentials.Holds(cr):
		return encoderError("credential_deleted")
	case onto == nil:
		return encoderError("no_credential_on_encoder")
	case !cr.fits(onto):
		return encoderError("incompatible_card_format")
	case cr.card != nil && cr.card != onto:
		return encoderError("credential_cannot_be_reissued")
	}
	a.issue(cr, onto)
	return nil
}
