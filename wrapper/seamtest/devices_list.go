package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func (s *Server) findDevice(id string) (*device, error) {
	if found, ok := s.devices.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("device")
}

// managedDevice finds a device that Seam controls.
func (s *Server) managedDevice(id string) (*device, error) {
	found, err := s.findDevice(id)
	if err != nil {
		return nil, err
	}
	if found.Unmanaged {
		return nil, problem.NotFound("device")
	}
	return found, nil
}

// namedDevice finds the device that a request names, by its ID or its name, among those that count.
func (s *Server) namedDevice(c *protocol.Call, counts func(*device) bool) (*device, error) {
	id, name := c.UUID("device_id"), c.Text("name")
	if id == "" && name == "" {
		return nil, problem.Invalid("", "Give device_id or name")
	}
	found, ok := s.devices.First(func(of *device) bool {
		return counts(of) && protocol.Equal(id, of.ID) && protocol.Equal(name, of.name())
	})
	if !ok {
		return nil, problem.NotFound("device")
	}
	return found, nil
}

func isManaged(of *device) bool { return !of.Unmanaged }

func (s *Server) getDevice(c *protocol.Call) (any, error) {
	found, err := s.namedDevice(c, isManaged)
	if err != nil {
		return nil, err
	}
	return protocol.Body{"device": s.viewDevice(found)}, nil
}

func (s *Server) listDevices(c *protocol.Call) (any, error) {
	found, pages, err := s.selectDevices(c, 500, isManaged)
	if err != nil {
		return nil, err
	}
	return protocol.Body{"devices": wire.Views(found, s.viewDevice), "pagination": pages}, nil
}

// selectDevices returns the page of devices that a list request asks for, among those that count.
func (s *Server) selectDevices(c *protocol.Call, defaultLimit int, counts func(*device) bool) ([]*device, *protocol.Pagination, error) {
	before := c.Time("created_before")
	page := c.Page(defaultLimit)
	if err := c.Err(); err != nil {
		return nil, nil, err
	}
	found := s.devices.Where(func(of *device) bool {
		return counts(of) && wantsDevice(c, of) && (before.IsZero() || of.CreatedAt.Before(before))
	})
	return protocol.Cut(page, found)
}

// wantsDevice tells whether a device has what the filters of a list ask for.
func wantsDevice(c *protocol.Call, of *device) bool {
	return protocol.Among(c.UUIDs("device_ids"), c.Given("device_ids"), of.ID) &&
		protocol.Among(c.UUIDs("connected_account_ids"), c.Given("connected_account_ids"), of.account.ID) &&
		protocol.Among(c.Texts("device_types"), c.Given("device_types"), string(of.Type)) &&
		protocol.Equal(c.UUID("connected_account_id"), of.account.ID) &&
		protocol.Equal(c.UUID("connect_webview_id"), of.account.webviewID()) &&
		protocol.Equal(c.Text("customer_key"), of.account.CustomerKey) &&
		protocol.Equal(c.Text("user_identifier_key"), of.account.userKey()) &&
		protocol.Equal(c.Text("device_type"), string(of.Type)) &&
		protocol.Equal(c.Text("manufacturer"), of.Manufacturer) &&
		(!c.Given("space_id") || slices.Contains(of.spaceIDs, c.UUID("space_id"))) &&
		!c.Given("unstable_location_id") && // No device is in a location here.
		c.MatchesMetadata(of.metadata) &&
		protocol.Search(c.Text("search"), of.name(), of.ID, string(of.Type))
}
