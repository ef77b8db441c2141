package places

import (
	"maps"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Space is a group of entrances and devices, such as those of a room. Each entrance and device has a list
// of its spaces.
type Space struct {
	world.Record

	Name        string
	Key         string
	CustomerKey string

	customerData map[string]any
	accounts     []*Account
}

func (s *Space) id() string { return s.ID }

// inSpace reports whether a list contains the space with an ID. An empty ID matches every list.
func inSpace(spaces []*Space, spaceID string) bool {
	return spaceID == "" || slices.ContainsFunc(spaces, func(s *Space) bool { return s.ID == spaceID })
}

// EntrancesIn returns the entrances in a space.
func (a *Area) EntrancesIn(s *Space) []*Entrance {
	return a.Entrances.Where(func(e *Entrance) bool { return slices.Contains(e.Spaces, s) })
}

// DevicesIn returns the devices in a space.
func (a *Area) DevicesIn(s *Space) []*Device {
	return a.Devices.Where(func(d *Device) bool { return slices.Contains(d.Spaces, s) })
}

// spaceHasAccount reports whether an account, one of its devices or one of its entrances is in a space.
func (a *Area) spaceHasAccount(s *Space, ac *Account) bool {
	return slices.Contains(s.accounts, ac) ||
		slices.ContainsFunc(a.DevicesIn(s), func(d *Device) bool { return d.Account == ac }) ||
		slices.ContainsFunc(a.EntrancesIn(s), func(e *Entrance) bool { return e.System.Account == ac })
}

type spaceView struct {
	ACSEntranceCount int            `json:"acs_entrance_count"`
	CreatedAt        string         `json:"created_at"`
	CustomerData     map[string]any `json:"customer_data,omitzero"`
	CustomerKey      string         `json:"customer_key,omitzero"`
	DeviceCount      int            `json:"device_count"`
	DisplayName      string         `json:"display_name"`
	Name             string         `json:"name"`
	SpaceID          string         `json:"space_id"`
	SpaceKey         string         `json:"space_key,omitzero"`
	WorkspaceID      string         `json:"workspace_id"`
}

// ViewSpace returns a space as responses show it.
func (a *Area) ViewSpace(s *Space) any {
	return spaceView{
		ACSEntranceCount: len(a.EntrancesIn(s)),
		CreatedAt:        wire.Time(s.CreatedAt),
		CustomerData:     s.customerData,
		CustomerKey:      s.CustomerKey,
		DeviceCount:      len(a.DevicesIn(s)),
		DisplayName:      s.Name,
		Name:             s.Name,
		SpaceID:          s.ID,
		SpaceKey:         s.Key,
		WorkspaceID:      a.world.WorkspaceID,
	}
}

// spaceEventFields returns the fields of a space in an event.
func (a *Area) spaceEventFields(s *Space) wire.Object {
	return wire.Object{
		"space_id":         s.ID,
		"space_key":        s.Key,
		"device_ids":       wire.Views(a.DevicesIn(s), func(d *Device) string { return d.ID }),
		"acs_entrance_ids": wire.Views(a.EntrancesIn(s), func(e *Entrance) string { return e.ID }),
	}
}

func (a *Area) createSpace(c *protocol.Call) (any, error) {
	made := &Space{
		Name: c.Text("name"), Key: c.Text("space_key"), CustomerKey: c.Text("customer_key"),
		customerData: c.Fields("customer_data"),
	}
	if err := a.checkSpaceKey(made, made.Key); err != nil {
		return nil, err
	}
	for _, id := range c.UUIDs("connected_account_ids") {
		ac, err := a.Accounts.Find(id)
		if err != nil {
			return nil, err
		}
		made.accounts = append(made.accounts, ac)
	}
	entrances, devices, err := a.NamedPlaces(c.Params)
	if err != nil {
		return nil, err
	}
	a.Spaces.Insert(made)
	addToSpace(made, entrances, devices)
	a.world.Emit("space.created", a.spaceEventFields(made))
	return a.ViewSpace(made), nil
}

// uniqueSpaceKey is implemented by checkSpaceKey.
var uniqueSpaceKey = rules.Rule{
	Name:       "A space key is unique",
	Page:       "core-concepts/mapping-your-resources-to-seam-resources",
	Operations: []string{"/spaces/create", "/spaces/update"},
	Status:     409,
	Type:       "space_key_already_exists",
	Message:    "Another space has this key",
	Test:       "TestUpdateSpace",
}

// checkSpaceKey returns an error if another space has the key.
func (a *Area) checkSpaceKey(s *Space, key string) error {
	_, taken := a.Spaces.First(func(other *Space) bool { return other != s && world.SameKey(other.Key, key) })
	if taken {
		return uniqueSpaceKey.Err()
	}
	return nil
}

// FindSpaceByKey returns the space with a key.
func (a *Area) FindSpaceByKey(key string) (*Space, error) {
	return a.Spaces.FindFirst(func(s *Space) bool { return world.SameKey(s.Key, key) })
}

// namedSpace returns the space that a request names, by its ID or, without one, by its key.
func (a *Area) namedSpace(c *protocol.Call) (*Space, error) {
	switch {
	case c.Given("space_id"):
		return a.Spaces.Find(c.UUID("space_id"))
	case c.Given("space_key"):
		return a.FindSpaceByKey(c.Text("space_key"))
	default:
		return nil, problem.Invalid("", "Give space_id or space_key")
	}
}

func (a *Area) getSpace(c *protocol.Call) (any, error) {
	found, err := a.namedSpace(c)
	if err != nil {
		return nil, err
	}
	return a.ViewSpace(found), nil
}

func (a *Area) listSpaces(c *protocol.Call) (any, error) {
	customer, key, search := c.Text("customer_key"), c.Text("space_key"), c.Text("search")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := a.Spaces.Where(func(s *Space) bool {
		return protocol.Equal(customer, s.CustomerKey) &&
			protocol.Equal(key, s.Key) &&
			protocol.Search(search, s.Name, s.Key, s.CustomerKey)
	})
	return protocol.Paginate(page, found, a.ViewSpace)
}

// updateSpace changes the fields that a request has. In a request with space_id, space_key is the new
// key. In a request without space_id, space_key names the space.
func (a *Area) updateSpace(c *protocol.Call) (any, error) {
	s, err := a.namedSpace(c)
	if err != nil {
		return nil, err
	}
	if err := a.checkSpaceKey(s, c.Text("space_key")); err != nil {
		return nil, err
	}
	entrances, devices, err := a.NamedPlaces(c.Params)
	if err != nil {
		return nil, err
	}
	if c.Given("name") {
		s.Name = c.Text("name")
	}
	if c.Given("space_key") {
		s.Key = c.Text("space_key")
	}
	if data := c.Fields("customer_data"); data != nil {
		s.customerData = wire.Map(s.customerData)
		maps.Copy(s.customerData, data) // a null is kept, and shown as null
	}
	if c.Given("acs_entrance_ids") || c.Given("device_ids") {
		a.setPlaces(c, s, entrances, devices)
	}
	return a.ViewSpace(s), nil
}

func (a *Area) deleteSpace(c *protocol.Call) (any, error) {
	gone, err := a.Spaces.Find(c.UUID("space_id"))
	if err != nil {
		return nil, err
	}
	a.world.Emit("space.deleted", a.spaceEventFields(gone))
	a.Spaces.Delete(gone)
	a.Changed.Announce()
	return protocol.OK, nil
}
