package places

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Device is a lock, a thermostat, a noise sensor or the like.
type Device struct {
	world.Record

	Account      *Account
	Name         string // the name at its manufacturer
	Nickname     string // the name set through Seam
	Type         gen.DeviceType
	Manufacturer string
	TimeZone     string
	Offline      bool
	Unmanaged    bool // Seam knows the device but does not control it
	Capabilities []gen.DeviceCapability
	Can          map[string]bool // by Seam's names without "can_"
	Properties   map[string]any  // added to the properties that all devices have
	Metadata     map[string]any
	Spaces       []*Space

	errors   []wire.Issue
	warnings []wire.Issue
}

// manageNew is implemented by AddDevice.
var manageNew = rules.Rule{
	Name:       "New devices of an account with automatically_manage_new_devices false are unmanaged",
	Page:       "core-concepts/connect-webviews/customizing-connect-webviews",
	Operations: []string{"/connect_webviews/create", "/connected_accounts/update"},
	Test:       "TestAutomaticallyManageNewDevices",
}

// AddDevice puts a device into the workspace. If Capabilities is nil, it sets those that are usual for the
// type. The abilities in Can override those that are usual for the capabilities.
func (a *Area) AddDevice(added *Device) *Device {
	if added.Account == nil {
		added.Account = a.AddAccount(&Account{ManagesNew: true})
	}
	added.Unmanaged = added.Unmanaged || !added.Account.ManagesNew
	if added.Name == "" {
		added.Name = a.Devices.NextName("Device")
	}
	added.Type = cmp.Or(added.Type, "august_lock")
	if added.Capabilities == nil {
		added.Capabilities = usualCapabilities(added.Type)
	}
	maker, _, _ := strings.Cut(string(added.Type), "_")
	added.Manufacturer = cmp.Or(added.Manufacturer, maker)

	can := usualAbilities(added.Capabilities)
	maps.Copy(can, added.Can)
	properties := usualProperties(added, can)
	maps.Copy(properties, added.Properties)
	added.Can, added.Properties, added.Metadata = can, properties, map[string]any{}

	a.Devices.Insert(added)
	a.world.Emit("device.added", added.EventFields())
	if added.Offline {
		a.addDeviceError(added, deviceOffline, unreachable)
		return added
	}
	a.world.Emit(added.managedOr("device.connected", "device.unmanaged.connected"), added.EventFields())
	return added
}

// usualCapabilities returns the capabilities that devices of a type usually have.
func usualCapabilities(deviceType gen.DeviceType) []gen.DeviceCapability {
	switch kind := string(deviceType); {
	case strings.HasSuffix(kind, "thermostat"):
		return []gen.DeviceCapability{"thermostat"}
	case strings.Contains(kind, "sensor"):
		return []gen.DeviceCapability{"noise_detection"}
	case strings.HasSuffix(kind, "phone"):
		return []gen.DeviceCapability{"phone"}
	default:
		return []gen.DeviceCapability{"lock", "access_code"}
	}
}

// usualAbilities returns the abilities that devices with certain capabilities usually have.
func usualAbilities(capabilities []gen.DeviceCapability) map[string]bool {
	can := map[string]bool{
		"simulate_connection": true, "simulate_disconnection": true, "simulate_removal": true,
	}
	for capability, abilities := range map[gen.DeviceCapability][]string{
		"lock":        {"remotely_lock", "remotely_unlock", "configure_auto_lock"},
		"access_code": {"program_online_access_codes", "unlock_with_code"},
		"thermostat":  {"hvac_heat", "hvac_cool", "hvac_heat_cool", "turn_off_hvac"},
	} {
		for _, ability := range abilities {
			can[ability] = can[ability] || slices.Contains(capabilities, capability)
		}
	}
	return can
}

// usualProperties returns the properties that devices with certain capabilities and abilities usually have.
func usualProperties(d *Device, can map[string]bool) map[string]any {
	properties := map[string]any{}
	if slices.Contains(d.Capabilities, "lock") {
		properties["locked"] = true
	}
	if d.IsThermostat() {
		maps.Copy(properties, usualClimate(d.Type, can))
	}
	return properties
}

// IsNoiseSensor reports whether the device is a noise sensor.
func (d *Device) IsNoiseSensor() bool { return slices.Contains(d.Capabilities, "noise_detection") }

// DisplayName returns the nickname, or else the name.
func (d *Device) DisplayName() string { return cmp.Or(d.Nickname, d.Name) }

// IsManaged reports whether Seam controls the device.
func (d *Device) IsManaged() bool { return !d.Unmanaged }

func (d *Device) isUnmanaged() bool { return d.Unmanaged }

// IsReachable reports whether Seam can reach the device.
func (d *Device) IsReachable() bool { return !d.Offline && !d.Account.Disconnected }

// Property returns a property of a device. A test may have set it with any Go type that encodes to Seam's
// JSON.
func Property[T any](d *Device, name string) (value T) {
	given, ok := d.Properties[name]
	if !ok {
		return value
	}
	if err := json.Unmarshal(wire.Marshal(given), &value); err != nil {
		panic(fmt.Sprintf("seamtest: the property %s of device %s is not as Seam documents it: %v", name, d.ID, err))
	}
	return value
}

// managedOr returns the first word for a managed device, and the second for an unmanaged one.
func (d *Device) managedOr(managed, unmanaged string) string {
	if d.Unmanaged {
		return unmanaged
	}
	return managed
}

// EventFields returns the fields that identify the device in an event.
func (d *Device) EventFields() wire.Object {
	return wire.Object{"device_id": d.ID, "connected_account_id": d.Account.ID, "customer_key": d.Account.CustomerKey}
}

// Issues returns the fields of an event that list the errors and warnings of the device.
func (d *Device) Issues() wire.Object {
	return wire.Object{
		"device_errors": wire.List(d.errors), "device_warnings": wire.List(d.warnings),
		"connected_account_errors": wire.NoIssues, "connected_account_warnings": wire.NoIssues,
	}
}

// ViewDevice returns a managed or an unmanaged device as responses show it.
func (a *Area) ViewDevice(d *Device) wire.Object {
	view := wire.Object{
		"capabilities_supported": wire.List(d.Capabilities),
		"connected_account_id":   d.Account.ID,
		"created_at":             wire.Time(d.CreatedAt),
		"custom_metadata":        wire.Map(d.Metadata),
		"device_id":              d.ID,
		"device_type":            d.Type,
		"errors":                 a.deviceErrors(d),
		"is_managed":             d.IsManaged(),
		"properties":             d.viewProperties(),
		"warnings":               wire.List(d.warnings),
		"workspace_id":           a.world.WorkspaceID,
	}
	if d.TimeZone != "" {
		view["location"] = wire.Object{"time_zone": d.TimeZone, "timezone": d.TimeZone}
	}
	for ability, can := range d.Can {
		view["can_"+ability] = can
	}
	if d.Unmanaged {
		return view
	}
	view["display_name"] = d.DisplayName()
	view["space_ids"] = wire.Views(d.Spaces, (*Space).id)
	if d.Nickname != "" {
		view["nickname"] = d.Nickname
	}
	return view
}

func (d *Device) viewProperties() wire.Object {
	view := wire.Object{
		"appearance":   wire.Object{"name": d.Name},
		"model":        wire.Object{"display_name": wire.Title(string(d.Type)), "manufacturer_display_name": wire.Title(d.Manufacturer)},
		"manufacturer": d.Manufacturer,
		"name":         d.DisplayName(),
		"online":       !d.Offline,
	}
	maps.Copy(view, d.Properties)
	return view
}

// deviceErrors returns the errors of a device and of its account.
func (a *Area) deviceErrors(d *Device) []wire.Issue {
	errors := wire.List(d.errors)
	for _, issue := range a.accountErrors(d.Account) {
		issue.IsDeviceError = new(false)
		errors = append(errors, issue)
	}
	return errors
}
