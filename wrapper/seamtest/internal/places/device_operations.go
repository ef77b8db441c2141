package places

import (
	"cmp"
	"math"
	"slices"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// FindManaged returns the managed device with an ID, or an error if there is none.
func (a *Area) FindManaged(id string) (*Device, error) {
	d, err := a.Devices.Find(id)
	if err == nil && d.Unmanaged {
		return nil, problem.NotFound("device")
	}
	return d, err
}

// namedDevice returns the device that a request names by its ID or its name, among those that include
// returns true for.
func (a *Area) namedDevice(c *protocol.Call, include func(*Device) bool) (*Device, error) {
	id, name := c.UUID("device_id"), c.Text("name")
	if id == "" && name == "" {
		return nil, problem.Invalid("", "Give device_id or name")
	}
	return a.Devices.FindFirst(func(d *Device) bool {
		return include(d) && protocol.Equal(id, d.ID) && protocol.Equal(name, d.DisplayName())
	})
}

func (a *Area) getDevice(c *protocol.Call) (any, error) {
	found, err := a.namedDevice(c, (*Device).IsManaged)
	if err != nil {
		return nil, err
	}
	return a.ViewDevice(found), nil
}

func (a *Area) getUnmanagedDevice(c *protocol.Call) (any, error) {
	found, err := a.namedDevice(c, (*Device).isUnmanaged)
	if err != nil {
		return nil, err
	}
	return a.ViewDevice(found), nil
}

func (a *Area) listDevices(c *protocol.Call) (any, error) {
	return a.pageOfDevices(c, (*Device).IsManaged)
}

func (a *Area) listUnmanagedDevices(c *protocol.Call) (any, error) {
	return a.pageOfDevices(c, (*Device).isUnmanaged)
}

func (a *Area) pageOfDevices(c *protocol.Call, include func(*Device) bool) (any, error) {
	found, page, err := a.selectDevices(c, 500, include)
	if err != nil {
		return nil, err
	}
	return protocol.Paginate(page, found, a.ViewDevice)
}

// listDevicesWith lists the managed devices that have a capability, under both keys that Seam uses.
// Such a list is not paged: it is complete unless the request has a limit.
func listDevicesWith(capability gen.DeviceCapability, key string) func(*Area, *protocol.Call) (any, error) {
	return func(a *Area, c *protocol.Call) (any, error) {
		found, page, err := a.selectDevices(c, math.MaxInt32, func(d *Device) bool {
			return d.IsManaged() && slices.Contains(d.Capabilities, capability)
		})
		if err != nil {
			return nil, err
		}
		found, _, err = protocol.Cut(page, found)
		if err != nil {
			return nil, err
		}
		devices := wire.Views(found, a.ViewDevice)
		return protocol.Body{key: devices, "devices": devices}, nil
	}
}

// selectDevices returns the devices that pass the filters of a list and that include returns true for.
func (a *Area) selectDevices(c *protocol.Call, limit int, include func(*Device) bool) ([]*Device, *protocol.PageRequest, error) {
	before := c.Time("created_before")
	page := c.Page(limit)
	if err := c.Err(); err != nil {
		return nil, nil, err
	}
	found := a.Devices.Where(func(d *Device) bool {
		return include(d) && matchesDevice(c, d) && (before.IsZero() || d.CreatedAt.Before(before))
	})
	return found, page, nil
}

// matchesDevice reports whether a device passes the filters of a list.
func matchesDevice(c *protocol.Call, d *Device) bool {
	return protocol.Among(c.UUIDs("device_ids"), c.Given("device_ids"), d.ID) &&
		protocol.Among(c.UUIDs("connected_account_ids"), c.Given("connected_account_ids"), d.Account.ID) &&
		protocol.Among(c.Texts("device_types"), c.Given("device_types"), string(d.Type)) &&
		protocol.Equal(c.UUID("connected_account_id"), d.Account.ID) &&
		protocol.Equal(c.UUID("connect_webview_id"), d.Account.WebviewID) &&
		protocol.Equal(c.Text("customer_key"), d.Account.CustomerKey) &&
		protocol.Equal(c.Text("user_identifier_key"), d.Account.UserKey) &&
		protocol.Equal(c.Text("device_type"), string(d.Type)) &&
		protocol.Equal(c.Text("manufacturer"), d.Manufacturer) &&
		inSpace(d.Spaces, c.UUID("space_id")) &&
		!c.Given("unstable_location_id") && // The fake has no devices in locations.
		c.MatchesMetadata(d.Metadata) &&
		protocol.Search(c.Text("search"), d.DisplayName(), d.ID, string(d.Type))
}

func (a *Area) updateDevice(c *protocol.Call) (any, error) {
	d, err := a.FindManaged(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	metadata, err := readDeviceMetadata(c, d)
	if err != nil {
		return nil, err
	}
	properties, _ := c.Object("properties")
	for _, in := range []*protocol.Params{properties, c.Params} { // properties.name is the older name of name
		if in.Given("name") || in.IsNull("name") {
			a.rename(d, in.Text("name"))
		}
	}
	if backup := c.Flag("backup_access_code_pool_enabled"); backup != nil {
		d.Properties["backup_access_code_pool_enabled"] = *backup
	}
	d.Metadata = metadata
	a.setManaged(d, c.Flag("is_managed"))
	return protocol.OK, nil
}

func (a *Area) updateUnmanagedDevice(c *protocol.Call) (any, error) {
	d, err := a.Devices.Find(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	if d.IsManaged() {
		return nil, problem.NotFound("device")
	}
	metadata, err := readDeviceMetadata(c, d)
	if err != nil {
		return nil, err
	}
	d.Metadata = metadata
	a.setManaged(d, c.Flag("is_managed"))
	return protocol.OK, nil
}

func (a *Area) rename(d *Device, name string) {
	if d.Nickname == name {
		return
	}
	d.Nickname = name
	a.world.Emit("device.name_changed", d.EventFields(), wire.Object{"device_name": d.DisplayName()})
}

// setManaged makes a device managed or unmanaged. A nil flag changes nothing.
func (a *Area) setManaged(d *Device, managed *bool) {
	if managed == nil || *managed == d.IsManaged() {
		return
	}
	d.Unmanaged = !*managed
	a.world.Emit(d.managedOr("device.unmanaged.converted_to_managed", "device.converted_to_unmanaged"), d.EventFields())
}

// reportProviderMetadata records the time zones of Ultraloq devices. Seam knows them from callers only.
func (a *Area) reportProviderMetadata(c *protocol.Call) (any, error) {
	for _, report := range c.Objects("devices") {
		d, err := a.Devices.Find(report.UUID("device_id"))
		if err != nil {
			return nil, err
		}
		reported, _ := report.Object("ultraloq_metadata")
		d.TimeZone = cmp.Or(reported.Text("time_zone"), d.TimeZone)
	}
	return protocol.OK, nil
}
