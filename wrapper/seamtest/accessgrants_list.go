package seamtest

import "slices"

func (s *Server) listGrants(c *call) (answer, *refusal) {
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.grants.where(func(of *accessGrant) bool { return c.wantsGrant(of) && s.grantIsAt(c, of) })
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"access_grants": views(found, s.viewGrant), "pagination": pages}, nil
}

// wantsGrant tells whether a grant itself has what the filters of a list ask for. A key that is null
// asks for grants without a key.
func (c *call) wantsGrant(of *accessGrant) bool {
	return among(c.uuids("access_grant_ids"), c.given("access_grant_ids"), of.id) &&
		equals(c.text("access_grant_key"), of.key) &&
		(!c.null("access_grant_key") || of.key == "") &&
		equals(c.text("reservation_key"), of.reservationKey) &&
		equals(c.uuid("user_identity_id"), of.identity.id)
}

// grantIsAt tells whether a grant gives access where the filters of a list ask for it. location_id is
// the older name of space_id.
func (s *Server) grantIsAt(c *call, of *accessGrant) bool {
	doorID, systemID, deviceID, codeID := c.uuid("acs_entrance_id"), c.uuid("acs_system_id"), c.uuid("device_id"), c.uuid("access_code_id")
	spaceID, olderID, customer := c.uuid("space_id"), c.uuid("location_id"), c.text("customer_key")
	doors, devices, codes := s.doorsOf(of), s.devicesOf(of), s.grantCodes(of)
	return (doorID == "" || slices.ContainsFunc(doors, func(e *entrance) bool { return e.id == doorID })) &&
		(systemID == "" || slices.ContainsFunc(doors, func(e *entrance) bool { return e.system.id == systemID })) &&
		(deviceID == "" || slices.ContainsFunc(devices, func(d *device) bool { return d.id == deviceID })) &&
		(codeID == "" || slices.ContainsFunc(codes, func(code *accessCode) bool { return code.id == codeID })) &&
		(spaceID == "" || slices.Contains(of.spaceIDs, spaceID)) &&
		(olderID == "" || slices.Contains(of.spaceIDs, olderID)) &&
		(customer == "" || s.grantServes(of, customer))
}

// grantServes tells whether one of the grant's spaces belongs to a customer.
func (s *Server) grantServes(of *accessGrant, customer string) bool {
	_, ok := s.spaces.first(func(in *space) bool {
		return in.customerKey == customer && slices.Contains(of.spaceIDs, in.id)
	})
	return ok
}

func (s *Server) grantCodes(of *accessGrant) []*accessCode {
	var codes []*accessCode
	for _, method := range s.methodsOf(of) {
		codes = append(codes, s.codesOf(method)...)
	}
	return codes
}
