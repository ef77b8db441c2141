package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// encodeMethod begins to write the card of an access method.
func (s *Server) encodeMethod(c *protocol.Call) (any, error) {
	at, err := s.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	of, err := s.methodCard(c.UUID("access_method_id"), at.System)
	if err != nil {
		return nil, err
	}
	return attempted(s.beginEncoding(c.Action(), at, of)), nil
}

// methodCard finds the card credential of an access method in an access system.
func (s *Server) methodCard(methodID string, in *places.System) (*credential, error) {
	of, err := s.findMethod(methodID)
	if err != nil {
		return nil, err
	}
	if of.mode != "card" {
		return nil, problem.Invalid("access_method_id", "Only an access method with the mode card can be encoded")
	}
	if key := s.credentialIn(of, in); key != nil {
		return key, nil
	}
	return nil, problem.Invalid("access_method_id", "The access method belongs to another access system than the encoder")
}

// assignMethodCard begins to make a card that was registered before the card of an access method.
func (s *Server) assignMethodCard(c *protocol.Call) (any, error) {
	of, err := s.namedMethod(c)
	if err != nil {
		return nil, err
	}
	if of.mode != "card" {
		return nil, problem.Invalid("access_method_id", "Only an access method with the mode card can be assigned a card")
	}
	if !of.issuedAt.IsZero() {
		return nil, problem.Conflict("access_method_already_issued", "The access method has a card already")
	}
	number := c.Text("card_number")
	begun := s.world.Begin(c.Action(), wire.Object{"access_method_id": of.ID}, func() (wire.Object, error) {
		if !s.methodExists(of) {
			return nil, &world.ActionError{Type: "uncategorized_error", Message: "The access method was deleted"}
		}
		for _, free := range s.freeCards(of) {
			if free.cardNumber() == number {
				s.lend(of, free)
				return wire.Snapshot(s.viewMethod(of)), nil
			}
		}
		return nil, &world.ActionError{Type: "credential_not_found", Message: "No free card of the access system has this number"}
	})
	return attempted(begun), nil
}

func (s *Server) assignable(of *accessMethod) bool {
	return of.mode == "card" && len(s.freeCards(of)) > 0
}

// freeCards lists the cards that belong to nobody, in the access systems of a method.
func (s *Server) freeCards(of *accessMethod) []*credential {
	keys := s.credentialsOf(of)
	return s.credentials.Where(func(free *credential) bool {
		return free.user == nil && free.onCard() &&
			slices.ContainsFunc(keys, func(key *credential) bool { return key.System == free.System })
	})
}

// lend puts a card that is there in the place of the one that was to be encoded. It opens what the
// method opens at once: such cards are known to their access system, and not written anew.
func (s *Server) lend(of *accessMethod, free *credential) {
	own := s.credentialIn(of, free.System)
	free.user, free.entrances, free.startsAt, free.endsAt = own.user, own.entrances, own.startsAt, own.endsAt
	free.syncedAt, free.issuedAt = s.world.Now(), s.world.Now()
	free.card.holds = s.write(free)
	s.credentials.DeleteWhere(func(key *credential) bool { return key == own })
	of.credentials, of.lent = append(s.credentialsOf(of), free), free
	s.noteIssued()
}

// release gives back the card that was lent to a method.
func (s *Server) release(of *accessMethod) {
	if of.lent == nil || !s.exists(of.lent) {
		return
	}
	of.credentials = slices.DeleteFunc(of.credentials, func(key *credential) bool { return key == of.lent })
	of.lent.user, of.lent.entrances = nil, nil
	of.lent.syncedAt = s.world.Now()
	of.lent = nil
}

// unlockWithMethod begins to open an entrance from afar.
func (s *Server) unlockWithMethod(c *protocol.Call) (any, error) {
	door, err := s.places.NamedEntrance(c)
	if err != nil {
		return nil, err
	}
	of, err := s.namedMethod(c)
	if err != nil {
		return nil, err
	}
	if of.mode != "cloud_key" {
		return nil, problem.Invalid("access_method_id", "Only an access method with the mode cloud_key unlocks from afar")
	}
	with := s.credentialIn(of, door.System)
	if with == nil || !slices.Contains(with.entrances, door) {
		return nil, problem.Invalid("access_method_id", "The access method gives no access to the entrance")
	}
	return attempted(s.beginUnlocking(c.Action(), with, door)), nil
}
