package seamtest_test

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

func (w *world) thermostat(properties map[string]any) (id, named string) {
	w.t.Helper()
	id = w.srv.AddDevice(seamtest.Device{Type: "ecobee_thermostat", Properties: properties})
	return id, `'device_id':'` + id + `'`
}

// property returns a property of a device.
func (w *world) property(named, property string) any {
	w.t.Helper()
	return w.object("/devices/get", "device", `{`+named+`}`)["properties"].(map[string]any)[property]
}

func (w *world) hasSetting(named, want string) {
	w.t.Helper()
	sameJSON(w.t, toJSON(w.t, w.property(named, "current_climate_setting")), want)
}

// wrongField returns the error for an invalid field.
func wrongField(field, message string) string {
	return fmt.Sprintf(`{'ok':false,'error':{'type':'invalid_input','message':'%[2]s for \"%[1]s\"',
		'validation_errors':{'_errors':[],'%[1]s':{'_errors':['%[2]s']}}}}`, field, message)
}

// wrongRequest returns the error for an invalid request as a whole.
func wrongRequest(message string) string {
	return fmt.Sprintf(`{'ok':false,'error':{'type':'invalid_input','message':'%[1]s','validation_errors':{'_errors':['%[1]s']}}}`, message)
}

func TestHVACModes(t *testing.T) {
	w := newWorld(t)
	id, named := w.thermostat(nil)
	w.hasSetting(named, `{'hvac_mode_setting':'off','fan_mode_setting':'auto'}`)
	for _, step := range []struct{ path, fields, want string }{
		{"/thermostats/heat", `,'heating_set_point_celsius':20`, `{'hvac_mode_setting':'heat','heating_set_point_celsius':20,'heating_set_point_fahrenheit':68,'fan_mode_setting':'auto'}`},
		{"/thermostats/cool", `,'cooling_set_point_fahrenheit':77`, `{'hvac_mode_setting':'cool','cooling_set_point_celsius':25,'cooling_set_point_fahrenheit':77,'fan_mode_setting':'auto'}`},
		{"/thermostats/heat_cool", `,'heating_set_point_celsius':20,'cooling_set_point_celsius':25`, `{'hvac_mode_setting':'heat_cool',
			'heating_set_point_celsius':20,'heating_set_point_fahrenheit':68,'cooling_set_point_celsius':25,'cooling_set_point_fahrenheit':77,'fan_mode_setting':'auto'}`},
		{"/thermostats/off", ``, `{'hvac_mode_setting':'off','fan_mode_setting':'auto'}`},
		{"/thermostats/set_hvac_mode", `,'hvac_mode_setting':'heat','heating_set_point_celsius':20`, `{'hvac_mode_setting':'heat','heating_set_point_celsius':20,'heating_set_point_fahrenheit':68,'fan_mode_setting':'auto'}`},
	} {
		got := w.attempt(step.path, `{`+named+step.fields+`}`)
		if got["status"] != "success" || got["action_type"] != "SET_HVAC_MODE" {
			t.Errorf("%s: %v", step.path, got)
		}
		w.hasSetting(named, step.want)
	}
	w.sawEvents(`'device_id':'`+id+`','event_type':'thermostat.manually_adjusted'`,
		"thermostat.manually_adjusted", "thermostat.manually_adjusted", "thermostat.manually_adjusted", "thermostat.manually_adjusted", "thermostat.manually_adjusted")
}

// Heating takes its time, fails on request and leaves the setting as it was then.
func TestHeatingTakesItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := seamtest.NewServer()
		client := srv.Client()
		id := srv.AddDevice(seamtest.Device{Type: "ecobee_thermostat"})
		srv.SetActionTime(30 * time.Second)
		heat := func(degrees float64) error {
			t.Helper()
			attempt, err := client.Thermostats.Heat(t.Context(), &gen.ThermostatsHeatRequest{DeviceID: id, HeatingSetPointCelsius: new(degrees)})
			if err != nil {
				t.Fatal(err)
			}
			if attempt.Value().(*gen.SetHVACModeActionAttempt).Status != gen.ActionAttemptStatusPending {
				t.Errorf("status %v", attempt.Value())
			}
			_, err = client.WaitFor(t.Context(), attempt)
			return err
		}
		start := time.Now()
		if err := heat(20); err != nil || time.Since(start) < 30*time.Second {
			t.Errorf("after %v: %v", time.Since(start), err)
		}
		srv.FailNextAction(gen.ActionTypeSetHVACMode, "device_disconnected", "No answer")
		var failed *seam.ActionError
		if err := heat(25); !errors.As(err, &failed) {
			t.Errorf("error %v", err)
		}
		device, err := client.Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: new(id)})
		if err != nil {
			t.Fatal(err)
		}
		if got := *device.Properties.CurrentClimateSetting.HeatingSetPointCelsius; got != 20 {
			t.Errorf("heats to %v °C", got)
		}
	})
}

func TestOfflineThermostat(t *testing.T) {
	w := newWorld(t)
	_, named := w.thermostat(nil)
	w.ok("/devices/simulate/disconnect", `{`+named+`}`)
	if got := w.attempt("/thermostats/off", `{`+named+`}`); got["error"].(map[string]any)["type"] != "device_disconnected" {
		t.Errorf("attempt %v", got)
	}
}

func TestUnsupportedModes(t *testing.T) {
	w := newWorld(t)
	noMode := wrongField("device_id", "The thermostat does not have this HVAC mode")
	heater := w.srv.AddDevice(seamtest.Device{Type: "ecobee_thermostat", Can: map[string]bool{"hvac_cool": false, "hvac_heat_cool": false}})
	named := `'device_id':'` + heater + `'`
	w.refused("/thermostats/cool", `{`+named+`,'cooling_set_point_celsius':20}`, 400, noMode)
	w.refused("/thermostats/heat_cool", `{`+named+`,'heating_set_point_celsius':20,'cooling_set_point_celsius':25}`, 400, noMode)
	w.refused("/thermostats/set_hvac_mode", `{`+named+`,'hvac_mode_setting':'eco'}`, 400, noMode)
	w.refused("/thermostats/simulate/hvac_mode_adjusted", `{`+named+`,'hvac_mode':'cool','cooling_set_point_celsius':20}`, 400, noMode)
	w.refused("/thermostats/create_climate_preset", `{`+named+`,'climate_preset_key':'cold','hvac_mode_setting':'cool'}`, 400, noMode)
	w.attempt("/thermostats/heat", `{`+named+`,'heating_set_point_celsius':20}`)
	w.hasSetting(named, `{'hvac_mode_setting':'heat','heating_set_point_celsius':20,'heating_set_point_fahrenheit':68,'fan_mode_setting':'auto'}`)

	_, listed := w.thermostat(map[string]any{"available_hvac_mode_settings": []string{"cool"}})
	w.refused("/thermostats/off", `{`+listed+`}`, 400, noMode)

	unable := w.srv.AddDevice(seamtest.Device{Type: "ecobee_thermostat", Can: map[string]bool{"turn_off_hvac": false},
		Properties: map[string]any{"available_hvac_mode_settings": []string{"off"}}})
	w.refused("/thermostats/off", `{'device_id':'`+unable+`'}`, 400, noMode)

	nest := w.srv.AddDevice(seamtest.Device{Type: "nest_thermostat"})
	w.attempt("/thermostats/set_hvac_mode", `{'device_id':'`+nest+`','hvac_mode_setting':'eco'}`)
	w.hasSetting(`'device_id':'`+nest+`'`, `{'hvac_mode_setting':'eco','fan_mode_setting':'auto'}`)

	lock := w.srv.AddDevice(seamtest.Device{})
	w.refusedAs("/thermostats/heat", `{'device_id':'`+lock+`','heating_set_point_celsius':20}`, 400, "invalid_input")
	w.refusedAs("/thermostats/heat", `{'device_id':'`+unknownID+`','heating_set_point_celsius':20}`, 404, "device_not_found")
}

func TestMissingSetPoint(t *testing.T) {
	w := newWorld(t)
	_, named := w.thermostat(nil)
	missing := wrongRequest("Give each set point of the mode")
	w.refused("/thermostats/heat", `{`+named+`}`, 400, missing)
	w.refused("/thermostats/cool", `{`+named+`}`, 400, missing)
	w.refused("/thermostats/heat_cool", `{`+named+`,'heating_set_point_celsius':20}`, 400, missing)
	w.refused("/thermostats/set_hvac_mode", `{`+named+`,'hvac_mode_setting':'cool','heating_set_point_celsius':20}`, 400, missing)
	w.refused("/thermostats/simulate/hvac_mode_adjusted", `{`+named+`,'hvac_mode':'heat'}`, 400, missing)
	w.refusedAs("/thermostats/heat", `{`+named+`,'heating_set_point_celsius':20,'heating_set_point_fahrenheit':68}`, 400, "invalid_input")
	w.hasSetting(named, `{'hvac_mode_setting':'off','fan_mode_setting':'auto'}`)
}

func TestSetPointLimits(t *testing.T) {
	w := newWorld(t)
	_, named := w.thermostat(map[string]any{
		"min_heating_set_point_celsius": 7, "max_heating_set_point_celsius": 26.0,
		"min_cooling_set_point_celsius": 18, "max_cooling_set_point_celsius": 33,
		"min_heating_cooling_delta_celsius": 2.5,
	})
	outside, tooClose := wrongRequest("The set point is outside the range of the thermostat"), wrongRequest("The cooling set point is not far enough above the heating set point")
	w.refused("/thermostats/heat", `{`+named+`,'heating_set_point_celsius':6}`, 400, outside)
	w.refused("/thermostats/heat", `{`+named+`,'heating_set_point_fahrenheit':80}`, 400, outside)
	w.refused("/thermostats/cool", `{`+named+`,'cooling_set_point_celsius':17}`, 400, outside)
	w.refused("/thermostats/cool", `{`+named+`,'cooling_set_point_celsius':34}`, 400, outside)
	w.refused("/thermostats/heat_cool", `{`+named+`,'heating_set_point_celsius':20,'cooling_set_point_celsius':22}`, 400, tooClose)
	w.attempt("/thermostats/heat_cool", `{`+named+`,'heating_set_point_celsius':20,'cooling_set_point_celsius':22.5}`)

	_, unlimited := w.thermostat(nil)
	w.refused("/thermostats/heat_cool", `{`+unlimited+`,'heating_set_point_celsius':20,'cooling_set_point_celsius':20}`, 400, tooClose)
}

func TestFanMode(t *testing.T) {
	w := newWorld(t)
	_, named := w.thermostat(nil)
	w.attempt("/thermostats/heat", `{`+named+`,'heating_set_point_celsius':20}`)
	if got := w.attempt("/thermostats/set_fan_mode", `{`+named+`,'fan_mode_setting':'on'}`); got["action_type"] != "SET_FAN_MODE" || got["status"] != "success" {
		t.Errorf("attempt %v", got)
	}
	w.hasSetting(named, `{'hvac_mode_setting':'heat','heating_set_point_celsius':20,'heating_set_point_fahrenheit':68,'fan_mode_setting':'on'}`)
	w.attempt("/thermostats/set_fan_mode", `{`+named+`,'fan_mode':'auto'}`)
	w.hasSetting(named, `{'hvac_mode_setting':'heat','heating_set_point_celsius':20,'heating_set_point_fahrenheit':68,'fan_mode_setting':'auto'}`)
	w.refused("/thermostats/set_fan_mode", `{`+named+`,'fan_mode_setting':'circulate'}`, 400,
		wrongField("fan_mode_setting", "The thermostat does not have this fan mode"))
	w.refusedAs("/thermostats/set_fan_mode", `{`+named+`}`, 400, "invalid_input")
}

const (
	comfort = `{'climate_preset_key':'comfort','name':'Comfort','display_name':'Comfort','can_delete':true,'can_edit':true,
		'can_use_with_thermostat_daily_programs':false,'manual_override_allowed':true,'hvac_mode_setting':'heat','fan_mode_setting':'on',
		'heating_set_point_celsius':21,'heating_set_point_fahrenheit':69.8}`
	saving = `{'climate_preset_key':'saving','display_name':'saving','can_delete':true,'can_edit':true,
		'can_use_with_thermostat_daily_programs':false,'manual_override_allowed':true,'hvac_mode_setting':'off'}`
)

// addPresets creates the presets comfort and saving.
func (w *world) addPresets(named string) {
	w.t.Helper()
	w.ok("/thermostats/create_climate_preset", `{`+named+`,'climate_preset_key':'comfort','name':'Comfort','hvac_mode_setting':'heat','fan_mode_setting':'on','heating_set_point_celsius':21}`)
	w.ok("/thermostats/create_climate_preset", `{`+named+`,'climate_preset_key':'saving','hvac_mode_setting':'off'}`)
}

func TestClimatePresets(t *testing.T) {
	w := newWorld(t)
	id, named := w.thermostat(nil)
	w.addPresets(named)
	sameJSON(t, toJSON(t, w.property(named, "available_climate_presets")), `[`+comfort+`,`+saving+`]`)
	w.refused("/thermostats/create_climate_preset", `{`+named+`,'climate_preset_key':'comfort'}`, 409,
		`{'ok':false,'error':{'type':'climate_preset_key_already_exists','message':'The thermostat has a climate preset with this key'}}`)

	w.ok("/thermostats/set_fallback_climate_preset", `{`+named+`,'climate_preset_key':'saving'}`)
	for _, key := range []string{"comfort", "saving"} {
		if got := w.attempt("/thermostats/activate_climate_preset", `{`+named+`,'climate_preset_key':'`+key+`'}`); got["action_type"] != "ACTIVATE_CLIMATE_PRESET" || got["status"] != "success" {
			t.Errorf("attempt %v", got)
		}
	}
	w.hasSetting(named, saving)
	events := decode(t, w.ok("/events/list", `{'since':'2000-01-01T00:00:00Z','device_id':'`+id+`','event_type':'thermostat.climate_preset_activated'}`))["events"].([]any)
	for i, want := range []bool{false, true} {
		if event := events[i].(map[string]any); event["is_fallback_climate_preset"] != want || event["thermostat_schedule_id"] != nil {
			t.Errorf("event %v", event)
		}
	}

	w.ok("/thermostats/update_climate_preset", `{`+named+`,'climate_preset_key':'comfort','name':null,'heating_set_point_fahrenheit':68}`)
	w.ok("/thermostats/delete_climate_preset", `{`+named+`,'climate_preset_key':'saving'}`)
	left := w.property(named, "available_climate_presets").([]any)
	if got := left[0].(map[string]any); len(left) != 1 || got["heating_set_point_celsius"] != 20.0 || got["name"] != nil || got["display_name"] != "comfort" {
		t.Errorf("presets %v", left)
	}
	if got := w.property(named, "fallback_climate_preset_key"); got != nil {
		t.Errorf("fallback %v", got)
	}
	for _, path := range []string{"activate_climate_preset", "update_climate_preset", "delete_climate_preset", "set_fallback_climate_preset"} {
		w.refusedAs("/thermostats/"+path, `{`+named+`,'climate_preset_key':'saving'}`, 404, "climate_preset_not_found")
	}
}

func TestPresetsOfTheDevice(t *testing.T) {
	w := newWorld(t)
	_, named := w.thermostat(map[string]any{"available_climate_presets": []map[string]any{{
		"climate_preset_key": "away", "display_name": "Away", "can_delete": false, "can_edit": false,
		"can_use_with_thermostat_daily_programs": true, "manual_override_allowed": true, "hvac_mode_setting": "off",
	}}})
	w.attempt("/thermostats/activate_climate_preset", `{`+named+`,'climate_preset_key':'away'}`)
	away := `{` + named + `,'climate_preset_key':'away'}`
	w.refused("/thermostats/update_climate_preset", away, 400, wrongField("climate_preset_key", "The climate preset cannot be edited"))
	w.refused("/thermostats/delete_climate_preset", away, 400, wrongField("climate_preset_key", "The climate preset cannot be deleted"))
}

func TestTemperatureReached(t *testing.T) {
	w := newWorld(t)
	id, named := w.thermostat(nil)
	w.ok("/thermostats/simulate/hvac_mode_adjusted", `{`+named+`,'hvac_mode':'heat_cool','heating_set_point_celsius':20,'cooling_set_point_celsius':25}`)
	for _, step := range []struct {
		celsius          string
		heating, cooling bool
	}{{"15", true, false}, {"19", true, false}, {"22", false, false}, {"30", false, true}} {
		w.ok("/thermostats/simulate/temperature_reached", `{`+named+`,'temperature_celsius':`+step.celsius+`}`)
		if h, c := w.property(named, "is_heating"), w.property(named, "is_cooling"); h != step.heating || c != step.cooling {
			t.Errorf("at %s °C: heating %v, cooling %v", step.celsius, h, c)
		}
	}
	w.sawEvents(`'device_id':'`+id+`','event_types':['thermostat.manually_adjusted','thermostat.temperature_changed','thermostat.temperature_reached_set_point']`,
		"thermostat.manually_adjusted", "thermostat.temperature_changed", "thermostat.temperature_changed",
		"thermostat.temperature_reached_set_point", "thermostat.temperature_changed", "thermostat.temperature_changed")
	if got := w.property(named, "temperature_fahrenheit"); got != 86.0 {
		t.Errorf("%v °F", got)
	}
	w.refusedAs("/thermostats/simulate/temperature_reached", `{`+named+`}`, 400, "invalid_input")
}

func TestTemperatureThreshold(t *testing.T) {
	w := newWorld(t)
	id, named := w.thermostat(nil)
	w.ok("/thermostats/set_temperature_threshold", `{`+named+`,'lower_limit_celsius':10,'upper_limit_celsius':30}`)
	w.ok("/thermostats/set_temperature_threshold", `{`+named+`,'lower_limit_celsius':null}`)
	sameJSON(t, toJSON(t, w.property(named, "temperature_threshold")),
		`{'lower_limit_celsius':null,'lower_limit_fahrenheit':null,'upper_limit_celsius':30,'upper_limit_fahrenheit':86}`)
	for _, step := range []struct {
		celsius  string
		warnings int
	}{{"31", 1}, {"32", 1}, {"5", 0}} {
		w.ok("/thermostats/simulate/temperature_reached", `{`+named+`,'temperature_celsius':`+step.celsius+`}`)
		if got := w.object("/devices/get", "device", `{`+named+`}`)["warnings"].([]any); len(got) != step.warnings {
			t.Errorf("at %s °C: %v", step.celsius, got)
		}
	}
	w.sawEvents(`'device_id':'`+id+`','event_types':['thermostat.temperature_threshold_exceeded','thermostat.temperature_threshold_no_longer_exceeded']`,
		"thermostat.temperature_threshold_exceeded", "thermostat.temperature_threshold_no_longer_exceeded")
	w.refusedAs("/thermostats/set_temperature_threshold", `{`+named+`,'upper_limit_celsius':30,'upper_limit_fahrenheit':86}`, 400, "invalid_input")
}

func TestThermostatSchedule(t *testing.T) {
	w := newWorld(t)
	id, named := w.thermostat(nil)
	w.addPresets(named)
	w.ok("/thermostats/set_fallback_climate_preset", `{`+named+`,'climate_preset_key':'saving'}`)
	stay := w.make("/thermostats/schedules/create", "thermostat_schedule", `{`+named+`,'climate_preset_key':'comfort','starts_at':'2024-02-01T15:00:00Z','ends_at':'2024-02-03T11:00:00Z'}`)
	w.ok("/thermostats/schedules/update", `{'thermostat_schedule_id':'`+stay+`','name':'Stay','starts_at':'2024-02-01T16:00:00Z','max_override_period_minutes':60}`)
	sameJSON(t, w.ok("/thermostats/schedules/get", `{'thermostat_schedule_id':'`+stay+`'}`), `{'thermostat_schedule':{
		'climate_preset_key':'comfort','created_at':'2024-02-01T10:00:00.123Z','device_id':'`+id+`','starts_at':'2024-02-01T16:00:00.000Z',
		'ends_at':'2024-02-03T11:00:00.000Z','errors':[],'is_override_allowed':false,'max_override_period_minutes':60,'name':'Stay',
		'thermostat_schedule_id':'`+stay+`','workspace_id':'`+w.srv.WorkspaceID()+`'},'ok':true}`)

	for _, step := range []struct {
		after  time.Duration
		active any
		mode   string
	}{{5*time.Hour + time.Minute, nil, "off"}, {6 * time.Hour, stay, "heat"}, {49 * time.Hour, nil, "off"}} {
		w.now = time.Date(2024, 2, 1, 10, 0, 1, 0, time.UTC).Add(step.after)
		got := w.property(named, "current_climate_setting").(map[string]any)
		if active := w.property(named, "active_thermostat_schedule_id"); active != step.active || got["hvac_mode_setting"] != step.mode {
			t.Errorf("after %v: schedule %v, setting %v", step.after, active, got)
		}
	}
	w.sawEvents(`'device_id':'`+id+`','event_type':'thermostat.climate_preset_activated'`, "thermostat.climate_preset_activated", "thermostat.climate_preset_activated")
	w.ok("/thermostats/schedules/delete", `{'thermostat_schedule_id':'`+stay+`'}`)
	if got := w.ids("/thermostats/schedules/list", "thermostat_schedules", "thermostat_schedule_id", `{`+named+`}`); len(got) != 0 {
		t.Errorf("schedules %v", got)
	}
}

// A deleted schedule does nothing, and one without its preset has an error.
func TestSchedulesThatDoNotRun(t *testing.T) {
	w := newWorld(t)
	_, named := w.thermostat(nil)
	w.addPresets(named)
	const times = `,'starts_at':'2024-02-01T11:00:00Z','ends_at':'2024-02-01T13:00:00Z'}`
	gone := w.make("/thermostats/schedules/create", "thermostat_schedule", `{`+named+`,'climate_preset_key':'comfort'`+times)
	w.ok("/thermostats/schedules/delete", `{'thermostat_schedule_id':'`+gone+`'}`)
	broken := w.make("/thermostats/schedules/create", "thermostat_schedule", `{`+named+`,'climate_preset_key':'comfort'`+times)
	w.ok("/thermostats/delete_climate_preset", `{`+named+`,'climate_preset_key':'comfort'}`)
	w.now = w.now.Add(2 * time.Hour)
	w.hasSetting(named, `{'hvac_mode_setting':'off','fan_mode_setting':'auto'}`)
	if got := w.object("/thermostats/schedules/get", "thermostat_schedule", `{'thermostat_schedule_id':'`+broken+`'}`)["errors"].([]any); len(got) != 1 {
		t.Errorf("errors %v", got)
	}
	w.refusedAs("/thermostats/schedules/create", `{`+named+`,'climate_preset_key':'saving','starts_at':'2024-02-02T12:00:00Z','ends_at':'2024-02-02T11:00:00Z'}`, 400, "invalid_input")
	w.refusedAs("/thermostats/schedules/create", `{`+named+`,'climate_preset_key':'comfort'`+times, 404, "climate_preset_not_found")
}

func TestFaultsThatNeverOccur(t *testing.T) {
	srv := seamtest.NewServer()
	mustPanic(t, "only operations that return examples start", func() { srv.FailNextAction(gen.ActionTypePushThermostatPrograms, "timeout", "m") })
	mustPanic(t, "no documented operation starts", func() { srv.FailNextAction(gen.ActionTypeSyncAccessCodes, "timeout", "m") })
}
