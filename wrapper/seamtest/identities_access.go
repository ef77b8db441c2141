package seamtest

import "slices"

var identityAccessRoutes = map[string]handler{
	"/user_identities/grant_access_to_device":    (*Server).grantDevice,
	"/user_identities/list_accessible_devices":   (*Server).listIdentityDevices,
	"/user_identities/list_accessible_entrances": (*Server).listIdentityEntrances,
	"/user_identities/revoke_access_to_device":   (*Server).revokeDevice,
}

// accessTo reads an identity and a device that a request names.
func (s *Server) accessTo(c *call) (*identity, *device, *refusal) {
	of, no := s.identified(c)
	if no != nil {
		return nil, nil, no
	}
	to, no := s.managedDevice(c.uuid("device_id"))
	return of, to, no
}

func (s *Server) grantDevice(c *call) (answer, *refusal) {
	of, to, no := s.accessTo(c)
	if no != nil {
		return nil, no
	}
	if !slices.Contains(of.granted, to) {
		of.granted = append(of.granted, to)
	}
	return nil, nil
}

func (s *Server) revokeDevice(c *call) (answer, *refusal) {
	of, to, no := s.accessTo(c)
	if no != nil {
		return nil, no
	}
	of.granted = slices.DeleteFunc(of.granted, func(d *device) bool { return d == to })
	return nil, nil
}

// listIdentityDevices lists what was granted, by itself or by access grants. accessible_devices is
// the older name.
func (s *Server) listIdentityDevices(c *call) (answer, *refusal) {
	of, no := s.identified(c)
	if no != nil {
		return nil, no
	}
	open := slices.Clone(of.granted)
	for _, code := range s.codes.all {
		if method := s.methodOf(code); method != nil && method.grant.identity == of {
			open = append(open, code.device)
		}
	}
	found := s.devices.where(func(d *device) bool { return isManaged(d) && slices.Contains(open, d) })
	list := views(found, s.viewDevice)
	return answer{"devices": list, "accessible_devices": list}, nil
}

func (s *Server) listIdentityEntrances(c *call) (answer, *refusal) {
	of, no := s.identified(c)
	if no != nil {
		return nil, no
	}
	var open []*entrance
	for _, u := range s.usersOf(of) {
		open = append(open, s.accessible(u)...)
	}
	found := s.entrances.where(func(door *entrance) bool { return slices.Contains(open, door) })
	return answer{"acs_entrances": views(found, viewEntrance)}, nil
}
