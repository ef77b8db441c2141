package noise

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

const settingsPage = "capability-guides/noise-sensors/configure-noise-threshold-settings"

// twoPeriods is not implemented.
var twoPeriods = rules.Rule{
	Name:       "A Minut sensor has two noise thresholds, one for quiet hours and one for the rest of the day",
	Page:       settingsPage,
	Operations: []string{"/noise_sensors/noise_thresholds/create"},
	Why:        "Seam does not document what happens to a third one",
}

// noOverlap is not implemented.
var noOverlap = rules.Rule{
	Name:       "The noise thresholds of a NoiseAware sensor do not overlap during the day",
	Page:       settingsPage,
	Operations: []string{"/noise_sensors/noise_thresholds/create", "/noise_sensors/noise_thresholds/update"},
	Why:        "Seam does not document which hours are the day, nor what happens to one that overlaps",
}

// threshold is the noise that is tolerated at some time of the day.
type threshold struct {
	world.Record

	sensor       *places.Device
	name         string
	starts, ends string // times of the day, as the caller wrote them
	decibels     float64
	nrs          *float64 // the Noise Risk Score of NoiseAware
}

type thresholdView struct {
	DeviceID               string   `json:"device_id"`
	EndsDailyAt            string   `json:"ends_daily_at"`
	Name                   string   `json:"name"`
	NoiseThresholdDecibels float64  `json:"noise_threshold_decibels"`
	NoiseThresholdID       string   `json:"noise_threshold_id"`
	NoiseThresholdNRS      *float64 `json:"noise_threshold_nrs,omitzero"`
	StartsDailyAt          string   `json:"starts_daily_at"`
}

func (t *threshold) view() thresholdView {
	return thresholdView{
		DeviceID:               t.sensor.ID,
		EndsDailyAt:            t.ends,
		Name:                   t.name,
		NoiseThresholdDecibels: t.decibels,
		NoiseThresholdID:       t.ID,
		NoiseThresholdNRS:      t.nrs,
		StartsDailyAt:          t.starts,
	}
}

// with returns a copy of a threshold with the fields that a request has.
func (t *threshold) with(c *protocol.Call) *threshold {
	next := *t
	next.name = cmp.Or(c.Text("name"), t.name)
	next.starts = cmp.Or(c.Text("starts_daily_at"), t.starts)
	next.ends = cmp.Or(c.Text("ends_daily_at"), t.ends)
	if decibels := c.Number("noise_threshold_decibels"); decibels != nil {
		next.decibels = *decibels
	}
	if nrs := c.Number("noise_threshold_nrs"); nrs != nil {
		next.nrs = nrs
	}
	return &next
}

// createThreshold begins to create a threshold, which exists at the end of the attempt.
func (a *Area) createThreshold(c *protocol.Call) (any, error) {
	d, err := a.namedSensor(c)
	if err != nil {
		return nil, err
	}
	if c.Number("noise_threshold_decibels") == nil && c.Number("noise_threshold_nrs") == nil {
		return nil, problem.Invalid("", "Give noise_threshold_decibels or noise_threshold_nrs")
	}
	unnamed := &threshold{
		Record: a.world.NewRecord("noise_threshold"), sensor: d, name: a.thresholds.NextName("Noise Threshold"),
	}
	made := unnamed.with(c)
	begun := a.places.BeginAt(d, c.Action(), func(string) wire.Object {
		a.thresholds.Insert(made)
		return result(made)
	})
	return protocol.Body{"action_attempt": begun.View(), "noise_threshold": made.view()}, nil
}

func result(t *threshold) wire.Object { return wire.Object{"noise_threshold": t.view()} }

func (a *Area) updateThreshold(c *protocol.Call) (any, error) {
	t, err := a.namedThreshold(c)
	if err != nil {
		return nil, err
	}
	updated := t.with(c)
	return a.places.BeginAt(t.sensor, c.Action(), func(string) wire.Object {
		*t = *updated
		return result(t)
	}).View(), nil
}

func (a *Area) deleteThreshold(c *protocol.Call) (any, error) {
	gone, err := a.namedThreshold(c)
	if err != nil {
		return nil, err
	}
	return a.places.BeginAt(gone.sensor, c.Action(), func(string) wire.Object {
		a.thresholds.Delete(gone)
		return nil
	}).View(), nil
}

// namedThreshold returns the threshold that a request names together with its sensor.
func (a *Area) namedThreshold(c *protocol.Call) (*threshold, error) {
	found, err := a.thresholds.Find(c.UUID("noise_threshold_id"))
	if err != nil {
		return nil, err
	}
	d, err := a.places.FindManaged(c.UUID("device_id"))
	if err == nil && found.sensor != d {
		return nil, problem.NotFound("noise_threshold")
	}
	return found, err
}

func (a *Area) getThreshold(c *protocol.Call) (any, error) {
	found, err := a.thresholds.Find(c.UUID("noise_threshold_id"))
	if err != nil {
		return nil, err
	}
	return found.view(), nil
}

func (a *Area) listThresholds(c *protocol.Call) (any, error) {
	return wire.Views(a.thresholdsOf(c.UUID("device_id")), (*threshold).view), nil
}

func (a *Area) thresholdsOf(deviceID string) []*threshold {
	return a.thresholds.Where(func(t *threshold) bool { return t.sensor.ID == deviceID })
}

// trigger simulates noise that exceeds the first threshold of a sensor.
func (a *Area) trigger(c *protocol.Call) (any, error) {
	d, err := a.namedSensor(c)
	if err != nil {
		return nil, err
	}
	exceeded := wire.Object{}
	if all := a.thresholdsOf(d.ID); len(all) > 0 {
		first := all[0]
		exceeded = wire.Object{
			"noise_threshold_id": first.ID, "noise_threshold_name": first.name, "noise_level_decibels": first.decibels + 1,
		}
	}
	a.world.Emit("noise_sensor.noise_threshold_triggered", d.EventFields(), exceeded)
	return protocol.OK, nil
}
