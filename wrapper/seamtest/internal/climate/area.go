// Package climate has the thermostats: their HVAC mode, set points and fan, the temperature that they
// report, and their climate presets and schedules. The state of a thermostat is in the properties of its
// device, in the form in which Seam shows it. No other area depends on it.
package climate

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Area has the thermostat schedules of one workspace. The thermostats are devices of the area places.
type Area struct {
	schedules *world.Table[*schedule]

	world  *world.World
	places *places.Area
}

// New returns an area without schedules.
func New(w *world.World, in *places.Area) *Area {
	a := &Area{schedules: world.NewTable[*schedule](w, "thermostat_schedule"), world: w, places: in}
	world.BelongsTo(a.schedules, in.Devices, func(s *schedule) *places.Device { return s.device })
	return a
}

// Rules returns the rules of Seam that are about thermostats.
func Rules() []rules.Rule {
	return []rules.Rule{
		unsupportedMode, unsupportedFan, missingSetPoint, setPointRange, setPointDelta,
		uniquePreset, fixedPreset, lastingPreset, fallbackAfterSchedule, thresholdWarns, setPointReached,
		overridesAllowed,
	}
}

// Handler returns the handler of an operation, nil if the area has none.
func (a *Area) Handler(path string) protocol.Handler { return operations.Handler(a, path) }

var operations = protocol.Operations[*Area]{
	"/thermostats/cool":          setMode("cool"),
	"/thermostats/heat":          setMode("heat"),
	"/thermostats/heat_cool":     setMode("heat_cool"),
	"/thermostats/off":           setMode("off"),
	"/thermostats/set_fan_mode":  (*Area).setFanMode,
	"/thermostats/set_hvac_mode": (*Area).setHVACMode,

	"/thermostats/activate_climate_preset":     (*Area).activatePreset,
	"/thermostats/create_climate_preset":       (*Area).createPreset,
	"/thermostats/delete_climate_preset":       (*Area).deletePreset,
	"/thermostats/set_fallback_climate_preset": (*Area).setFallbackPreset,
	"/thermostats/update_climate_preset":       (*Area).updatePreset,

	"/thermostats/set_temperature_threshold":    (*Area).setThreshold,
	"/thermostats/simulate/hvac_mode_adjusted":  (*Area).adjustByHand,
	"/thermostats/simulate/temperature_reached": (*Area).reachTemperature,

	"/thermostats/schedules/create": (*Area).createSchedule,
	"/thermostats/schedules/delete": (*Area).deleteSchedule,
	"/thermostats/schedules/get":    (*Area).getSchedule,
	"/thermostats/schedules/list":   (*Area).listSchedules,
	"/thermostats/schedules/update": (*Area).updateSchedule,
}

// namedThermostat returns the thermostat that a request names.
func (a *Area) namedThermostat(c *protocol.Call) (*places.Device, error) {
	d, err := a.places.FindManaged(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	if !d.IsThermostat() {
		return nil, problem.Invalid("device_id", "The device is not a thermostat")
	}
	return d, nil
}
