package seamtest

import "slices"

var deviceSimulationRoutes = map[string]handler{
	"/devices/simulate/connect":             (*Server).connectDevice,
	"/devices/simulate/connect_to_hub":      (*Server).connectHub,
	"/devices/simulate/disconnect":          (*Server).disconnectDevice,
	"/devices/simulate/disconnect_from_hub": (*Server).disconnectHub,
	"/devices/simulate/paid_subscription":   (*Server).subscribeDevice,
	"/devices/simulate/remove":              (*Server).removeDevice,
}

func (s *Server) connectDevice(c *call) (answer, *refusal) {
	return s.reconnect(c, "device_offline")
}

func (s *Server) disconnectDevice(c *call) (answer, *refusal) {
	return s.disconnect(c, "device_offline", "device_disconnected")
}

func (s *Server) connectHub(c *call) (answer, *refusal) {
	return s.reconnect(c, "hub_disconnected")
}

func (s *Server) disconnectHub(c *call) (answer, *refusal) {
	return s.disconnect(c, "hub_disconnected", "hub_disconnected")
}

// disconnect takes a device offline for a reason: code is what its error is called, cause what the
// event calls it.
func (s *Server) disconnect(c *call, code, cause string) (answer, *refusal) {
	of, no := s.findDevice(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	if of.has(code) {
		return nil, nil
	}
	of.Offline = true
	of.errors = append(of.errors, s.deviceIssue(code, "The device cannot be reached"))
	s.emit(of.managed("device.disconnected", "device.unmanaged.disconnected"), of.ids(), of.issues(), answer{"error_code": cause})
	return nil, nil
}

func (s *Server) reconnect(c *call, code string) (answer, *refusal) {
	of, no := s.findDevice(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	of.clear(code)
	if of.Offline = of.has("device_offline") || of.has("hub_disconnected"); !of.Offline {
		s.emit(of.managed("device.connected", "device.unmanaged.connected"), of.ids())
	}
	return nil, nil
}

func (s *Server) subscribeDevice(c *call) (answer, *refusal) {
	of, no := s.findDevice(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	const code = "subscription_required"
	switch expired := c.on("is_expired"); {
	case expired && !of.has(code):
		of.errors = append(of.errors, s.deviceIssue(code, "The device needs a subscription"))
		s.emit("device.error.subscription_required", of.ids(), of.issues())
	case !expired && of.has(code):
		of.clear(code)
		s.emit("device.error.subscription_required.resolved", of.ids())
	}
	return nil, nil
}

// removeDevice takes the device away from its account; Seam still knows it.
func (s *Server) removeDevice(c *call) (answer, *refusal) {
	of, no := s.findDevice(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	of.Offline = true
	if !of.has("device_removed") {
		of.errors = append(of.errors, s.deviceIssue("device_removed", "The device was removed"))
		s.emit("device.removed", of.ids())
	}
	return nil, nil
}

func (s *Server) deviceIssue(code, message string) issue {
	return issue{CreatedAt: timestamp(s.instant()), ErrorCode: code, Message: message, IsDeviceError: new(true)}
}

func (of *device) has(code string) bool {
	return slices.ContainsFunc(of.errors, func(i issue) bool { return i.ErrorCode == code })
}

func (of *device) clear(code string) {
	of.errors = slices.DeleteFunc(of.errors, func(i issue) bool { return i.ErrorCode == code })
}

// issues are what an event tells about why a device does not work.
func (of *device) issues() answer {
	return answer{
		"device_errors": listed(of.errors), "device_warnings": listed(of.warnings),
		"connected_account_errors": noIssues, "connected_account_warnings": noIssues,
	}
}
