package credentials

import (
	"cmp"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

func (a *Area) simulateFailedEncoding(c *protocol.Call) (any, error) {
	at, failed, err := a.readSimulatedError(c, "acs_credential_id")
	if err != nil {
		return nil, err
	}
	failed.credentialID = c.UUID("acs_credential_id")
	a.stateOf(at).encodings = append(a.stateOf(at).encodings, failed)
	return protocol.OK, nil
}

func (a *Area) simulateFailedScan(c *protocol.Call) (any, error) {
	at, failed, err := a.readSimulatedError(c, "acs_credential_id_on_seam")
	if err != nil {
		return nil, err
	}
	a.stateOf(at).scans = append(a.stateOf(at).scans, failed)
	return protocol.OK, nil
}

// readSimulatedError reads the encoder and the error of a simulation. It returns an error if the field
// names a credential that does not exist.
func (a *Area) readSimulatedError(c *protocol.Call, field string) (*places.Encoder, simulatedOutcome, error) {
	at, err := a.places.NamedEncoder(c)
	if err != nil {
		return nil, simulatedOutcome{}, err
	}
	if c.Given(field) {
		if _, err := a.Credentials.Find(c.UUID(field)); err != nil {
			return nil, simulatedOutcome{}, err
		}
	}
	kind := cmp.Or(c.Text("error_code"), "no_credential_on_encoder")
	return at, simulatedOutcome{err: encoderError(kind)}, nil
}

// simulateEncoding puts a blank card on the encoder for the next encoding. A credential that has a card is
// written on its card instead.
func (a *Area) simulateEncoding(c *protocol.Call) (any, error) {
	at, err := a.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	blank := a.NewCard("", "")
	a.Cards.Insert(blank)
	a.stateOf(at).encodings = append(a.stateOf(at).encodings, simulatedOutcome{card: blank})
	return protocol.OK, nil
}

// simulateScan puts a card on the encoder for the next scan, as described by the scenario in the request.
func (a *Area) simulateScan(c *protocol.Call) (any, error) {
	at, err := a.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	presented := a.NewCard("", "")
	switch scenario := c.Text("scenario"); scenario {
	case "credential_on_encoder_is_empty":
	case "credential_does_not_exist_on_seam":
		presented.contents = a.contentsFor(&Credential{System: at.System, Method: "card"})
	default:
		cr, err := a.credentialAt(at, c.UUID("acs_credential_id_on_seam"))
		if err != nil {
			return nil, err
		}
		presented.ID = cmp.Or(cr.CardNumber(), presented.ID)
		presented.contents = a.contentsFor(cr)
		if scenario == "credential_on_encoder_needs_update" {
			presented.contents.endsAt = cmp.Or(cr.EndsAt, a.world.Now()).Add(-24 * time.Hour)
		}
	}
	a.stateOf(at).scans = append(a.stateOf(at).scans, simulatedOutcome{card: presented})
	return protocol.OK, nil
}

// credentialAt returns a credential that an encoder can write: the one with an ID, or the first one if the
// ID is empty.
func (a *Area) credentialAt(at *places.Encoder, id string) (*Credential, error) {
	if id == "" {
		return a.Credentials.FindFirst(func(cr *Credential) bool { return checkEncoder(at, cr, "") == nil })
	}
	cr, err := a.Credentials.Find(id)
	if err != nil {
		return nil, err
	}
	return cr, checkEncoder(at, cr, "acs_credential_id_on_seam")
}
