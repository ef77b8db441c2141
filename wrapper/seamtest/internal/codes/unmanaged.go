package codes

import (
	"slices"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

const migratingPage = "low-level-apis/smart-locks/access-codes/migrating-existing-access-codes"

// noConversion is implemented by convert.
var noConversion = rules.Rule{
	Name:       "The unmanaged access codes of igloohome, Kwikset and SmartThings locks stay unmanaged",
	Page:       migratingPage,
	Operations: []string{"/access_codes/unmanaged/convert_to_managed", "/access_codes/unmanaged/update"},
	Status:     400,
	Message:    "Codes of such a device cannot be converted",
	Field:      "access_code_id",
	Test:       "TestNoConversion",
}

// unmanagedWithDevice is not implemented.
var unmanagedWithDevice = rules.Rule{
	Name:       "The access codes of a device that becomes unmanaged are unmanaged too",
	Page:       "core-concepts/devices/managed-and-unmanaged-devices",
	Operations: []string{"/devices/update"},
	Why:        "Seam does not say what becomes of them when the device is managed again",
}

// createUnmanaged simulates a person who sets a code at the lock, without Seam.
func (a *Area) createUnmanaged(c *protocol.Call) (any, error) {
	d, err := a.places.Devices.Find(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	made := &Code{Device: d, Name: c.Text("name"), PIN: c.Text("code"), unmanaged: true, OnDevice: true}
	if err := a.Check(made, made.PIN); err != nil {
		return nil, err
	}
	a.Codes.Insert(made)
	a.world.Emit("access_code.unmanaged.created", made.EventFields())
	return a.viewOne(made), nil
}

func (a *Area) getUnmanaged(c *protocol.Call) (any, error) { return a.get(c, true) }

func (a *Area) listUnmanaged(c *protocol.Call) (any, error) {
	return a.list(c, func(cd *Code) bool { return cd.unmanaged })
}

func (a *Area) convert(c *protocol.Call) (any, error) {
	cd, err := a.named(c, true)
	if err != nil {
		return nil, err
	}
	if slices.Contains([]gen.DeviceType{gen.DeviceTypeIgloohomeLock, gen.DeviceTypeKwiksetLock, gen.DeviceTypeSmartthingsLock}, cd.Device.Type) {
		return nil, noConversion.Err()
	}
	cd.unmanaged = false
	cd.external = c.IsTrue("is_external_modification_allowed") || c.IsTrue("allow_external_modification")
	a.world.Emit("access_code.unmanaged.converted_to_managed", cd.EventFields())
	return protocol.OK, nil
}

// updateUnmanaged converts a code as convert does if is_managed is true. It changes no other field.
func (a *Area) updateUnmanaged(c *protocol.Call) (any, error) {
	if !c.IsTrue("is_managed") {
		_, err := a.named(c, true)
		return protocol.OK, err
	}
	return a.convert(c)
}

func (a *Area) deleteUnmanaged(c *protocol.Call) (any, error) {
	cd, err := a.named(c, true)
	if err != nil {
		return nil, err
	}
	return a.TakeOff(cd).View(), nil
}
