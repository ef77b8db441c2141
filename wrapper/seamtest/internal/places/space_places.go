package places

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// NamedPlaces returns the entrances and devices that a request lists.
func (a *Area) NamedPlaces(p *protocol.Params) (entrances []*Entrance, devices []*Device, err error) {
	for _, id := range p.UUIDs("acs_entrance_ids") {
		e, err := a.Entrances.Find(id)
		if err != nil {
			return nil, nil, err
		}
		entrances = append(entrances, e)
	}
	for _, id := range p.UUIDs("device_ids") {
		d, err := a.FindManaged(id)
		if err != nil {
			return nil, nil, err
		}
		devices = append(devices, d)
	}
	return entrances, devices, nil
}

func addToSpace(s *Space, entrances []*Entrance, devices []*Device) {
	for _, e := range entrances {
		world.Add(&e.Spaces, s)
	}
	for _, d := range devices {
		world.Add(&d.Spaces, s)
	}
}

func removeFromSpace(s *Space, entrances []*Entrance, devices []*Device) {
	for _, e := range entrances {
		world.Remove(&e.Spaces, s)
	}
	for _, d := range devices {
		world.Remove(&d.Spaces, s)
	}
}

// setPlaces replaces the entrances of a space if a request lists entrances, and the devices if it lists
// devices.
func (a *Area) setPlaces(c *protocol.Call, s *Space, entrances []*Entrance, devices []*Device) {
	if !c.Given("acs_entrance_ids") {
		entrances = a.EntrancesIn(s)
	}
	if !c.Given("device_ids") {
		devices = a.DevicesIn(s)
	}
	removeFromSpace(s,
		a.Entrances.Where(func(e *Entrance) bool { return !slices.Contains(entrances, e) }),
		a.Devices.Where(func(d *Device) bool { return !slices.Contains(devices, d) }),
	)
	addToSpace(s, entrances, devices)
	a.announceMembers(s)
}

// announceMembers announces a change of the places in a space.
func (a *Area) announceMembers(s *Space) {
	a.world.Emit("space.device_membership_changed", a.spaceEventFields(s))
	a.Changed.Announce()
}

// addToSpace adds the entrances or the devices that a request lists.
func (a *Area) addToSpace(c *protocol.Call) (any, error) {
	return a.changePlaces(c, addToSpace)
}

// removeFromSpace removes the entrances or the devices that a request lists. It ignores those that are
// not in the space.
func (a *Area) removeFromSpace(c *protocol.Call) (any, error) {
	return a.changePlaces(c, removeFromSpace)
}

func (a *Area) changePlaces(c *protocol.Call, change func(*Space, []*Entrance, []*Device)) (any, error) {
	s, err := a.Spaces.Find(c.UUID("space_id"))
	if err != nil {
		return nil, err
	}
	entrances, devices, err := a.NamedPlaces(c.Params)
	if err != nil {
		return nil, err
	}
	change(s, entrances, devices)
	a.announceMembers(s)
	return protocol.OK, nil
}

func (a *Area) addAccountToSpace(c *protocol.Call) (any, error) {
	s, added, err := a.namedSpaceAndAccount(c)
	if err != nil {
		return nil, err
	}
	world.Add(&s.accounts, added)
	return protocol.OK, nil
}

func (a *Area) removeAccountFromSpace(c *protocol.Call) (any, error) {
	s, gone, err := a.namedSpaceAndAccount(c)
	if err != nil {
		return nil, err
	}
	world.Remove(&s.accounts, gone)
	return protocol.OK, nil
}

// namedSpaceAndAccount returns the space and the connected account that a request names.
func (a *Area) namedSpaceAndAccount(c *protocol.Call) (*Space, *Account, error) {
	s, err := a.Spaces.Find(c.UUID("space_id"))
	if err != nil {
		return nil, nil, err
	}
	ac, err := a.Accounts.Find(c.UUID("connected_account_id"))
	return s, ac, err
}
