package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func (s *Server) listGrants(c *protocol.Call) (any, error) {
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := s.grants.Where(func(of *accessGrant) bool { return wantsGrant(c, of) && s.grantIsAt(c, of) })
	return protocol.Paginate(page, found, s.viewGrant)
}

// wantsGrant tells whether a grant itself has what the filters of a list ask for. A key that is null
// asks for grants without a key.
func wantsGrant(c *protocol.Call, of *accessGrant) bool {
	return protocol.Among(c.UUIDs("access_grant_ids"), c.Given("access_grant_ids"), of.ID) &&
		protocol.Equal(c.Text("access_grant_key"), of.key) &&
		(!c.IsNull("access_grant_key") || of.key == "") &&
		protocol.Equal(c.Text("reservation_key"), of.reservationKey) &&
		protocol.Equal(c.UUID("user_identity_id"), of.Identity.ID)
}

// grantIsAt tells whether a grant gives access where the filters of a list ask for it. location_id is
// the older name of space_id.
func (s *Server) grantIsAt(c *protocol.Call, of *accessGrant) bool {
	doorID, systemID, deviceID, codeID := c.UUID("acs_entrance_id"), c.UUID("acs_system_id"), c.UUID("device_id"), c.UUID("access_code_id")
	spaceID, olderID, customer := c.UUID("space_id"), c.UUID("location_id"), c.Text("customer_key")
	doors, devices, codes := s.doorsOf(of), s.devicesOf(of), s.grantCodes(of)
	return (doorID == "" || slices.ContainsFunc(doors, func(e *places.Entrance) bool { return e.ID == doorID })) &&
		(systemID == "" || slices.ContainsFunc(doors, func(e *places.Entrance) bool { return e.System.ID == systemID })) &&
		(deviceID == "" || slices.ContainsFunc(devices, func(d *places.Device) bool { return d.ID == deviceID })) &&
		(codeID == "" || slices.ContainsFunc(codes, func(code *accessCode) bool { return code.ID == codeID })) &&
		(spaceID == "" || slices.Contains(of.spaceIDs, spaceID)) &&
		(olderID == "" || slices.Contains(of.spaceIDs, olderID)) &&
		(customer == "" || s.grantServes(of, customer))
}

// grantServes tells whether one of the grant's spaces belongs to a customer.
func (s *Server) grantServes(of *accessGrant, customer string) bool {
	_, ok := s.places.Spaces.First(func(in *places.Space) bool {
		return in.CustomerKey == customer && slices.Contains(of.spaceIDs, in.ID)
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

// listIdentityDevices lists what was granted, by itself or by access grants. accessible_devices is
// the older name.
func (s *Server) listIdentityDevices(c *protocol.Call) (any, error) {
	of, err := s.people.NamedIdentity(c)
	if err != nil {
		return nil, err
	}
	open := slices.Clone(of.Devices)
	for _, code := range s.codes.All() {
		if method := s.methodOf(code); method != nil && method.grant.Identity == of {
			open = append(open, code.device)
		}
	}
	found := s.places.Devices.Where(func(d *places.Device) bool { return d.IsManaged() && slices.Contains(open, d) })
	list := wire.Views(found, s.places.ViewDevice)
	return protocol.Body{"devices": list, "accessible_devices": list}, nil
}
