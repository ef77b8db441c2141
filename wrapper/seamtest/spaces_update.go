package seamtest

import (
	"maps"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// updateSpace changes what a request gives. A space that has an ID in the request gets the key in
// it; otherwise the key names the space.
func (s *Server) updateSpace(c *protocol.Call) (any, error) {
	of, err := s.namedSpace(c)
	if err != nil {
		return nil, err
	}
	if err := s.freeSpaceKey(of, c.Text("space_key")); err != nil {
		return nil, err
	}
	doors, devices, err := s.placesNamed(c.Params)
	if err != nil {
		return nil, err
	}
	if c.Given("name") {
		of.name = c.Text("name")
	}
	if c.Given("space_key") {
		of.key = c.Text("space_key")
	}
	if data := c.Fields("customer_data"); data != nil {
		of.customerData = wire.Map(of.customerData)
		maps.Copy(of.customerData, data) // null in them clears, and is shown as null
	}
	s.setPlaces(c, of, doors, devices)
	return s.viewSpace(of), nil
}

// setPlaces replaces what is in a space, as far as a request says.
func (s *Server) setPlaces(c *protocol.Call, of *space, doors []*entrance, devices []*device) {
	if !c.Given("acs_entrance_ids") && !c.Given("device_ids") {
		return
	}
	if !c.Given("acs_entrance_ids") {
		doors = s.entrancesIn(of)
	}
	if !c.Given("device_ids") {
		devices = s.devicesIn(of)
	}
	s.keepInSpace(of, doors, devices)
	s.putInSpace(of, doors, devices)
	s.membershipChanged(of)
}
