package seamtest

// scanToAssign begins to read a card and to give the credential on it to a user.
func (s *Server) scanToAssign(c *call) (answer, *refusal) {
	userID, identityID := c.oneOf("acs_user_id", "user_identity_id")
	salto, _ := c.object("salto_ks_metadata")
	newTags := salto.on("detect_new_tags")
	at, no := s.namedEncoder(c)
	if no != nil {
		return nil, no
	}
	if newTags && at.system.ExternalType != "salto_ks_site" {
		return nil, invalid("salto_ks_metadata", "The encoder is not one of Salto KS")
	}
	if _, no := s.findHolder(userID, identityID, at.system); no != nil {
		return nil, no
	}
	rehearsed := next(&at.scans, "")
	begun := s.begin(c.op.Action, answer{"acs_encoder_id": at.id}, func() (answer, *mishap) {
		found, why := s.scan(at, rehearsed)
		if why != nil {
			return nil, assignMishap(why)
		}
		to, no := s.findHolder(userID, identityID, at.system) // again: they may be gone meanwhile
		if no != nil {
			return nil, &mishap{Type: "uncategorized_error", Message: no.message}
		}
		return s.assignCard(at, found, to, newTags)
	})
	return attempted(begun), nil
}

// assignMishap is why a scan failed in the words that Seam documents for scans that assign: there is
// none for an encoder that cannot be reached.
func assignMishap(why *mishap) *mishap {
	if why.Type == "encoder_not_online" || why.Type == "bridge_disconnected" {
		return &mishap{Type: "uncategorized_error", Message: why.Message}
	}
	return why
}

// assignCard gives the credential on a card to a user. A card that holds none Seam knows can only be
// registered as a new tag.
func (s *Server) assignCard(at *encoder, found *card, to holder, newTags bool) (answer, *mishap) {
	var of *credential
	switch holds := found.holds; {
	case holds != nil && s.exists(holds.of):
		of = holds.of
	case newTags:
		of = s.newTag(at.system, found)
	default:
		return nil, &mishap{Type: "no_credential_on_encoder", Message: "The card holds no credential that Seam knows"}
	}
	if of.user != nil && of.user != to.user {
		return nil, &mishap{Type: "uncategorized_error", Message: "The credential belongs to another ACS user"}
	}
	of.user = s.settle(to)
	of.syncedAt = s.instant()
	return asAnswer(s.viewCredential(of)), nil
}

// newTag makes a credential of a tag that an access system did not know.
func (s *Server) newTag(in *system, found *card) *credential {
	of := &credential{record: s.newRecord("acs_credential"), system: in, method: "card"}
	of.kind = "salto_ks_tag"
	s.credentials.put(of)
	s.issue(of, found)
	return of
}
