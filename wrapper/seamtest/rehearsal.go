package seamtest

import (
	"cmp"
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

var rehearsalOperations = protocol.Operations[*Server]{
	"/acs/encoders/simulate/next_credential_encode_will_fail":    (*Server).rehearseFailedEncoding,
	"/acs/encoders/simulate/next_credential_encode_will_succeed": (*Server).rehearseEncoding,
	"/acs/encoders/simulate/next_credential_scan_will_fail":      (*Server).rehearseFailedScan,
	"/acs/encoders/simulate/next_credential_scan_will_succeed":   (*Server).rehearseScan,
}

// rehearsal is how the next encoding or scan of an encoder shall end: why it fails, or with which
// card it succeeds. The zero value leaves it to what lies on the encoder.
type rehearsal struct {
	only string // the credential that it is for; "" is any
	why  error
	card *card
}

// next takes the first rehearsal that is for a credential. A scan is of no credential: until the card
// is read nobody knows what it holds.
func next(waiting *[]rehearsal, credentialID string) rehearsal {
	i := slices.IndexFunc(*waiting, func(r rehearsal) bool {
		return r.only == "" || r.only == credentialID
	})
	if i < 0 {
		return rehearsal{}
	}
	found := (*waiting)[i]
	*waiting = slices.Delete(*waiting, i, i+1)
	return found
}

func (s *Server) rehearseFailedEncoding(c *protocol.Call) (any, error) {
	at, err := s.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	only := c.UUID("acs_credential_id")
	if only != "" {
		if _, err := s.findCredential(only); err != nil {
			return nil, err
		}
	}
	why := failed(cmp.Or(c.Text("error_code"), "no_credential_on_encoder"))
	s.desk(at).encodings = append(s.desk(at).encodings, rehearsal{only: only, why: why})
	return protocol.OK, nil
}

// rehearseEncoding lets somebody present a blank card for the next encoding, or the credential's own
// card where it has one.
func (s *Server) rehearseEncoding(c *protocol.Call) (any, error) {
	at, err := s.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	shown := s.newCard(Card{})
	s.cards.Insert(shown)
	s.desk(at).encodings = append(s.desk(at).encodings, rehearsal{card: shown})
	return protocol.OK, nil
}

func (s *Server) rehearseFailedScan(c *protocol.Call) (any, error) {
	at, err := s.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	if c.Given("acs_credential_id_on_seam") {
		if _, err := s.findCredential(c.UUID("acs_credential_id_on_seam")); err != nil {
			return nil, err
		}
	}
	why := failed(cmp.Or(c.Text("error_code"), "no_credential_on_encoder"))
	s.desk(at).scans = append(s.desk(at).scans, rehearsal{why: why})
	return protocol.OK, nil
}

// rehearseScan lets somebody present a card as a scenario has it for the next scan.
func (s *Server) rehearseScan(c *protocol.Call) (any, error) {
	at, err := s.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	shown := s.newCard(Card{})
	switch c.Text("scenario") {
	case "credential_on_encoder_is_empty":
	case "credential_does_not_exist_on_seam":
		shown.holds = s.write(&credential{System: at.System, method: "card"})
	default:
		of, err := s.credentialFor(at, c.UUID("acs_credential_id_on_seam"))
		if err != nil {
			return nil, err
		}
		if of.card != nil {
			shown.Number = of.card.Number
		}
		shown.holds = s.write(of)
		if c.Text("scenario") == "credential_on_encoder_needs_update" {
			shown.holds.endsAt = cmp.Or(of.endsAt, s.world.Now()).Add(-24 * time.Hour)
		}
	}
	s.desk(at).scans = append(s.desk(at).scans, rehearsal{card: shown})
	return protocol.OK, nil
}

// credentialFor finds a credential that can be on a card at an encoder: the one asked for, or else
// the first card of the access system.
func (s *Server) credentialFor(at *places.Encoder, id string) (*credential, error) {
	if id != "" {
		of, err := s.findCredential(id)
		if err != nil {
			return nil, err
		}
		return of, takes(at, of, "acs_credential_id_on_seam")
	}
	of, ok := s.credentials.First(func(of *credential) bool {
		return takes(at, of, "") == nil
	})
	if !ok {
		return nil, problem.NotFound("acs_credential")
	}
	return of, nil
}
