package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func (s *Server) deviceSimulationOperations() protocol.Operations {
	return protocol.Operations{
		"/devices/simulate/connect":             s.connectDevice,
		"/devices/simulate/connect_to_hub":      s.connectHub,
		"/devices/simulate/disconnect":          s.disconnectDevice,
		"/devices/simulate/disconnect_from_hub": s.disconnectHub,
		"/devices/simulate/paid_subscription":   s.subscribeDevice,
		"/devices/simulate/remove":              s.removeDevice}
}

func (s *Server) connectDevice(c *protocol.Call) (any, error) {
	return s.reconnect(c, "device_offline")
}

func (s *Server) disconnectDevice(c *protocol.Call) (any, error) {
	return s.disconnect(c, "device_offline", "device_disconnected")
}

func (s *Server) connectHub(c *protocol.Call) (any, error) {
	return s.reconnect(c, "hub_disconnected")
}

func (s *Server) disconnectHub(c *protocol.Call) (any, error) {
	return s.disconnect(c, "hub_disconnected", "hub_disconnected")
}

// disconnect takes a device offline for a reason: code is what its error is called, cause what the
// event calls it.
func (s *Server) disconnect(c *protocol.Call, code, cause string) (any, error) {
	of, err := s.findDevice(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	if of.has(code) {
		return protocol.OK, nil
	}
	of.Offline = true
	of.errors = append(of.errors, s.deviceIssue(code, "The device cannot be reached"))
	s.world.Emit(of.managed("device.disconnected", "device.unmanaged.disconnected"), of.ids(), of.issues(), wire.Object{"error_code": cause})
	return protocol.OK, nil
}

func (s *Server) reconnect(c *protocol.Call, code string) (any, error) {
	of, err := s.findDevice(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	of.clear(code)
	if of.Offline = of.has("device_offline") || of.has("hub_disconnected"); !of.Offline {
		s.world.Emit(of.managed("device.connected", "device.unmanaged.connected"), of.ids())
	}
	return protocol.OK, nil
}

func (s *Server) subscribeDevice(c *protocol.Call) (any, error) {
	of, err := s.findDevice(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	const code = "subscription_required"
	switch expired := c.IsTrue("is_expired"); {
	case expired && !of.has(code):
		of.errors = append(of.errors, s.deviceIssue(code, "The device needs a subscription"))
		s.world.Emit("device.error.subscription_required", of.ids(), of.issues())
	case !expired && of.has(code):
		of.clear(code)
		s.world.Emit("device.error.subscription_required.resolved", of.ids())
	}
	return protocol.OK, nil
}

// removeDevice takes the device away from its account; Seam still knows it.
func (s *Server) removeDevice(c *protocol.Call) (any, error) {
	of, err := s.findDevice(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	of.Offline = true
	if !of.has("device_removed") {
		of.errors = append(of.errors, s.deviceIssue("device_removed", "The device was removed"))
		s.world.Emit("device.removed", of.ids())
	}
	return protocol.OK, nil
}

func (s *Server) deviceIssue(code, message string) wire.Issue {
	return wire.Issue{CreatedAt: wire.Time(s.world.Now()), ErrorCode: code, Message: message, IsDeviceError: new(true)}
}

func (of *device) has(code string) bool {
	return slices.ContainsFunc(of.errors, func(i wire.Issue) bool { return i.ErrorCode == code })
}

func (of *device) clear(code string) {
	of.errors = slices.DeleteFunc(of.errors, func(i wire.Issue) bool { return i.ErrorCode == code })
}

// issues are what an event tells about why a device does not work.
func (of *device) issues() wire.Object {
	return wire.Object{
		"device_errors": wire.List(of.errors), "device_warnings": wire.List(of.warnings),
		"connected_account_errors": wire.NoIssues, "connected_account_warnings": wire.NoIssues,
	}
}
