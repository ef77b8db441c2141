package seamtest

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

var encodeOperations = protocol.Operations[*Server]{
	"/acs/encoders/encode_credential": (*Server).encodeCredential,
}

// encodeCredential begins to write a credential on the card that will lie on the encoder.
func (s *Server) encodeCredential(c *protocol.Call) (any, error) {
	credentialID, methodID := c.OneOf("acs_credential_id", "access_method_id")
	at, err := s.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	var of *credential
	if methodID != "" {
		of, err = s.methodCard(methodID, at.System)
	} else {
		of, err = s.findCredential(credentialID)
	}
	if err != nil {
		return nil, err
	}
	if err := takes(at, of, "acs_credential_id"); err != nil {
		return nil, err
	}
	return attempted(s.beginEncoding(c.Action(), at, of)), nil
}

// takes refuses a credential that the encoder can never write; field is what named it.
func takes(at *places.Encoder, of *credential, field string) error {
	switch {
	case of.method != "card":
		return problem.Invalid(field, "Only a credential with the access_method card can be encoded")
	case of.System != at.System:
		return problem.Invalid(field, "The credential belongs to another access system than the encoder")
	}
	return nil
}

func (s *Server) beginEncoding(action string, at *places.Encoder, of *credential) *world.Attempt {
	rehearsed := next(&s.desk(at).encodings, of.ID)
	about := wire.Object{"acs_encoder_id": at.ID, "acs_credential_id": of.ID}
	return s.world.Begin(action, about, func() (wire.Object, error) {
		if why := s.encode(at, of, rehearsed); why != nil {
			return nil, why
		}
		return wire.Snapshot(s.viewCredential(of)), nil
	})
}

// encode writes a credential on the card that lies on the encoder, or that a rehearsal puts there.
func (s *Server) encode(at *places.Encoder, of *credential, rehearsed rehearsal) error {
	onto := s.desk(at).card
	if rehearsed.card != nil {
		onto = cmp.Or(of.card, rehearsed.card) // A credential that has a card is shown on that one.
	}
	switch {
	case rehearsed.why != nil:
		return rehearsed.why
	case s.places.Unreachable(at) != "":
		return failed(s.places.Unreachable(at))
	case !s.exists(of):
		return failed("credential_deleted")
	case onto == nil:
		return failed("no_credential_on_encoder")
	case !of.fits(onto):
		return failed("incompatible_card_format")
	case of.card != nil && of.card != onto:
		return failed("credential_cannot_be_reissued")
	}
	s.issue(of, onto)
	return nil
}

// fits tells whether a credential can be written on a card of this format.
func (of *credential) fits(onto *card) bool {
	if of.metadata.visionline == nil {
		return true
	}
	wanted := of.metadata.visionline.cardFormat
	return wanted == "" || onto.Format == "" || wanted == string(onto.Format)
}

// encoderMishaps are the reasons that Seam documents for an encoding or a scan that failed.
var encoderMishaps = map[string]string{
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

func failed(kind string) error {
	return &world.ActionError{Type: kind, Message: encoderMishaps[kind]}
}
