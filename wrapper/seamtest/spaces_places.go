package seamtest

import "slices"

var spacePlaceRoutes = map[string]handler{
	"/spaces/add_acs_entrances":        (*Server).addToSpace,
	"/spaces/add_connected_account":    (*Server).addSpaceAccount,
	"/spaces/add_devices":              (*Server).addToSpace,
	"/spaces/remove_acs_entrances":     (*Server).removeFromSpace,
	"/spaces/remove_connected_account": (*Server).removeSpaceAccount,
	"/spaces/remove_devices":           (*Server).removeFromSpace,
}

func (s *Server) entrancesIn(of *space) []*entrance {
	return s.entrances.where(func(e *entrance) bool { return slices.Contains(e.spaceIDs, of.id) })
}

func (s *Server) devicesIn(of *space) []*device {
	return s.devices.where(func(d *device) bool { return slices.Contains(d.spaceIDs, of.id) })
}

// placesNamed finds the entrances and devices that a request lists.
func (s *Server) placesNamed(p *params) (doors []*entrance, devices []*device, no *refusal) {
	for _, id := range p.uuids("acs_entrance_ids") {
		door, ok := s.entrances.get(id)
		if !ok {
			return nil, nil, notFound("acs_entrance")
		}
		doors = append(doors, door)
	}
	for _, id := range p.uuids("device_ids") {
		found, no := s.managedDevice(id)
		if no != nil {
			return nil, nil, no
		}
		devices = append(devices, found)
	}
	return doors, devices, nil
}

func (s *Server) putInSpace(of *space, doors []*entrance, devices []*device) {
	for _, door := range doors {
		door.spaceIDs = union(door.spaceIDs, []string{of.id})
	}
	for _, at := range devices {
		at.spaceIDs = union(at.spaceIDs, []string{of.id})
	}
}

// keepInSpace takes everything else out of a space.
func (s *Server) keepInSpace(of *space, doors []*entrance, devices []*device) {
	for _, door := range s.entrances.all {
		if !slices.Contains(doors, door) {
			door.spaceIDs = without(door.spaceIDs, of.id)
		}
	}
	for _, at := range s.devices.all {
		if !slices.Contains(devices, at) {
			at.spaceIDs = without(at.spaceIDs, of.id)
		}
	}
}

func without(ids []string, gone string) []string {
	return slices.DeleteFunc(ids, func(id string) bool { return id == gone })
}

// membershipChanged tells that other places are in a space, and lets access grants follow.
func (s *Server) membershipChanged(of *space) {
	s.emit("space.device_membership_changed", s.spaceIDs(of))
	s.fulfilAll()
}

// addToSpace adds the entrances or the devices that a request lists.
func (s *Server) addToSpace(c *call) (answer, *refusal) {
	return s.changePlaces(c, s.putInSpace)
}

// removeFromSpace takes out what a request lists. What is not in the space stays out.
func (s *Server) removeFromSpace(c *call) (answer, *refusal) {
	return s.changePlaces(c, func(of *space, doors []*entrance, devices []*device) {
		for _, door := range doors {
			door.spaceIDs = without(door.spaceIDs, of.id)
		}
		for _, at := range devices {
			at.spaceIDs = without(at.spaceIDs, of.id)
		}
	})
}

// changePlaces carries out a change of the places that a request lists, in the space that it names.
func (s *Server) changePlaces(c *call, change func(*space, []*entrance, []*device)) (answer, *refusal) {
	of, no := s.findSpace(c.uuid("space_id"))
	if no != nil {
		return nil, no
	}
	doors, devices, no := s.placesNamed(c.params)
	if no != nil {
		return nil, no
	}
	change(of, doors, devices)
	s.membershipChanged(of)
	return nil, nil
}

// spaceAccount finds the space and the connected account that a request names.
func (s *Server) spaceAccount(c *call) (*space, *account, *refusal) {
	of, no := s.findSpace(c.uuid("space_id"))
	if no != nil {
		return nil, nil, no
	}
	found, no := s.findAccount(c.uuid("connected_account_id"))
	return of, found, no
}

func (s *Server) addSpaceAccount(c *call) (answer, *refusal) {
	of, added, no := s.spaceAccount(c)
	if no != nil {
		return nil, no
	}
	of.accountIDs = union(of.accountIDs, []string{added.id})
	return nil, nil
}

func (s *Server) removeSpaceAccount(c *call) (answer, *refusal) {
	of, gone, no := s.spaceAccount(c)
	if no != nil {
		return nil, no
	}
	of.accountIDs = without(of.accountIDs, gone.id)
	return nil, nil
}
