package climate

import (
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

const schedulesPage = "capability-guides/thermostats/creating-and-managing-thermostat-schedules"

// schedule activates a climate preset of a thermostat for some time.
type schedule struct {
	world.Record

	device           *places.Device
	name             string
	presetKey        string
	startsAt, endsAt time.Time
	canOverride      bool
	maxOverride      *float64 // in minutes, nil for no limit
	errors           []wire.Issue
}

type scheduleView struct {
	ClimatePresetKey         string       `json:"climate_preset_key"`
	CreatedAt                string       `json:"created_at"`
	DeviceID                 string       `json:"device_id"`
	EndsAt                   string       `json:"ends_at"`
	Errors                   []wire.Issue `json:"errors"`
	IsOverrideAllowed        bool         `json:"is_override_allowed"`
	MaxOverridePeriodMinutes *float64     `json:"max_override_period_minutes"`
	Name                     *string      `json:"name"`
	StartsAt                 string       `json:"starts_at"`
	ThermostatScheduleID     string       `json:"thermostat_schedule_id"`
	WorkspaceID              string       `json:"workspace_id"`
}

func (a *Area) viewSchedule(s *schedule) scheduleView {
	return scheduleView{
		ClimatePresetKey:         s.presetKey,
		CreatedAt:                wire.Time(s.CreatedAt),
		DeviceID:                 s.device.ID,
		EndsAt:                   wire.Time(s.endsAt),
		Errors:                   wire.List(s.errors),
		IsOverrideAllowed:        s.canOverride,
		MaxOverridePeriodMinutes: s.maxOverride,
		Name:                     wire.Optional(s.name),
		StartsAt:                 wire.Time(s.startsAt),
		ThermostatScheduleID:     s.ID,
		WorkspaceID:              a.world.WorkspaceID,
	}
}

// readSchedule returns a copy of a schedule with the fields that a request has.
func (a *Area) readSchedule(c *protocol.Call, of schedule) (*schedule, error) {
	if c.Given("climate_preset_key") {
		of.presetKey = c.Text("climate_preset_key")
		if _, err := findPreset(of.device, of.presetKey); err != nil {
			return nil, err
		}
	}
	if c.Given("starts_at") {
		of.startsAt = c.UncheckedTime("starts_at")
	}
	if c.Given("ends_at") {
		of.endsAt = c.UncheckedTime("ends_at")
	}
	if c.Given("name") {
		of.name = c.Text("name")
	}
	if allowed := c.Flag("is_override_allowed"); allowed != nil {
		of.canOverride = *allowed
	}
	if c.Given("max_override_period_minutes") || c.IsNull("max_override_period_minutes") {
		of.maxOverride = c.Number("max_override_period_minutes")
	}
	c.CheckWindow("ends_at", of.startsAt, of.endsAt, a.world.Now())
	return &of, c.Err()
}

func (a *Area) createSchedule(c *protocol.Call) (any, error) {
	d, err := a.namedThermostat(c)
	if err != nil {
		return nil, err
	}
	made, err := a.readSchedule(c, schedule{device: d})
	if err != nil {
		return nil, err
	}
	a.schedules.Insert(made)
	a.plan(made)
	return a.viewSchedule(made), nil
}

func (a *Area) updateSchedule(c *protocol.Call) (any, error) {
	s, err := a.schedules.Find(c.UUID("thermostat_schedule_id"))
	if err != nil {
		return nil, err
	}
	updated, err := a.readSchedule(c, *s)
	if err != nil {
		return nil, err
	}
	*s = *updated
	a.plan(s)
	return protocol.OK, nil
}

func (a *Area) getSchedule(c *protocol.Call) (any, error) {
	found, err := a.schedules.Find(c.UUID("thermostat_schedule_id"))
	if err != nil {
		return nil, err
	}
	return a.viewSchedule(found), nil
}

func (a *Area) listSchedules(c *protocol.Call) (any, error) {
	id, user := c.UUID("device_id"), c.Text("user_identifier_key")
	found := a.schedules.Where(func(s *schedule) bool {
		return s.device.ID == id && protocol.Equal(user, s.device.Account.UserKey)
	})
	return wire.Views(found, a.viewSchedule), nil
}

func (a *Area) deleteSchedule(c *protocol.Call) (any, error) {
	gone, err := a.schedules.Find(c.UUID("thermostat_schedule_id"))
	if err != nil {
		return nil, err
	}
	if gone.isActive() {
		delete(gone.device.Properties, activeSchedule)
	}
	a.schedules.Delete(gone)
	return protocol.OK, nil
}

// activeSchedule is the property with the ID of the schedule that set the climate of a thermostat.
const activeSchedule = "active_thermostat_schedule_id"

func (s *schedule) isActive() bool { return s.device.Properties[activeSchedule] == s.ID }

// plan arranges the start and the end of a schedule. A later plan with other times replaces it.
func (a *Area) plan(s *schedule) {
	starts, ends, now := s.startsAt, s.endsAt, a.world.Now()
	isCurrent := func() bool { return a.schedules.Holds(s) && s.startsAt.Equal(starts) && s.endsAt.Equal(ends) }
	first := starts
	if first.Before(now) {
		first = now
	}
	a.world.At(first, func() {
		if isCurrent() && !s.isActive() {
			a.start(s)
		}
	})
	a.world.At(ends, func() {
		if isCurrent() && s.isActive() {
			a.end(s)
		}
	})
}

// start activates the preset of a schedule. If the preset was deleted, the schedule gets an error.
func (a *Area) start(s *schedule) {
	preset, err := findPreset(s.device, s.presetKey)
	if err != nil {
		s.errors = []wire.Issue{{
			CreatedAt: wire.Time(a.world.Now()), ErrorCode: "climate_preset_not_found", Message: "The climate preset was deleted",
		}}
		return
	}
	s.device.Properties[activeSchedule] = s.ID
	a.activate(s.device, preset, s.ID)
}

// fallbackAfterSchedule is implemented by end.
var fallbackAfterSchedule = rules.Rule{
	Name:       "A schedule activates its climate preset at its start, and the fallback climate preset at its end",
	Page:       "capability-guides/thermostats/creating-and-managing-climate-presets/setting-the-fallback-climate-preset",
	Operations: []string{"/thermostats/schedules/create", "/thermostats/schedules/update", "/thermostats/set_fallback_climate_preset"},
	Test:       "TestThermostatSchedule",
}

// end ends a schedule. The thermostat gets its fallback preset, if it has one.
func (a *Area) end(s *schedule) {
	delete(s.device.Properties, activeSchedule)
	if fallback, err := findPreset(s.device, places.Property[string](s.device, fallbackKey)); err == nil {
		a.activate(s.device, fallback, "")
	}
}

// overridesAllowed is not implemented.
var overridesAllowed = rules.Rule{
	Name:       "While a schedule without is_override_allowed is active, the settings of its thermostat cannot be changed",
	Page:       schedulesPage,
	Operations: []string{"/thermostats/schedules/create", "/thermostats/schedules/update"},
	Why:        "Seam does not document what happens to such a change",
}
