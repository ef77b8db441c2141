package climate

import (
	"fmt"
	"maps"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

const settingsPage = "capability-guides/thermostats/configure-current-climate-settings"

// mode describes an HVAC mode.
type mode struct {
	ability   string   // the ability that a thermostat needs for it, or "" if Seam documents none
	setPoints []string // the temperatures that it keeps
}

var modes = map[string]mode{
	"heat":      {"hvac_heat", []string{"heating_set_point"}},
	"cool":      {"hvac_cool", []string{"cooling_set_point"}},
	"heat_cool": {"hvac_heat_cool", []string{"heating_set_point", "cooling_set_point"}},
	"off":       {"turn_off_hvac", nil},
	"eco":       {},
}

// setting returns the current climate setting of a thermostat.
func setting(d *places.Device) wire.Object {
	return places.Property[wire.Object](d, "current_climate_setting")
}

// setMode returns the handler of an operation that sets an HVAC mode.
func setMode(name string) func(*Area, *protocol.Call) (any, error) {
	return func(a *Area, c *protocol.Call) (any, error) { return a.beginMode(c, name) }
}

func (a *Area) setHVACMode(c *protocol.Call) (any, error) {
	return a.beginMode(c, c.Text("hvac_mode_setting"))
}

// beginMode begins to set the HVAC mode of a thermostat.
func (a *Area) beginMode(c *protocol.Call, name string) (any, error) {
	d, err := a.namedThermostat(c)
	if err != nil {
		return nil, err
	}
	change, err := readMode(c, d, name)
	if err != nil {
		return nil, err
	}
	return a.places.BeginAt(d, c.Action(), func(string) wire.Object {
		a.adjustMode(d, change, "seam")
		return nil
	}).View(), nil
}

// adjustByHand simulates a person who sets the HVAC mode at the thermostat.
func (a *Area) adjustByHand(c *protocol.Call) (any, error) {
	d, err := a.namedThermostat(c)
	if err != nil {
		return nil, err
	}
	change, err := readMode(c, d, c.Text("hvac_mode"))
	if err != nil {
		return nil, err
	}
	a.adjustMode(d, change, "external")
	return protocol.OK, nil
}

// missingSetPoint is implemented by readMode.
var missingSetPoint = rules.Rule{
	Name: "A mode that heats or cools needs each of its set points, in Celsius or in Fahrenheit",
	Page: settingsPage,
	Operations: []string{
		"/thermostats/cool", "/thermostats/heat", "/thermostats/heat_cool", "/thermostats/set_hvac_mode",
		"/thermostats/simulate/hvac_mode_adjusted",
	},
	Status:  400,
	Message: "Give each set point of the mode",
	Test:    "TestMissingSetPoint",
}

// readMode reads an HVAC mode with its set points. It returns the fields of a climate setting.
func readMode(c *protocol.Call, d *places.Device, name string) (wire.Object, error) {
	if err := checkMode(d, name); err != nil {
		return nil, err
	}
	change := wire.Object{"hvac_mode_setting": name}
	missing := false
	for _, point := range modes[name].setPoints {
		given := readDegrees(c, point)
		missing = missing || given == nil
		maps.Copy(change, given)
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	if missing {
		return nil, missingSetPoint.Err()
	}
	return change, checkSetPoints(d, change)
}

// unsupportedMode is implemented by checkMode.
var unsupportedMode = rules.Rule{
	Name: "A thermostat has the HVAC modes for which it has the ability, such as can_hvac_heat, and that are in available_hvac_mode_settings",
	Page: settingsPage,
	Operations: []string{
		"/thermostats/cool", "/thermostats/create_climate_preset", "/thermostats/heat", "/thermostats/heat_cool",
		"/thermostats/off", "/thermostats/set_hvac_mode", "/thermostats/simulate/hvac_mode_adjusted",
		"/thermostats/update_climate_preset",
	},
	Status:  400,
	Message: "The thermostat does not have this HVAC mode",
	Field:   "device_id",
	Test:    "TestUnsupportedModes",
}

// checkMode returns an error if a thermostat does not have an HVAC mode.
func checkMode(d *places.Device, name string) error {
	able := modes[name].ability == "" || d.Can[modes[name].ability]
	if !able || !slices.Contains(places.Property[[]string](d, "available_hvac_mode_settings"), name) {
		return unsupportedMode.Err()
	}
	return nil
}

const setPointsPage = "capability-guides/thermostats/understanding-thermostat-concepts/set-points"

// setPointRange is implemented by checkSetPoints.
var setPointRange = rules.Rule{
	Name:       "A set point is in the range of the thermostat, such as min_heating_set_point_celsius",
	Page:       setPointsPage,
	Operations: missingSetPoint.Operations,
	Status:     400,
	Message:    "The set point is outside the range of the thermostat",
	Test:       "TestSetPointLimits",
}

// setPointDelta is implemented by checkSetPoints.
var setPointDelta = rules.Rule{
	Name:       "In heat-cool mode the cooling set point is above the heating set point, by min_heating_cooling_delta_celsius if the thermostat has it",
	Page:       setPointsPage,
	Operations: []string{"/thermostats/heat_cool", "/thermostats/set_hvac_mode", "/thermostats/simulate/hvac_mode_adjusted"},
	Status:     400,
	Message:    "The cooling set point is not far enough above the heating set point",
	Test:       "TestSetPointLimits",
}

// checkSetPoints returns an error if a thermostat does not accept the set points of a setting.
func checkSetPoints(d *places.Device, change wire.Object) error {
	for _, point := range []string{"heating_set_point", "cooling_set_point"} {
		wanted, given := celsius(change, point)
		least := places.Property[*float64](d, fmt.Sprintf("min_%s_celsius", point))
		most := places.Property[*float64](d, fmt.Sprintf("max_%s_celsius", point))
		if given && (least != nil && wanted < *least || most != nil && wanted > *most) {
			return setPointRange.Err()
		}
	}
	heating, heats := celsius(change, "heating_set_point")
	cooling, cools := celsius(change, "cooling_set_point")
	delta := places.Property[float64](d, "min_heating_cooling_delta_celsius")
	if heats && cools && (cooling <= heating || cooling < heating+delta) {
		return setPointDelta.Err()
	}
	return nil
}

// adjustMode sets the mode and the set points of a thermostat. The fan keeps its mode.
func (a *Area) adjustMode(d *places.Device, change wire.Object, method string) {
	next := wire.Map(change)
	if fan, ok := setting(d)["fan_mode_setting"]; ok {
		next["fan_mode_setting"] = fan
	}
	a.adjust(d, next, method)
}

// adjust replaces the current climate setting of a thermostat. The method is that of the event.
func (a *Area) adjust(d *places.Device, next wire.Object, method string) {
	applySetting(d, next)
	a.world.Emit("thermostat.manually_adjusted", d.EventFields(), next, wire.Object{"method": method})
}

// applySetting sets the current climate setting of a thermostat and turns heating and cooling on or off.
func applySetting(d *places.Device, next wire.Object) {
	d.Properties["current_climate_setting"] = next
	run(d)
}

// run turns heating and cooling on or off, as the mode, the set points and the temperature require. Both are
// off while the temperature is unknown.
func run(d *places.Device) {
	current := setting(d)
	temperature := places.Property[*float64](d, "temperature_celsius")
	heating, heats := activeSetPoint(current, "heating_set_point")
	cooling, cools := activeSetPoint(current, "cooling_set_point")
	d.Properties["is_heating"] = heats && temperature != nil && *temperature < heating
	d.Properties["is_cooling"] = cools && temperature != nil && *temperature > cooling
}

// activeSetPoint returns a set point in Celsius, if the mode of the setting uses it.
func activeSetPoint(of wire.Object, point string) (degrees float64, active bool) {
	name, _ := of["hvac_mode_setting"].(string)
	degrees, known := celsius(of, point)
	return degrees, known && slices.Contains(modes[name].setPoints, point)
}

// unsupportedFan is implemented by setFanMode.
var unsupportedFan = rules.Rule{
	Name:       "A thermostat has the fan modes in available_fan_mode_settings",
	Page:       settingsPage,
	Operations: []string{"/thermostats/set_fan_mode"},
	Status:     400,
	Message:    "The thermostat does not have this fan mode",
	Field:      "fan_mode_setting",
	Test:       "TestFanMode",
}

func (a *Area) setFanMode(c *protocol.Call) (any, error) {
	d, err := a.namedThermostat(c)
	if err != nil {
		return nil, err
	}
	fan := c.Text("fan_mode_setting")
	if fan == "" {
		fan = c.Text("fan_mode") // the older name of the field
	}
	if fan == "" {
		return nil, problem.Invalid("fan_mode_setting", problem.Required)
	}
	if !slices.Contains(places.Property[[]string](d, "available_fan_mode_settings"), fan) {
		return nil, unsupportedFan.Err()
	}
	return a.places.BeginAt(d, c.Action(), func(string) wire.Object {
		next := withoutPreset(setting(d))
		next["fan_mode_setting"] = fan
		a.adjust(d, next, "seam")
		return nil
	}).View(), nil
}
