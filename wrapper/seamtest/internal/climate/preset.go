package climate

import (
	"cmp"
	"maps"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

const presetsPage = "capability-guides/thermostats/creating-and-managing-climate-presets"

// presets returns a copy of the climate presets of a thermostat. They are in its properties, where a test can put those
// that the thermostat itself has.
func presets(d *places.Device) []wire.Object {
	return places.Property[[]wire.Object](d, "available_climate_presets")
}

func setPresets(d *places.Device, list []wire.Object) {
	d.Properties["available_climate_presets"] = list
}

// presetIndex returns the index of the preset with a key, or -1.
func presetIndex(list []wire.Object, key string) int {
	return slices.IndexFunc(list, func(p wire.Object) bool { return p["climate_preset_key"] == key })
}

// locatePreset returns a copy of the climate presets of a thermostat, and the index of the one with a key.
func locatePreset(d *places.Device, key string) (list []wire.Object, at int, err error) {
	list = presets(d)
	if at = presetIndex(list, key); at < 0 {
		return nil, 0, problem.NotFound("climate_preset")
	}
	return list, at, nil
}

// findPreset returns the climate preset with a key.
func findPreset(d *places.Device, key string) (wire.Object, error) {
	list, at, err := locatePreset(d, key)
	if err != nil {
		return nil, err
	}
	return list[at], nil
}

// withoutPreset returns a climate setting without the fields that identify a preset.
func withoutPreset(of wire.Object) wire.Object {
	adjusted := wire.Object{}
	for name, value := range of {
		switch name {
		case "hvac_mode_setting", "fan_mode_setting", "heating_set_point_celsius", "heating_set_point_fahrenheit",
			"cooling_set_point_celsius", "cooling_set_point_fahrenheit":
			adjusted[name] = value
		}
	}
	return adjusted
}

// readPreset changes the fields of a preset that a request has.
func readPreset(c *protocol.Call, d *places.Device, of wire.Object) (wire.Object, error) {
	preset := wire.Map(of)
	for _, field := range []string{"hvac_mode_setting", "fan_mode_setting", "climate_preset_mode"} {
		if c.Given(field) {
			preset[field] = c.Text(field)
		}
	}
	if c.Given("name") || c.IsNull("name") {
		preset["name"] = wire.Optional(c.Text("name"))
		preset["display_name"] = cmp.Or(c.Text("name"), c.Text("climate_preset_key"))
	}
	if allowed := c.Flag("manual_override_allowed"); allowed != nil {
		preset["manual_override_allowed"] = *allowed
	}
	if metadata := c.Fields("ecobee_metadata"); metadata != nil {
		preset["ecobee_metadata"] = metadata
	}
	maps.Copy(preset, readDegrees(c, "heating_set_point"))
	maps.Copy(preset, readDegrees(c, "cooling_set_point"))
	if err := c.Err(); err != nil {
		return nil, err
	}
	if c.Given("hvac_mode_setting") {
		return preset, checkMode(d, c.Text("hvac_mode_setting"))
	}
	return preset, nil
}

// uniquePreset is implemented by createPreset.
var uniquePreset = rules.Rule{
	Name:       "A climate preset key is unique on its thermostat",
	Page:       "api/thermostats/create_climate_preset",
	Operations: []string{"/thermostats/create_climate_preset"},
	Status:     409,
	Type:       "climate_preset_key_already_exists",
	Message:    "The thermostat has a climate preset with this key",
	Test:       "TestClimatePresets",
}

func (a *Area) createPreset(c *protocol.Call) (any, error) {
	d, err := a.namedThermostat(c)
	if err != nil {
		return nil, err
	}
	key, list := c.Text("climate_preset_key"), presets(d)
	if presetIndex(list, key) >= 0 {
		return nil, uniquePreset.Err()
	}
	made, err := readPreset(c, d, wire.Object{
		"climate_preset_key": key, "display_name": key, "manual_override_allowed": true,
		"can_delete": true, "can_edit": true, "can_use_with_thermostat_daily_programs": false,
	})
	if err != nil {
		return nil, err
	}
	setPresets(d, append(list, made))
	return protocol.OK, nil
}

// fixedPreset is implemented by updatePreset.
var fixedPreset = rules.Rule{
	Name:       "A climate preset with can_edit false cannot be updated",
	Page:       presetsPage,
	Operations: []string{"/thermostats/update_climate_preset"},
	Status:     400,
	Message:    "The climate preset cannot be edited",
	Field:      "climate_preset_key",
	Test:       "TestPresetsOfTheDevice",
}

func (a *Area) updatePreset(c *protocol.Call) (any, error) {
	d, err := a.namedThermostat(c)
	if err != nil {
		return nil, err
	}
	list, at, err := locatePreset(d, c.Text("climate_preset_key"))
	if err != nil {
		return nil, err
	}
	if list[at]["can_edit"] == false {
		return nil, fixedPreset.Err()
	}
	if list[at], err = readPreset(c, d, list[at]); err != nil {
		return nil, err
	}
	setPresets(d, list)
	return protocol.OK, nil
}

// lastingPreset is implemented by deletePreset.
var lastingPreset = rules.Rule{
	Name:       "A climate preset with can_delete false cannot be deleted",
	Page:       presetsPage,
	Operations: []string{"/thermostats/delete_climate_preset"},
	Status:     400,
	Message:    "The climate preset cannot be deleted",
	Field:      "climate_preset_key",
	Test:       "TestPresetsOfTheDevice",
}

func (a *Area) deletePreset(c *protocol.Call) (any, error) {
	d, err := a.namedThermostat(c)
	if err != nil {
		return nil, err
	}
	key := c.Text("climate_preset_key")
	list, at, err := locatePreset(d, key)
	if err != nil {
		return nil, err
	}
	if list[at]["can_delete"] == false {
		return nil, lastingPreset.Err()
	}
	setPresets(d, slices.Delete(list, at, at+1))
	if d.Properties[fallbackKey] == key {
		delete(d.Properties, fallbackKey)
	}
	return protocol.OK, nil
}

func (a *Area) activatePreset(c *protocol.Call) (any, error) {
	d, err := a.namedThermostat(c)
	if err != nil {
		return nil, err
	}
	preset, err := findPreset(d, c.Text("climate_preset_key"))
	if err != nil {
		return nil, err
	}
	return a.places.BeginAt(d, c.Action(), func(string) wire.Object {
		a.activate(d, preset, "")
		return nil
	}).View(), nil
}

// activate applies a climate preset to a thermostat. The schedule ID is empty if no schedule caused it.
func (a *Area) activate(d *places.Device, preset wire.Object, scheduleID string) {
	applySetting(d, preset)
	a.world.Emit("thermostat.climate_preset_activated", d.EventFields(), wire.Object{
		"climate_preset_key":         preset["climate_preset_key"],
		"is_fallback_climate_preset": preset["climate_preset_key"] == d.Properties[fallbackKey],
		"thermostat_schedule_id":     wire.Optional(scheduleID),
	})
}

// fallbackKey is the property with the key of the preset that a thermostat gets after a schedule.
const fallbackKey = "fallback_climate_preset_key"

func (a *Area) setFallbackPreset(c *protocol.Call) (any, error) {
	d, err := a.namedThermostat(c)
	if err != nil {
		return nil, err
	}
	if _, err := findPreset(d, c.Text("climate_preset_key")); err != nil {
		return nil, err
	}
	d.Properties[fallbackKey] = c.Text("climate_preset_key")
	return protocol.OK, nil
}
