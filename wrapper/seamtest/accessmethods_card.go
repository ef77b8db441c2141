package seamtest

import "slices"

// encodeMethod begins to write the card of an access method.
func (s *Server) encodeMethod(c *call) (answer, *refusal) {
	at, no := s.namedEncoder(c)
	if no != nil {
		return nil, no
	}
	of, no := s.methodCard(c.uuid("access_method_id"), at.system)
	if no != nil {
		return nil, no
	}
	return attempted(s.beginEncoding(c.op.Action, at, of)), nil
}

// methodCard finds the card credential of an access method in an access system.
func (s *Server) methodCard(methodID string, in *system) (*credential, *refusal) {
	of, no := s.findMethod(methodID)
	if no != nil {
		return nil, no
	}
	if of.mode != "card" {
		return nil, invalid("access_method_id", "Only an access method with the mode card can be encoded")
	}
	if key := s.credentialIn(of, in); key != nil {
		return key, nil
	}
	return nil, invalid("access_method_id", "The access method belongs to another access system than the encoder")
}

// assignMethodCard begins to make a card that was registered before the card of an access method.
func (s *Server) assignMethodCard(c *call) (answer, *refusal) {
	of, no := s.namedMethod(c)
	if no != nil {
		return nil, no
	}
	if of.mode != "card" {
		return nil, invalid("access_method_id", "Only an access method with the mode card can be assigned a card")
	}
	if !of.issuedAt.IsZero() {
		return nil, conflict("access_method_already_issued", "The access method has a card already")
	}
	number := c.text("card_number")
	begun := s.begin(c.op.Action, answer{"access_method_id": of.id}, func() (answer, *mishap) {
		if !s.methodExists(of) {
			return nil, &mishap{Type: "uncategorized_error", Message: "The access method was deleted"}
		}
		for _, free := range s.freeCards(of) {
			if free.cardNumber() == number {
				s.lend(of, free)
				return asAnswer(s.viewMethod(of)), nil
			}
		}
		return nil, &mishap{Type: "credential_not_found", Message: "No free card of the access system has this number"}
	})
	return attempted(begun), nil
}

func (s *Server) assignable(of *accessMethod) bool {
	return of.mode == "card" && len(s.freeCards(of)) > 0
}

// freeCards lists the cards that belong to nobody, in the access systems of a method.
func (s *Server) freeCards(of *accessMethod) []*credential {
	keys := s.credentialsOf(of)
	return s.credentials.where(func(free *credential) bool {
		return free.user == nil && free.onCard() &&
			slices.ContainsFunc(keys, func(key *credential) bool { return key.system == free.system })
	})
}

// lend puts a card that is there in the place of the one that was to be encoded. It opens what the
// method opens at once: such cards are known to their access system, and not written anew.
func (s *Server) lend(of *accessMethod, free *credential) {
	own := s.credentialIn(of, free.system)
	free.user, free.entrances, free.startsAt, free.endsAt = own.user, own.entrances, own.startsAt, own.endsAt
	free.syncedAt, free.issuedAt = s.instant(), s.instant()
	free.card.holds = s.write(free)
	s.dropCredentials(func(key *credential) bool { return key == own })
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
	of.lent.syncedAt = s.instant()
	of.lent = nil
}

// unlockWithMethod begins to open an entrance from afar.
func (s *Server) unlockWithMethod(c *call) (answer, *refusal) {
	door, no := s.namedEntrance(c)
	if no != nil {
		return nil, no
	}
	of, no := s.namedMethod(c)
	if no != nil {
		return nil, no
	}
	if of.mode != "cloud_key" {
		return nil, invalid("access_method_id", "Only an access method with the mode cloud_key unlocks from afar")
	}
	with := s.credentialIn(of, door.system)
	if with == nil || !slices.Contains(with.entrances, door) {
		return nil, invalid("access_method_id", "The access method gives no access to the entrance")
	}
	return attempted(s.beginUnlocking(c.op.Action, with, door)), nil
}
