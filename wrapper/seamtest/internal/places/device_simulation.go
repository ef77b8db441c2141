package places

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// The error of a device that cannot be reached, and its message.
const (
	deviceOffline = "device_offline"
	unreachable   = "The device cannot be reached"
)

func (a *Area) connectDevice(c *protocol.Call) (any, error) {
	return a.reconnect(c, deviceOffline)
}

func (a *Area) disconnectDevice(c *protocol.Call) (any, error) {
	return a.disconnect(c, deviceOffline, "device_disconnected")
}

func (a *Area) connectToHub(c *protocol.Call) (any, error) {
	return a.reconnect(c, "hub_disconnected")
}

func (a *Area) disconnectFromHub(c *protocol.Call) (any, error) {
	return a.disconnect(c, "hub_disconnected", "hub_disconnected")
}

// disconnect takes a device offline. The device gets an error with the code, and the event names the cause.
func (a *Area) disconnect(c *protocol.Call, code, cause string) (any, error) {
	d, err := a.Devices.Find(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	if d.hasError(code) {
		return protocol.OK, nil
	}
	d.Offline = true
	a.addDeviceError(d, code, unreachable)
	a.world.Emit(d.managedOr("device.disconnected", "device.unmanaged.disconnected"), d.EventFields(), d.Issues(), wire.Object{"error_code": cause})
	return protocol.OK, nil
}

func (a *Area) reconnect(c *protocol.Call, code string) (any, error) {
	d, err := a.Devices.Find(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	d.clearError(code)
	if d.Offline = d.hasError(deviceOffline) || d.hasError("hub_disconnected"); !d.Offline {
		a.world.Emit(d.managedOr("device.connected", "device.unmanaged.connected"), d.EventFields())
	}
	return protocol.OK, nil
}

func (a *Area) setSubscription(c *protocol.Call) (any, error) {
	d, err := a.Devices.Find(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	const code = "subscription_required"
	switch expired := c.IsTrue("is_expired"); {
	case expired && !d.hasError(code):
		a.addDeviceError(d, code, "The device needs a subscription")
		a.world.Emit("device.error.subscription_required", d.EventFields(), d.Issues())
	case !expired && d.hasError(code):
		d.clearError(code)
		a.world.Emit("device.error.subscription_required.resolved", d.EventFields())
	}
	return protocol.OK, nil
}

// removeDevice removes the device from its account. Seam still lists the device.
func (a *Area) removeDevice(c *protocol.Call) (any, error) {
	d, err := a.Devices.Find(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	d.Offline = true
	if !d.hasError("device_removed") {
		a.addDeviceError(d, "device_removed", "The device was removed")
		a.world.Emit("device.removed", d.EventFields())
	}
	return protocol.OK, nil
}

func (a *Area) addDeviceError(d *Device, code, message string) {
	d.errors = append(d.errors, wire.Issue{
		CreatedAt: wire.Time(a.world.Now()), ErrorCode: code, Message: message, IsDeviceError: new(true),
	})
}

func (d *Device) hasError(code string) bool {
	return slices.ContainsFunc(d.errors, func(i wire.Issue) bool { return i.ErrorCode == code })
}

func (d *Device) clearError(code string) {
	d.errors = slices.DeleteFunc(d.errors, func(i wire.Issue) bool { return i.ErrorCode == code })
}

// AddDeviceWarning adds a warning to a device, unless the device has one with the same code.
func (a *Area) AddDeviceWarning(d *Device, code, message string) (added bool) {
	if d.hasWarning(code) {
		return false
	}
	d.warnings = append(d.warnings, wire.Issue{CreatedAt: wire.Time(a.world.Now()), WarningCode: code, Message: message})
	return true
}

// ClearWarning removes a warning from the device.
func (d *Device) ClearWarning(code string) (removed bool) {
	removed = d.hasWarning(code)
	d.warnings = slices.DeleteFunc(d.warnings, func(i wire.Issue) bool { return i.WarningCode == code })
	return removed
}

func (d *Device) hasWarning(code string) bool {
	return slices.ContainsFunc(d.warnings, func(i wire.Issue) bool { return i.WarningCode == code })
}
