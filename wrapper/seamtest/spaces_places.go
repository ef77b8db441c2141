package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

func (s *Server) spacePlaceOperations() protocol.Operations {
	return protocol.Operations{
		"/spaces/add_acs_entrances":        s.addToSpace,
		"/spaces/add_connected_account":    s.addSpaceAccount,
		"/spaces/add_devices":              s.addToSpace,
		"/spaces/remove_acs_entrances":     s.removeFromSpace,
		"/spaces/remove_connected_account": s.removeSpaceAccount,
		"/spaces/remove_devices":           s.removeFromSpace}
}

func (s *Server) entrancesIn(of *space) []*entrance {
	return s.entrances.Where(func(e *entrance) bool { return slices.Contains(e.spaceIDs, of.ID) })
}

func (s *Server) devicesIn(of *space) []*device {
	return s.devices.Where(func(d *device) bool { return slices.Contains(d.spaceIDs, of.ID) })
}

// placesNamed finds the entrances and devices that a request lists.
func (s *Server) placesNamed(p *protocol.Params) (doors []*entrance, devices []*device, err error) {
	for _, id := range p.UUIDs("acs_entrance_ids") {
		door, ok := s.entrances.Get(id)
		if !ok {
			return nil, nil, problem.NotFound("acs_entrance")
		}
		doors = append(doors, door)
	}
	for _, id := range p.UUIDs("device_ids") {
		found, err := s.managedDevice(id)
		if err != nil {
			return nil, nil, err
		}
		devices = append(devices, found)
	}
	return doors, devices, nil
}

func (s *Server) putInSpace(of *space, doors []*entrance, devices []*device) {
	for _, door := range doors {
		door.spaceIDs = union(door.spaceIDs, []string{of.ID})
	}
	for _, at := range devices {
		at.spaceIDs = union(at.spaceIDs, []string{of.ID})
	}
}

// keepInSpace takes everything else out of a space.
func (s *Server) keepInSpace(of *space, doors []*entrance, devices []*device) {
	for _, door := range s.entrances.All() {
		if !slices.Contains(doors, door) {
			door.spaceIDs = without(door.spaceIDs, of.ID)
		}
	}
	for _, at := range s.devices.All() {
		if !slices.Contains(devices, at) {
			at.spaceIDs = without(at.spaceIDs, of.ID)
		}
	}
}

func without(ids []string, gone string) []string {
	return slices.DeleteFunc(ids, func(id string) bool { return id == gone })
}

// membershipChanged tells that other places are in a space, and lets access grants follow.
func (s *Server) membershipChanged(of *space) {
	s.world.Emit("space.device_membership_changed", s.spaceIDs(of))
	s.fulfilAll()
}

// addToSpace adds the entrances or the devices that a request lists.
func (s *Server) addToSpace(c *protocol.Call) (any, error) {
	return s.changePlaces(c, s.putInSpace)
}

// removeFromSpace takes out what a request lists. What is not in the space stays out.
func (s *Server) removeFromSpace(c *protocol.Call) (any, error) {
	return s.changePlaces(c, func(of *space, doors []*entrance, devices []*device) {
		for _, door := range doors {
			door.spaceIDs = without(door.spaceIDs, of.ID)
		}
		for _, at := range devices {
			at.spaceIDs = without(at.spaceIDs, of.ID)
		}
	})
}

// changePlaces carries out a change of the places that a request lists, in the space that it names.
func (s *Server) changePlaces(c *protocol.Call, change func(*space, []*entrance, []*device)) (any, error) {
	of, err := s.findSpace(c.UUID("space_id"))
	if err != nil {
		return nil, err
	}
	doors, devices, err := s.placesNamed(c.Params)
	if err != nil {
		return nil, err
	}
	change(of, doors, devices)
	s.membershipChanged(of)
	return protocol.OK, nil
}

// spaceAccount finds the space and the connected account that a request names.
func (s *Server) spaceAccount(c *protocol.Call) (*space, *account, error) {
	of, err := s.findSpace(c.UUID("space_id"))
	if err != nil {
		return nil, nil, err
	}
	found, err := s.findAccount(c.UUID("connected_account_id"))
	return of, found, err
}

func (s *Server) addSpaceAccount(c *protocol.Call) (any, error) {
	of, added, err := s.spaceAccount(c)
	if err != nil {
		return nil, err
	}
	of.accountIDs = union(of.accountIDs, []string{added.ID})
	return protocol.OK, nil
}

func (s *Server) removeSpaceAccount(c *protocol.Call) (any, error) {
	of, gone, err := s.spaceAccount(c)
	if err != nil {
		return nil, err
	}
	of.accountIDs = without(of.accountIDs, gone.ID)
	return protocol.OK, nil
}
