package places

import (
	"slices"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// IsThermostat reports whether the device is a thermostat.
func (d *Device) IsThermostat() bool { return slices.Contains(d.Capabilities, "thermostat") }

// usualClimate returns the properties of a new thermostat, which neither heats nor cools.
func usualClimate(deviceType gen.DeviceType, can map[string]bool) wire.Object {
	return wire.Object{
		"available_climate_presets":    []wire.Object{},
		"available_fan_mode_settings":  []string{"auto", "on"},
		"available_hvac_mode_settings": usualModes(deviceType, can),
		"current_climate_setting":      wire.Object{"hvac_mode_setting": "off", "fan_mode_setting": "auto"},
		"is_cooling":                   false,
		"is_heating":                   false,
	}
}

// usualModes returns the HVAC modes of a thermostat with the given abilities. Only Google Nest has the mode eco.
func usualModes(deviceType gen.DeviceType, can map[string]bool) []string {
	modes := []string{}
	for _, mode := range []string{"heat", "cool", "heat_cool"} {
		if can["hvac_"+mode] {
			modes = append(modes, mode)
		}
	}
	if can["turn_off_hvac"] {
		modes = append(modes, "off")
	}
	if deviceType == "nest_thermostat" {
		modes = append(modes, "eco")
	}
	return modes
}
