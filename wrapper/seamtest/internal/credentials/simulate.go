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
	a.desk(at).encodings = append(a.desk(at).encodings, failed)
	return protocol.OK, nil
}

func (a *Area) simulateFailedScan(c *protocol.Call) (any, error) {
	at, failed, err := a.readSimulatedError(c, "acs_credential_id_on_seam")
	if err != nil {
		return nil, err
	}
	a.desk(at).scans = append(a.desk(at).scans, failed)
	return protocol.OK, nil
}

// readSimulatedError reads the encoder and the error of a simulation. The field may name a credential.
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

// simulateEncoding presents a blank card for the next encoding, or the credential's own card if it has
// one.
func (a *Area) simulateEncoding(c *protocol.Call) (any, error) {
	at, err := a.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	blank := a.NewCard("", "")
	a.Cards.Insert(blank)
	a.desk(at).encodings = append(a.desk(at).encodings, simulatedOutcome{card: blank})
	return protocol.OK, nil
}

// simulateScan presents a card for the next scan, as a scenario has it.
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
	a.desk(at).scans = append(a.desk(at).scans, simulatedOutcome{card: presented})
	return protocol.OK, nil
}

// credentialAt returns a credential that can be on a card at an encoder: the one with an ID, or without
// an ID the first one of the access system.
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
