package seamtest

import (
	"fmt"
	"slices"
)

var spaceRoutes = map[string]handler{
	"/spaces/create": (*Server).createSpace,
	"/spaces/delete": (*Server).deleteSpace,
	"/spaces/get":    (*Server).getSpace,
	"/spaces/list":   (*Server).listSpaces,
	"/spaces/update": (*Server).updateSpace,
}

// space groups entrances and devices, such as those of a room. These know in which spaces they are.
type space struct {
	record
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
		CreatedAt:        timestamp(of.createdAt),
		CustomerData:     of.customerData,
		CustomerKey:      of.customerKey,
		DeviceCount:      len(s.devicesIn(of)),
		DisplayName:      of.name,
		Name:             of.name,
		SpaceID:          of.id,
		SpaceKey:         of.key,
		WorkspaceID:      s.workspaceID,
	}
}

// spaceIDs are what an event about a space tells of it.
func (s *Server) spaceIDs(of *space) answer {
	return answer{
		"space_id":         of.id,
		"space_key":        of.key,
		"device_ids":       views(s.devicesIn(of), func(d *device) string { return d.id }),
		"acs_entrance_ids": views(s.entrancesIn(of), func(e *entrance) string { return e.id }),
	}
}

func (s *Server) createSpace(c *call) (answer, *refusal) {
	made := &space{name: c.text("name"), key: c.text("space_key"), customerKey: c.text("customer_key"), accountIDs: c.uuids("connected_account_ids")}
	if data, given := c.object("customer_data"); given {
		made.customerData = data.fields
	}
	if no := s.freeSpaceKey(made, made.key); no != nil {
		return nil, no
	}
	for _, id := range made.accountIDs {
		if _, no := s.findAccount(id); no != nil {
			return nil, no
		}
	}
	doors, devices, no := s.placesNamed(c.params)
	if no != nil {
		return nil, no
	}
	made.record = s.newRecord("space")
	s.spaces.put(made)
	s.putInSpace(made, doors, devices)
	s.emit("space.created", s.spaceIDs(made))
	return answer{"space": s.viewSpace(made)}, nil
}

// freeSpaceKey refuses a key that another space has.
func (s *Server) freeSpaceKey(of *space, key string) *refusal {
	if other, taken := s.spaces.first(func(other *space) bool { return same(other.key, key) }); taken && other != of {
		return conflict("space_key_already_exists", fmt.Sprintf("Another space has the key %q", key))
	}
	return nil
}

func (s *Server) findSpace(id string) (*space, *refusal) {
	if found, ok := s.spaces.get(id); ok {
		return found, nil
	}
	return nil, notFound("space")
}

func (s *Server) spaceByKey(key string) (*space, *refusal) {
	if found, ok := s.spaces.first(func(of *space) bool { return same(of.key, key) }); ok {
		return found, nil
	}
	return nil, notFound("space")
}

func (s *Server) getSpace(c *call) (answer, *refusal) {
	found, no := s.namedSpace(c)
	if no != nil {
		return nil, no
	}
	return answer{"space": s.viewSpace(found)}, nil
}

// namedSpace finds the space that a request names, by its ID or, without one, by its key.
func (s *Server) namedSpace(c *call) (*space, *refusal) {
	switch {
	case c.given("space_id"):
		return s.findSpace(c.uuid("space_id"))
	case c.given("space_key"):
		return s.spaceByKey(c.text("space_key"))
	default:
		return nil, invalid("", "Give space_id or space_key")
	}
}

func (s *Server) listSpaces(c *call) (answer, *refusal) {
	customer, key, search := c.text("customer_key"), c.text("space_key"), c.text("search")
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.spaces.where(func(of *space) bool {
		return equals(customer, of.customerKey) &&
			equals(key, of.key) &&
			matches(search, of.name, of.key, of.customerKey)
	})
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"spaces": views(found, s.viewSpace), "pagination": pages}, nil
}

// holdsAccount tells whether a connected account, or something that came with it, is in a space.
func (s *Server) holdsAccount(of *space, accountID string) bool {
	return slices.Contains(of.accountIDs, accountID) ||
		slices.ContainsFunc(s.devicesIn(of), func(d *device) bool { return d.account.id == accountID }) ||
		slices.ContainsFunc(s.entrancesIn(of), func(e *entrance) bool { return e.system.connectedAccountID == accountID })
}

func (s *Server) deleteSpace(c *call) (answer, *refusal) {
	gone, no := s.findSpace(c.uuid("space_id"))
	if no != nil {
		return nil, no
	}
	s.emit("space.deleted", s.spaceIDs(gone))
	s.keepInSpace(gone, nil, nil)
	s.spaces.remove(func(of *space) bool { return of == gone })
	s.fulfilAll()
	return nil, nil
}
