package seamtest

import "maps"

// updateSpace changes what a request gives. A space that has an ID in the request gets the key in
// it; otherwise the key names the space.
func (s *Server) updateSpace(c *call) (answer, *refusal) {
	of, no := s.namedSpace(c)
	if no != nil {
		return nil, no
	}
	if no := s.freeSpaceKey(of, c.text("space_key")); no != nil {
		return nil, no
	}
	doors, devices, no := s.placesNamed(c.params)
	if no != nil {
		return nil, no
	}
	if c.given("name") {
		of.name = c.text("name")
	}
	if c.given("space_key") {
		of.key = c.text("space_key")
	}
	if data, given := c.object("customer_data"); given {
		of.customerData = mapped(of.customerData)
		maps.Copy(of.customerData, data.fields) // null in them clears, and is shown as null
	}
	s.setPlaces(c, of, doors, devices)
	return answer{"space": s.viewSpace(of)}, nil
}

// setPlaces replaces what is in a space, as far as a request says.
func (s *Server) setPlaces(c *call, of *space, doors []*entrance, devices []*device) {
	if !c.given("acs_entrance_ids") && !c.given("device_ids") {
		return
	}
	if !c.given("acs_entrance_ids") {
		doors = s.entrancesIn(of)
	}
	if !c.given("device_ids") {
		devices = s.devicesIn(of)
	}
	s.keepInSpace(of, doors, devices)
	s.putInSpace(of, doors, devices)
	s.membershipChanged(of)
}
