package seamtest

import (
	"fmt"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) spaceOperations() protocol.Operations {
	return protocol.Operations{
		"/spaces/create": s.createSpace,
		"/spaces/delete": s.deleteSpace,
		"/spaces/get":    s.getSpace,
		"/spaces/list":   s.listSpaces,
		"/spaces/update": s.updateSpace}
}

// space groups entrances and devices, such as those of a room. These know in which spaces they are.
type space struct {
	world.Record
	name         string
	key          string
	customerKey  string
	customerData map[string]any
	accountIDs   []string
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

func (s *Server) viewSpace(of *space) spaceView {
	return spaceView{
		ACSEntranceCount: len(s.entrancesIn(of)),
		CreatedAt:        wire.Time(of.CreatedAt),
		CustomerData:     of.customerData,
		CustomerKey:      of.customerKey,
		DeviceCount:      len(s.devicesIn(of)),
		DisplayName:      of.name,
		Name:             of.name,
		SpaceID:          of.ID,
		SpaceKey:         of.key,
		WorkspaceID:      s.world.WorkspaceID,
	}
}

// spaceIDs are what an event about a space tells of it.
func (s *Server) spaceIDs(of *space) wire.Object {
	return wire.Object{
		"space_id":         of.ID,
		"space_key":        of.key,
		"device_ids":       wire.Views(s.devicesIn(of), func(d *device) string { return d.ID }),
		"acs_entrance_ids": wire.Views(s.entrancesIn(of), func(e *entrance) string { return e.ID }),
	}
}

func (s *Server) createSpace(c *protocol.Call) (any, error) {
	made := &space{name: c.Text("name"), key: c.Text("space_key"), customerKey: c.Text("customer_key"), accountIDs: c.UUIDs("connected_account_ids")}
	made.customerData = c.Fields("customer_data")
	if err := s.freeSpaceKey(made, made.key); err != nil {
		return nil, err
	}
	for _, id := range made.accountIDs {
		if _, err := s.findAccount(id); err != nil {
			return nil, err
		}
	}
	doors, devices, err := s.placesNamed(c.Params)
	if err != nil {
		return nil, err
	}
	made.Record = s.world.NewRecord("space")
	s.spaces.Insert(made)
	s.putInSpace(made, doors, devices)
	s.world.Emit("space.created", s.spaceIDs(made))
	return s.viewSpace(made), nil
}

// freeSpaceKey refuses a key that another space has.
func (s *Server) freeSpaceKey(of *space, key string) error {
	if other, taken := s.spaces.First(func(other *space) bool { return world.SameKey(other.key, key) }); taken && other != of {
		return problem.Conflict("space_key_already_exists", fmt.Sprintf("Another space has the key %q", key))
	}
	return nil
}

func (s *Server) findSpace(id string) (*space, error) {
	if found, ok := s.spaces.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("space")
}

func (s *Server) spaceByKey(key string) (*space, error) {
	if found, ok := s.spaces.First(func(of *space) bool { return world.SameKey(of.key, key) }); ok {
		return found, nil
	}
	return nil, problem.NotFound("space")
}

func (s *Server) getSpace(c *protocol.Call) (any, error) {
	found, err := s.namedSpace(c)
	if err != nil {
		return nil, err
	}
	return s.viewSpace(found), nil
}

// namedSpace finds the space that a request names, by its ID or, without one, by its key.
func (s *Server) namedSpace(c *protocol.Call) (*space, error) {
	switch {
	case c.Given("space_id"):
		return s.findSpace(c.UUID("space_id"))
	case c.Given("space_key"):
		return s.spaceByKey(c.Text("space_key"))
	default:
		return nil, problem.Invalid("", "Give space_id or space_key")
	}
}

func (s *Server) listSpaces(c *protocol.Call) (any, error) {
	customer, key, search := c.Text("customer_key"), c.Text("space_key"), c.Text("search")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := s.spaces.Where(func(of *space) bool {
		return protocol.Equal(customer, of.customerKey) &&
			protocol.Equal(key, of.key) &&
			protocol.Search(search, of.name, of.key, of.customerKey)
	})
	return protocol.Paginate(page, found, s.viewSpace)
}

// holdsAccount tells whether a connected account, or something that came with it, is in a space.
func (s *Server) holdsAccount(of *space, accountID string) bool {
	return slices.Contains(of.accountIDs, accountID) ||
		slices.ContainsFunc(s.devicesIn(of), func(d *device) bool { return d.account.ID == accountID }) ||
		slices.ContainsFunc(s.entrancesIn(of), func(e *entrance) bool { return e.system.connectedAccountID == accountID })
}

func (s *Server) deleteSpace(c *protocol.Call) (any, error) {
	gone, err := s.findSpace(c.UUID("space_id"))
	if err != nil {
		return nil, err
	}
	s.world.Emit("space.deleted", s.spaceIDs(gone))
	s.keepInSpace(gone, nil, nil)
	s.spaces.DeleteWhere(func(of *space) bool { return of == gone })
	s.fulfilAll()
	return protocol.OK, nil
}
