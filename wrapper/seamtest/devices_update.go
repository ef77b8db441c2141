package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func (s *Server) updateDevice(c *protocol.Call) (any, error) {
	of, err := s.managedDevice(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	in, _ := c.Object("properties")
	for _, named := range []*protocol.Params{in, c.Params} { // properties.name is the older name of name
		if named.Given("name") || named.IsNull("name") {
			s.rename(of, named.Text("name"))
		}
	}
	if backup := c.Flag("backup_access_code_pool_enabled"); backup != nil {
		of.props["backup_access_code_pool_enabled"] = *backup
	}
	of.metadata = c.CustomMetadata(of.metadata)
	s.manage(of, c.Flag("is_managed"))
	return protocol.OK, nil
}

func (s *Server) rename(of *device, name string) {
	if of.nickname == name {
		return
	}
	of.nickname = name
	s.world.Emit("device.name_changed", of.ids(), wire.Object{"device_name": of.name()})
}

// manage puts a device under Seam's control or out of it; nil leaves it.
func (s *Server) manage(of *device, managed *bool) {
	if managed == nil || *managed == !of.Unmanaged {
		return
	}
	of.Unmanaged = !*managed
	s.world.Emit(of.managed("device.unmanaged.converted_to_managed", "device.converted_to_unmanaged"), of.ids())
}

// reportMetadata takes what a provider knows better than Seam; nothing in the fake depends on it.
func (s *Server) reportMetadata(c *protocol.Call) (any, error) {
	for _, report := range c.Objects("devices") {
		if _, err := s.findDevice(report.UUID("device_id")); err != nil {
			return nil, err
		}
	}
	return protocol.OK, nil
}

// dropDevices forgets devices, and what is on them.
func (s *Server) dropDevices(gone func(*device) bool) {
	for _, of := range s.devices.Where(gone) {
		s.codes.DeleteWhere(func(code *accessCode) bool { return code.device == of })
		s.world.Emit("device.deleted", of.ids(), wire.Object{"device_name": of.name()})
	}
	s.devices.DeleteWhere(gone)
	s.fulfilAll()
}
