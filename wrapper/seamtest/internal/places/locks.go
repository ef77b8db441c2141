package places

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (d *Device) isLock() bool { return d.IsManaged() && slices.Contains(d.Capabilities, "lock") }

func (a *Area) getLock(c *protocol.Call) (any, error) {
	found, err := a.namedDevice(c, (*Device).isLock)
	if err != nil {
		return nil, err
	}
	view := a.ViewDevice(found)
	return protocol.Body{"device": view, "lock": view}, nil
}

// NamedLock returns the lock that a request names, or an error if the lock lacks an ability.
func (a *Area) NamedLock(c *protocol.Call, ability string) (*Device, error) {
	found, err := a.FindManaged(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	if !found.isLock() || !found.Can[ability] {
		return nil, problem.Invalid("device_id", "The device cannot do this")
	}
	return found, nil
}

func (a *Area) lockDoor(c *protocol.Call) (any, error) {
	return a.lockRemotely(c, "remotely_lock", true)
}

func (a *Area) unlockDoor(c *protocol.Call) (any, error) {
	return a.lockRemotely(c, "remotely_unlock", false)
}

// lockRemotely begins to lock or to unlock a door.
func (a *Area) lockRemotely(c *protocol.Call, ability string, locked bool) (any, error) {
	d, err := a.NamedLock(c, ability)
	if err != nil {
		return nil, err
	}
	return a.BeginAt(d, c.Action(), func(attemptID string) wire.Object {
		a.SetLocked(d, locked, wire.Object{"method": "remote", "action_attempt_id": attemptID})
		return wire.Object{"was_confirmed_by_device": true}
	}).View(), nil
}

// BeginAt begins an action attempt at a device. The attempt fails if the device cannot be reached at the
// end of the attempt. Otherwise act carries it out and returns its result.
func (a *Area) BeginAt(d *Device, action string, act func(attemptID string) wire.Object) *world.Attempt {
	var begun *world.Attempt
	begun = a.world.Begin(action, d.EventFields(), func() (wire.Object, error) {
		if !d.IsReachable() {
			return nil, &world.ActionError{Type: "device_disconnected", Message: "The device cannot be reached"}
		}
		return act(begun.ID), nil
	})
	return begun
}

// SetLocked records that a lock was locked or unlocked. The event has the fields of how.
func (a *Area) SetLocked(d *Device, locked bool, how wire.Object) {
	d.Properties["locked"] = locked
	kind := "lock.unlocked"
	if locked {
		kind = "lock.locked"
	}
	a.world.Emit(kind, d.EventFields(), how)
}

func (a *Area) configureAutoLock(c *protocol.Call) (any, error) {
	d, err := a.NamedLock(c, "configure_auto_lock")
	if err != nil {
		return nil, err
	}
	enabled, delay := c.IsTrue("auto_lock_enabled"), c.Number("auto_lock_delay_seconds")
	return a.BeginAt(d, c.Action(), func(string) wire.Object {
		d.Properties["auto_lock_enabled"] = enabled
		if delay != nil {
			d.Properties["auto_lock_delay_seconds"] = *delay
		}
		return nil
	}).View(), nil
}

func (a *Area) lockByHand(c *protocol.Call) (any, error) {
	d, err := a.NamedLock(c, "unlock_with_code")
	if err != nil {
		return nil, err
	}
	return a.BeginAt(d, c.Action(), func(string) wire.Object {
		a.SetLocked(d, true, wire.Object{"method": "manual"})
		return nil
	}).View(), nil
}
