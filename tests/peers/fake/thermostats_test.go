package fake

import (
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func callThermostats(t *testing.T, client *seam.Client) {
	ctx := t.Context()
	cool, err := client.Thermostats.Cool(ctx, &gen.ThermostatsCoolRequest{DeviceID: thermostat, CoolingSetPointCelsius: new(21.5)})
	check(t, err)
	waitForAction(t, client, cool, "SET_COOL")
	climate := climateOf(t, client)
	equal(t, "mode", climate.HVACModeSetting, "cool")
	equalPointer(t, "cooling to", climate.CoolingSetPointCelsius, 21.5)

	heat, err := client.Thermostats.Heat(ctx, &gen.ThermostatsHeatRequest{DeviceID: thermostat, HeatingSetPointCelsius: new(19.0)})
	check(t, err)
	waitForAction(t, client, heat, "SET_HEAT")
	climate = climateOf(t, client)
	equal(t, "mode", climate.HVACModeSetting, "heat")
	equalPointer(t, "heating to", climate.HeatingSetPointCelsius, 19)

	both, err := client.Thermostats.HeatCool(ctx, &gen.ThermostatsHeatCoolRequest{
		DeviceID: thermostat, HeatingSetPointCelsius: new(18.0), CoolingSetPointCelsius: new(25.0),
	})
	check(t, err)
	waitForAction(t, client, both, "SET_HEAT_COOL")
	equal(t, "mode", climateOf(t, client).HVACModeSetting, "heat_cool")

	fan, err := client.Thermostats.SetFanMode(ctx, &gen.ThermostatsSetFanModeRequest{
		DeviceID: thermostat, FanModeSetting: new(gen.FanModeOn),
	})
	check(t, err)
	waitForAction(t, client, fan, "SET_FAN_MODE")

	off, err := client.Thermostats.Off(ctx, &gen.ThermostatsOffRequest{DeviceID: thermostat})
	check(t, err)
	waitForAction(t, client, off, "SET_THERMOSTAT_OFF")
	equal(t, "mode", climateOf(t, client).HVACModeSetting, "off")
}

// waitForAction waits for an action. The document has other names for most of these actions; the client
// must return an action with an unknown name, too.
func waitForAction(t *testing.T, client *seam.Client, attempt *gen.ActionAttempt, kind gen.ActionType) {
	t.Helper()
	equal(t, "action", attempt.ActionType, kind)
	attempt, err := client.WaitFor(t.Context(), attempt)
	check(t, err)
	equal(t, "status", attempt.Status, gen.ActionAttemptStatusSuccess)
	if unknown, ok := attempt.Value().(*gen.UnknownActionAttempt); ok {
		equal(t, "unknown action", unknown.Type, string(kind))
		equal(t, "its JSON", strings.Contains(string(unknown.Raw), attempt.ActionAttemptID), true)
	}
}

// climateOf finds the thermostat in the list, which the fake sends with another key.
func climateOf(t *testing.T, client *seam.Client) *gen.DevicePropertiesCurrentClimateSetting {
	t.Helper()
	list, err := client.Thermostats.List(t.Context(), nil)
	check(t, err)
	if len(list) != 1 || list[0].DeviceID != thermostat || list[0].Properties.CurrentClimateSetting == nil {
		t.Fatalf("thermostats: %+v", list)
	}
	return list[0].Properties.CurrentClimateSetting
}
