package seamtest

import "fmt"

func (s *Server) createGrant(c *call) (answer, *refusal) {
	made := &accessGrant{
		name: c.text("name"), key: c.text("access_grant_key"),
		reservationKey: c.text("reservation_key"), profileID: c.uuid("customization_profile_id"),
		startsAt: c.looseTime("starts_at"), endsAt: c.looseTime("ends_at"),
		requests: s.readRequests(c),
	}
	if made.startsAt.IsZero() {
		made.startsAt = s.instant()
	}
	c.window("ends_at", made.startsAt, made.endsAt, s.instant())
	if no := c.refusal(); no != nil {
		return nil, no
	}
	if _, taken := s.grants.first(func(of *accessGrant) bool { return same(of.key, made.key) }); taken {
		return nil, conflict("access_grant_key_already_exists", fmt.Sprintf("Another access grant has the key %q", made.key))
	}
	if no := s.readGrantPlaces(c, made); no != nil {
		return nil, no
	}
	if no := s.readGrantee(c, made); no != nil {
		return nil, no
	}

	if made.identity.id == "" {
		made.identity.record = s.newRecord("user_identity")
		s.identities.put(made.identity)
	}
	made.record = s.newRecord("access_grant")
	s.grants.put(made)
	s.emit("access_grant.created", made.ids())
	s.fulfil(made)
	s.emitUnfulfilled(made, made.requests)
	return answer{"access_grant": s.viewGrant(made)}, nil
}

// readRequests reads the access methods that a request asks for.
func (s *Server) readRequests(c *call) []*accessRequest {
	var requests []*accessRequest
	for _, in := range c.objects("requested_access_methods") {
		of := &accessRequest{createdAt: s.instant(), mode: in.text("mode"), code: in.text("code"), uses: in.number("instant_key_max_use_count")}
		if of.code != "" && of.mode != "code" {
			in.wrong("code", "Only possible with the mode code")
		}
		if of.uses != nil && of.mode != "mobile_key" {
			in.wrong("instant_key_max_use_count", "Only possible with the mode mobile_key")
		}
		requests = append(requests, of)
	}
	return requests
}

// readGrantPlaces reads where the grant gives access. location and location_ids are older names.
func (s *Server) readGrantPlaces(c *call, of *accessGrant) *refusal {
	older, _ := c.object("location")
	for _, p := range []*params{c.params, older} {
		doors, devices, no := s.placesNamed(p)
		if no != nil {
			return no
		}
		of.doors, of.devices = append(of.doors, doors...), append(of.devices, devices...)
	}
	of.spaceIDs = union(c.uuids("space_ids"), c.uuids("location_ids"))
	for _, id := range of.spaceIDs {
		if _, no := s.findSpace(id); no != nil {
			return no
		}
	}
	for _, key := range c.texts("space_keys") {
		found, no := s.spaceByKey(key)
		if no != nil {
			return no
		}
		of.spaceIDs = union(of.spaceIDs, []string{found.id})
	}
	return nil
}

// readGrantee finds the user identity that is granted access, or makes one that is nowhere yet.
func (s *Server) readGrantee(c *call, of *accessGrant) (no *refusal) {
	in, given := c.object("user_identity")
	if !given {
		of.identity, no = s.findIdentity(c.uuid("user_identity_id"))
		return no
	}
	of.identity = readIdentity(in)
	return s.unique(of.identity)
}

// requestMethods adds access methods to a grant.
func (s *Server) requestMethods(c *call) (answer, *refusal) {
	added := s.readRequests(c)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	of, no := s.findGrant(c.uuid("access_grant_id"))
	if no != nil {
		return nil, no
	}
	of.requests = append(of.requests, added...)
	s.fulfil(of)
	s.emitUnfulfilled(of, added)
	return answer{"access_grant": s.viewGrant(of)}, nil
}
