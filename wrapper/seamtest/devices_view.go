package seamtest

import (
	"cmp"
	"maps"
)

// viewDevice has the fields of a managed or an unmanaged device, whichever it is.
func (s *Server) viewDevice(of *device) answer {
	view := answer{
		"capabilities_supported": listed(of.Capabilities),
		"connected_account_id":   of.account.id,
		"created_at":             timestamp(of.createdAt),
		"custom_metadata":        mapped(of.metadata),
		"device_id":              of.id,
		"device_type":            of.Type,
		"errors":                 s.deviceErrors(of),
		"is_managed":             !of.Unmanaged,
		"properties":             of.properties(),
		"warnings":               listed(of.warnings),
		"workspace_id":           s.workspaceID,
	}
	if of.TimeZone != "" {
		view["location"] = answer{"time_zone": of.TimeZone, "timezone": of.TimeZone}
	}
	for ability, can := range of.can {
		view["can_"+ability] = can
	}
	if of.Unmanaged {
		return view
	}
	view["display_name"] = of.name()
	view["space_ids"] = listed(of.spaceIDs)
	if of.nickname != "" {
		view["nickname"] = of.nickname
	}
	return view
}

func (of *device) name() string { return cmp.Or(of.nickname, of.Name) }

func (of *device) properties() answer {
	view := answer{
		"appearance":   answer{"name": of.Name},
		"model":        answer{"display_name": title(string(of.Type)), "manufacturer_display_name": title(of.Manufacturer)},
		"manufacturer": of.Manufacturer,
		"name":         of.name(),
		"online":       !of.Offline,
	}
	maps.Copy(view, of.props)
	return view
}

// deviceErrors are what keeps the device from working.
func (s *Server) deviceErrors(of *device) []issue {
	errors := listed(of.errors)
	if of.account.disconnected {
		why := accountDisconnected(s)
		why.IsDeviceError = new(false)
		errors = append(errors, why)
	}
	return errors
}
