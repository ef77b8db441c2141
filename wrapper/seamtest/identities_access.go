package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func (s *Server) identityAccessOperations() protocol.Operations {
	return protocol.Operations{
		"/user_identities/grant_access_to_device":    s.grantDevice,
		"/user_identities/list_accessible_devices":   s.listIdentityDevices,
		"/user_identities/list_accessible_entrances": s.listIdentityEntrances,
		"/user_identities/revoke_access_to_device":   s.revokeDevice}
}

// accessTo reads an identity and a device that a request names.
func (s *Server) accessTo(c *protocol.Call) (*identity, *device, error) {
	of, err := s.identified(c)
	if err != nil {
		return nil, nil, err
	}
	to, err := s.managedDevice(c.UUID("device_id"))
	return of, to, err
}

func (s *Server) grantDevice(c *protocol.Call) (any, error) {
	of, to, err := s.accessTo(c)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(of.granted, to) {
		of.granted = append(of.granted, to)
	}
	return protocol.OK, nil
}

func (s *Server) revokeDevice(c *protocol.Call) (any, error) {
	of, to, err := s.accessTo(c)
	if err != nil {
		return nil, err
	}
	of.granted = slices.DeleteFunc(of.granted, func(d *device) bool { return d == to })
	return protocol.OK, nil
}

// listIdentityDevices lists what was granted, by itself or by access grants. accessible_devices is
// the older name.
func (s *Server) listIdentityDevices(c *protocol.Call) (any, error) {
	of, err := s.identified(c)
	if err != nil {
		return nil, err
	}
	open := slices.Clone(of.granted)
	for _, code := range s.codes.All() {
		if method := s.methodOf(code); method != nil && method.grant.identity == of {
			open = append(open, code.device)
		}
	}
	found := s.devices.Where(func(d *device) bool { return isManaged(d) && slices.Contains(open, d) })
	list := wire.Views(found, s.viewDevice)
	return protocol.Body{"devices": list, "accessible_devices": list}, nil
}

func (s *Server) listIdentityEntrances(c *protocol.Call) (any, error) {
	of, err := s.identified(c)
	if err != nil {
		return nil, err
	}
	var open []*entrance
	for _, u := range s.usersOf(of) {
		open = append(open, s.accessible(u)...)
	}
	found := s.entrances.Where(func(door *entrance) bool { return slices.Contains(open, door) })
	return wire.Views(found, viewEntrance), nil
}
