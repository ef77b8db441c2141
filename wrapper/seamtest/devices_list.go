package seamtest

import "slices"

func (s *Server) findDevice(id string) (*device, *refusal) {
	if found, ok := s.devices.get(id); ok {
		return found, nil
	}
	return nil, notFound("device")
}

// managedDevice finds a device that Seam controls.
func (s *Server) managedDevice(id string) (*device, *refusal) {
	found, no := s.findDevice(id)
	if no != nil {
		return nil, no
	}
	if found.Unmanaged {
		return nil, notFound("device")
	}
	return found, nil
}

// namedDevice finds the device that a request names, by its ID or its name, among those that count.
func (s *Server) namedDevice(c *call, counts func(*device) bool) (*device, *refusal) {
	id, name := c.uuid("device_id"), c.text("name")
	if id == "" && name == "" {
		return nil, invalid("", "Give device_id or name")
	}
	found, ok := s.devices.first(func(of *device) bool { return counts(of) && equals(id, of.id) && equals(name, of.name()) })
	if !ok {
		return nil, notFound("device")
	}
	return found, nil
}

func isManaged(of *device) bool { return !of.Unmanaged }

func (s *Server) getDevice(c *call) (answer, *refusal) {
	found, no := s.namedDevice(c, isManaged)
	if no != nil {
		return nil, no
	}
	return answer{"device": s.viewDevice(found)}, nil
}

func (s *Server) listDevices(c *call) (answer, *refusal) {
	found, pages, no := s.selectDevices(c, 500, isManaged)
	if no != nil {
		return nil, no
	}
	return answer{"devices": views(found, s.viewDevice), "pagination": pages}, nil
}

// selectDevices returns the page of devices that a list request asks for, among those that count.
func (s *Server) selectDevices(c *call, defaultLimit int, counts func(*device) bool) ([]*device, *pagination, *refusal) {
	before := c.dateTime("created_before")
	page := c.paging(defaultLimit)
	if no := c.refusal(); no != nil {
		return nil, nil, no
	}
	found := s.devices.where(func(of *device) bool {
		return counts(of) && c.wantsDevice(of) && (before.IsZero() || of.createdAt.Before(before))
	})
	return cut(page, found)
}

// wantsDevice tells whether a device has what the filters of a list ask for.
func (c *call) wantsDevice(of *device) bool {
	return among(c.uuids("device_ids"), c.given("device_ids"), of.id) &&
		among(c.uuids("connected_account_ids"), c.given("connected_account_ids"), of.account.id) &&
		among(c.texts("device_types"), c.given("device_types"), string(of.Type)) &&
		equals(c.uuid("connected_account_id"), of.account.id) &&
		equals(c.uuid("connect_webview_id"), of.account.webviewID()) &&
		equals(c.text("customer_key"), of.account.CustomerKey) &&
		equals(c.text("user_identifier_key"), of.account.userKey()) &&
		equals(c.text("device_type"), string(of.Type)) &&
		equals(c.text("manufacturer"), of.Manufacturer) &&
		(!c.given("space_id") || slices.Contains(of.spaceIDs, c.uuid("space_id"))) &&
		!c.given("unstable_location_id") && // No device is in a location here.
		c.hasMetadata(of.metadata) &&
		matches(c.text("search"), of.name(), of.id, string(of.Type))
}

// among is a filter by a list of values, which matches everything when it is left out.
func among(values []string, given bool, value string) bool {
	return !given || slices.Contains(values, value)
}
