// Package noise has the noise sensors and their noise thresholds. No other area depends on it.
package noise

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Area has the noise thresholds of one workspace. The sensors are devices of the area places.
type Area struct {
	thresholds *world.Table[*threshold]

	world  *world.World
	places *places.Area
}

// New returns an area without noise thresholds.
func New(w *world.World, in *places.Area) *Area {
	a := &Area{thresholds: world.NewTable[*threshold](w, "noise_threshold"), world: w, places: in}
	world.BelongsTo(a.thresholds, in.Devices, func(t *threshold) *places.Device { return t.sensor })
	return a
}

// Rules returns the rules of Seam that are about noise sensors.
func Rules() []rules.Rule { return []rules.Rule{twoPeriods, noOverlap} }

// Handler returns the handler of an operation, nil if the area has none.
func (a *Area) Handler(path string) protocol.Handler { return operations.Handler(a, path) }

var operations = protocol.Operations[*Area]{
	"/noise_sensors/noise_thresholds/create": (*Area).createThreshold,
	"/noise_sensors/noise_thresholds/delete": (*Area).deleteThreshold,
	"/noise_sensors/noise_thresholds/get":    (*Area).getThreshold,
	"/noise_sensors/noise_thresholds/list":   (*Area).listThresholds,
	"/noise_sensors/noise_thresholds/update": (*Area).updateThreshold,

	"/noise_sensors/simulate/trigger_noise_threshold": (*Area).trigger,
}

// namedSensor returns the noise sensor that a request names.
func (a *Area) namedSensor(c *protocol.Call) (*places.Device, error) {
	d, err := a.places.FindManaged(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	if !d.IsNoiseSensor() {
		return nil, problem.Invalid("device_id", "The device is not a noise sensor")
	}
	return d, nil
}
