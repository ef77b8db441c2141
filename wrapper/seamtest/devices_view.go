package seamtest

import (
	"cmp"
	"maps"

	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// viewDevice has the fields of a managed or an unmanaged device, whichever it is.
func (s *Server) viewDevice(of *device) wire.Object {
	view := wire.Object{
		"capabilities_supported": wire.List(of.Capabilities),
		"connected_account_id":   of.account.ID,
		"created_at":             wire.Time(of.CreatedAt),
		"custom_metadata":        wire.Map(of.metadata),
		"device_id":              of.ID,
		"device_type":            of.Type,
		"errors":                 s.deviceErrors(of),
		"is_managed":             !of.Unmanaged,
		"properties":             of.properties(),
		"warnings":               wire.List(of.warnings),
		"workspace_id":           s.world.WorkspaceID,
	}
	if of.TimeZone != "" {
		view["location"] = wire.Object{"time_zone": of.TimeZone, "timezone": of.TimeZone}
	}
	for ability, can := range of.can {
		view["can_"+ability] = can
	}
	if of.Unmanaged {
		return view
	}
	view["display_name"] = of.name()
	view["space_ids"] = wire.List(of.spaceIDs)
	if of.nickname != "" {
		view["nickname"] = of.nickname
	}
	return view
}

func (of *device) name() string { return cmp.Or(of.nickname, of.Name) }

func (of *device) properties() wire.Object {
	view := wire.Object{
		"appearance":   wire.Object{"name": of.Name},
		"model":        wire.Object{"display_name": wire.Title(string(of.Type)), "manufacturer_display_name": wire.Title(of.Manufacturer)},
		"manufacturer": of.Manufacturer,
		"name":         of.name(),
		"online":       !of.Offline,
	}
	maps.Copy(view, of.props)
	return view
}

// deviceErrors are what keeps the device from working.
func (s *Server) deviceErrors(of *device) []wire.Issue {
	errors := wire.List(of.errors)
	if of.account.disconnected {
		why := accountDisconnected(s)
		why.IsDeviceError = new(false)
		errors = append(errors, why)
	}
	return errors
}
