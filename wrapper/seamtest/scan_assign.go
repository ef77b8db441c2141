package seamtest

import (
	"errors"

	"github.com/seam-go/seam/wrapper/seamtest/internal/people"
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// scanToAssign begins to read a card and to give the credential on it to a user.
func (s *Server) scanToAssign(c *protocol.Call) (any, error) {
	userID, identityID := c.OneOf("acs_user_id", "user_identity_id")
	salto, _ := c.Object("salto_ks_metadata")
	newTags := salto.IsTrue("detect_new_tags")
	at, err := s.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	if newTags && at.System.ExternalType != "salto_ks_site" {
		return nil, problem.Invalid("salto_ks_metadata", "The encoder is not one of Salto KS")
	}
	if _, err := s.people.FindHolder(userID, identityID, at.System); err != nil {
		return nil, err
	}
	rehearsed := next(&s.desk(at).scans, "")
	begun := s.world.Begin(c.Action(), wire.Object{"acs_encoder_id": at.ID}, func() (wire.Object, error) {
		found, why := s.scan(at, rehearsed)
		if why != nil {
			return nil, assignMishap(why)
		}
		to, err := s.people.FindHolder(userID, identityID, at.System) // again: they may be gone meanwhile
		if err != nil {
			return nil, err
		}
		return s.assignCard(at, found, to, newTags)
	})
	return attempted(begun), nil
}

// assignMishap is why a scan failed in the words that Seam documents for scans that assign: there is
// none for an encoder that cannot be reached.
func assignMishap(err error) error {
	if e, ok := errors.AsType[*world.ActionError](err); ok && (e.Type == "encoder_not_online" || e.Type == "bridge_disconnected") {
		return world.Uncategorized(e.Message)
	}
	return err
}

// assignCard gives the credential on a card to a user. A card that holds none Seam knows can only be
// registered as a new tag.
func (s *Server) assignCard(at *places.Encoder, found *card, to people.Holder, newTags bool) (wire.Object, error) {
	var of *credential
	switch holds := found.holds; {
	case holds != nil && s.exists(holds.of):
		of = holds.of
	case newTags:
		of = s.newTag(at.System, found)
	default:
		return nil, &world.ActionError{Type: "no_credential_on_encoder", Message: "The card holds no credential that Seam knows"}
	}
	if of.user != nil && of.user != to.User {
		return nil, &world.ActionError{Type: "uncategorized_error", Message: "The credential belongs to another ACS user"}
	}
	of.user = s.people.UserOf(to)
	of.syncedAt = s.world.Now()
	return wire.Snapshot(s.viewCredential(of)), nil
}

// newTag makes a credential of a tag that an access system did not know.
func (s *Server) newTag(in *places.System, found *card) *credential {
	of := &credential{Record: s.world.NewRecord("acs_credential"), System: in, method: "card"}
	of.kind = "salto_ks_tag"
	s.credentials.Insert(of)
	s.issue(of, found)
	return of
}
