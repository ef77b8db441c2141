package seamtest

import (
	"cmp"
	"slices"
	"time"
)

var rehearsalRoutes = map[string]handler{
	"/acs/encoders/simulate/next_credential_encode_will_fail":    (*Server).rehearseFailedEncoding,
	"/acs/encoders/simulate/next_credential_encode_will_succeed": (*Server).rehearseEncoding,
	"/acs/encoders/simulate/next_credential_scan_will_fail":      (*Server).rehearseFailedScan,
	"/acs/encoders/simulate/next_credential_scan_will_succeed":   (*Server).rehearseScan,
}

// rehearsal is how the next encoding or scan of an encoder shall end: why it fails, or with which
// card it succeeds. The zero value leaves it to what lies on the encoder.
type rehearsal struct {
	only string // the credential that it is for; "" is any
	why  *mishap
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

func (s *Server) rehearseFailedEncoding(c *call) (answer, *refusal) {
	at, no := s.namedEncoder(c)
	if no != nil {
		return nil, no
	}
	only := c.uuid("acs_credential_id")
	if only != "" {
		if _, no := s.findCredential(only); no != nil {
			return nil, no
		}
	}
	why := failed(cmp.Or(c.text("error_code"), "no_credential_on_encoder"))
	at.encodings = append(at.encodings, rehearsal{only: only, why: why})
	return nil, nil
}

// rehearseEncoding lets somebody present a blank card for the next encoding, or the credential's own
// card where it has one.
func (s *Server) rehearseEncoding(c *call) (answer, *refusal) {
	at, no := s.namedEncoder(c)
	if no != nil {
		return nil, no
	}
	shown := s.newCard(Card{})
	s.cards.put(shown)
	at.encodings = append(at.encodings, rehearsal{card: shown})
	return nil, nil
}

func (s *Server) rehearseFailedScan(c *call) (answer, *refusal) {
	at, no := s.namedEncoder(c)
	if no != nil {
		return nil, no
	}
	if c.given("acs_credential_id_on_seam") {
		if _, no := s.findCredential(c.uuid("acs_credential_id_on_seam")); no != nil {
			return nil, no
		}
	}
	why := failed(cmp.Or(c.text("error_code"), "no_credential_on_encoder"))
	at.scans = append(at.scans, rehearsal{why: why})
	return nil, nil
}

// rehearseScan lets somebody present a card as a scenario has it for the next scan.
func (s *Server) rehearseScan(c *call) (answer, *refusal) {
	at, no := s.namedEncoder(c)
	if no != nil {
		return nil, no
	}
	shown := s.newCard(Card{})
	switch c.text("scenario") {
	case "credential_on_encoder_is_empty":
	case "credential_does_not_exist_on_seam":
		shown.holds = s.write(&credential{system: at.system, method: "card"})
	default:
		of, no := s.credentialFor(at, c.uuid("acs_credential_id_on_seam"))
		if no != nil {
			return nil, no
		}
		if of.card != nil {
			shown.Number = of.card.Number
		}
		shown.holds = s.write(of)
		if c.text("scenario") == "credential_on_encoder_needs_update" {
			shown.holds.endsAt = cmp.Or(of.endsAt, s.instant()).Add(-24 * time.Hour)
		}
	}
	at.scans = append(at.scans, rehearsal{card: shown})
	return nil, nil
}

// credentialFor finds a credential that can be on a card at an encoder: the one asked for, or else
// the first card of the access system.
func (s *Server) credentialFor(at *encoder, id string) (*credential, *refusal) {
	if id != "" {
		of, no := s.findCredential(id)
		if no != nil {
			return nil, no
		}
		return of, at.takes(of, "acs_credential_id_on_seam")
	}
	of, ok := s.credentials.first(func(of *credential) bool {
		return at.takes(of, "") == nil
	})
	if !ok {
		return nil, notFound("acs_credential")
	}
	return of, nil
}
