package seamtest

var unmanagedDeviceRoutes = map[string]handler{
	"/devices/unmanaged/get":    (*Server).getUnmanagedDevice,
	"/devices/unmanaged/list":   (*Server).listUnmanagedDevices,
	"/devices/unmanaged/update": (*Server).updateUnmanagedDevice,
}

func isUnmanaged(of *device) bool { return of.Unmanaged }

func (s *Server) getUnmanagedDevice(c *call) (answer, *refusal) {
	found, no := s.namedDevice(c, isUnmanaged)
	if no != nil {
		return nil, no
	}
	return answer{"device": s.viewDevice(found)}, nil
}

func (s *Server) listUnmanagedDevices(c *call) (answer, *refusal) {
	found, pages, no := s.selectDevices(c, 500, isUnmanaged)
	if no != nil {
		return nil, no
	}
	return answer{"devices": views(found, s.viewDevice), "pagination": pages}, nil
}

func (s *Server) updateUnmanagedDevice(c *call) (answer, *refusal) {
	of, no := s.findDevice(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	if !of.Unmanaged {
		return nil, notFound("device")
	}
	of.metadata = c.metadata(of.metadata)
	s.manage(of, c.flag("is_managed"))
	return nil, nil
}
