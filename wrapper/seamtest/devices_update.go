package seamtest

func (s *Server) updateDevice(c *call) (answer, *refusal) {
	of, no := s.managedDevice(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	in, _ := c.object("properties")
	for _, named := range []*params{in, c.params} { // properties.name is the older name of name
		if named.given("name") || named.null("name") {
			s.rename(of, named.text("name"))
		}
	}
	if backup := c.flag("backup_access_code_pool_enabled"); backup != nil {
		of.props["backup_access_code_pool_enabled"] = *backup
	}
	of.metadata = c.metadata(of.metadata)
	s.manage(of, c.flag("is_managed"))
	return nil, nil
}

func (s *Server) rename(of *device, name string) {
	if of.nickname == name {
		return
	}
	of.nickname = name
	s.emit("device.name_changed", of.ids(), answer{"device_name": of.name()})
}

// manage puts a device under Seam's control or out of it; nil leaves it.
func (s *Server) manage(of *device, managed *bool) {
	if managed == nil || *managed == !of.Unmanaged {
		return
	}
	of.Unmanaged = !*managed
	s.emit(of.managed("device.unmanaged.converted_to_managed", "device.converted_to_unmanaged"), of.ids())
}

// reportMetadata takes what a provider knows better than Seam; nothing in the fake depends on it.
func (s *Server) reportMetadata(c *call) (answer, *refusal) {
	for _, report := range c.objects("devices") {
		if _, no := s.findDevice(report.uuid("device_id")); no != nil {
			return nil, no
		}
	}
	return nil, nil
}

// dropDevices forgets devices, and what is on them.
func (s *Server) dropDevices(gone func(*device) bool) {
	for _, of := range s.devices.where(gone) {
		s.codes.remove(func(code *accessCode) bool { return code.device == of })
		s.emit("device.deleted", of.ids(), answer{"device_name": of.name()})
	}
	s.devices.remove(gone)
	s.fulfilAll()
}
