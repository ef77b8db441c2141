package climate

import (
	"maps"
	"math"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// setThreshold changes the limits that a request has. A limit that is null is removed.
func (a *Area) setThreshold(c *protocol.Call) (any, error) {
	d, err := a.namedThermostat(c)
	if err != nil {
		return nil, err
	}
	limits := threshold(d)
	for _, limit := range []string{"lower_limit", "upper_limit"} {
		if c.IsNull(limit+"_celsius") || c.IsNull(limit+"_fahrenheit") {
			limits[limit+"_celsius"], limits[limit+"_fahrenheit"] = nil, nil
		}
		maps.Copy(limits, readDegrees(c, limit))
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	d.Properties["temperature_threshold"] = limits
	return protocol.OK, nil
}

// threshold returns the temperature threshold of a thermostat. A limit that is not set is null.
func threshold(d *places.Device) wire.Object {
	limits := wire.Object{
		"lower_limit_celsius": nil, "lower_limit_fahrenheit": nil, "upper_limit_celsius": nil, "upper_limit_fahrenheit": nil,
	}
	maps.Copy(limits, places.Property[wire.Object](d, "temperature_threshold"))
	return limits
}

// reachTemperature simulates a room that reaches a temperature.
func (a *Area) reachTemperature(c *protocol.Call) (any, error) {
	d, err := a.namedThermostat(c)
	if err != nil {
		return nil, err
	}
	reported := readDegrees(c, "temperature")
	if err := c.Err(); err != nil {
		return nil, err
	}
	if reported == nil {
		return nil, problem.Invalid("", "Give temperature_celsius or temperature_fahrenheit")
	}
	maps.Copy(d.Properties, reported)
	run(d)
	a.world.Emit("thermostat.temperature_changed", d.EventFields(), reported)
	a.emitReached(d, reported)
	a.checkThreshold(d, reported)
	return protocol.OK, nil
}

// setPointReached is implemented by emitReached.
var setPointReached = rules.Rule{
	Name:       "A temperature within 1 °C of a set point sends thermostat.temperature_reached_set_point",
	Page:       settingsPage,
	Operations: []string{"/thermostats/simulate/temperature_reached"},
	Test:       "TestTemperatureReached",
}

// emitReached sends an event for each active set point that the reported temperature has reached.
func (a *Area) emitReached(d *places.Device, reported wire.Object) {
	current := setting(d)
	temperature, _ := celsius(reported, "temperature")
	for _, point := range []string{"heating_set_point", "cooling_set_point"} {
		desired, active := activeSetPoint(current, point)
		if !active || math.Abs(temperature-desired) > 1 {
			continue
		}
		a.world.Emit("thermostat.temperature_reached_set_point", d.EventFields(), reported, wire.Object{
			"desired_temperature_celsius": current[point+"_celsius"], "desired_temperature_fahrenheit": current[point+"_fahrenheit"],
		})
	}
}

// thresholdWarns is implemented by checkThreshold.
var thresholdWarns = rules.Rule{
	Name:       "A thermostat that reports a temperature outside its threshold has a warning until it reports one inside",
	Page:       "capability-guides/thermostats/setting-and-monitoring-temperature-thresholds",
	Operations: []string{"/thermostats/set_temperature_threshold", "/thermostats/simulate/temperature_reached"},
	Test:       "TestTemperatureThreshold",
}

// checkThreshold compares the reported temperature with the threshold of a thermostat.
func (a *Area) checkThreshold(d *places.Device, reported wire.Object) {
	const code = "temperature_threshold_exceeded"
	limits := threshold(d)
	temperature, _ := celsius(reported, "temperature")
	lower, hasLower := celsius(limits, "lower_limit")
	upper, hasUpper := celsius(limits, "upper_limit")
	fields := []wire.Object{d.EventFields(), reported, nullable(limits)}
	switch exceeded := hasLower && temperature < lower || hasUpper && temperature > upper; {
	case exceeded && a.places.AddDeviceWarning(d, code, "The temperature is outside the threshold"):
		a.world.Emit("thermostat.temperature_threshold_exceeded", fields...)
	case !exceeded && d.ClearWarning(code):
		a.world.Emit("thermostat.temperature_threshold_no_longer_exceeded", fields...)
	}
}

// nullable returns fields whose absent values are null in an event, which otherwise has no such fields.
func nullable(fields wire.Object) wire.Object {
	kept := wire.Map(fields)
	for name, value := range kept {
		if value == nil {
			kept[name] = (*float64)(nil)
		}
	}
	return kept
}
