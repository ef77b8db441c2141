package codes

import (
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Put stores a code and begins to set it on its device.
func (a *Area) Put(made *Code) *world.Attempt {
	made.OnDevice = made.offline
	a.Codes.Insert(made)
	a.world.Emit("access_code.created", made.EventFields())
	if !made.offline {
		made.mutations = []mutation{a.mutation("creating", nil, nil)}
	}
	return a.beginSetting(made, "CREATE_ACCESS_CODE", func() { made.mutations = nil })
}

// beginSetting begins to set a code on its device. The device gets the code in its form at the end of the
// attempt. Then beginSetting calls done, unless the device cannot be reached.
func (a *Area) beginSetting(cd *Code, action string, done func()) *world.Attempt {
	return a.world.Begin(action, cd.Device.EventFields(), func() (wire.Object, error) {
		if !cd.offline && !cd.Device.IsReachable() {
			return nil, a.failToSet(cd)
		}
		done()
		cd.OnDevice, cd.Errors = true, nil
		a.schedule(cd)
		return a.viewOne(cd), nil
	})
}

// preloading is implemented by schedule.
var preloading = rules.Rule{
	Name:       "A code that starts later is scheduled on its device, and set when it starts",
	Page:       "low-level-apis/smart-locks/access-codes/lifecycle-of-access-codes",
	Operations: []string{"/access_codes/create", "/access_codes/update"},
	Test:       "TestScheduledCode",
}

// schedule sends the event for a code that was put on a device: that it is set if it has started, else
// that it is scheduled, and at its start that it is set.
func (a *Area) schedule(cd *Code) {
	starts := cd.StartsAt
	if !starts.After(a.world.Now()) {
		cd.scheduled = time.Time{}
		a.emitSet(cd)
		return
	}
	a.world.Emit("access_code.scheduled_on_device", cd.EventFields(), wire.Object{"code": cd.PIN})
	if cd.scheduled.Equal(starts) {
		return
	}
	cd.scheduled = starts
	a.world.At(starts, func() {
		if a.Codes.Holds(cd) && !cd.Removing && cd.scheduled.Equal(starts) {
			cd.scheduled = time.Time{}
			a.emitSet(cd)
		}
	})
}

func (a *Area) emitSet(cd *Code) {
	a.world.Emit("access_code.set_on_device", cd.EventFields(), wire.Object{"code": cd.PIN})
}

const unreachable = "The device cannot be reached"

func (a *Area) failToSet(cd *Code) error {
	cd.Errors = []wire.Issue{{
		CreatedAt: wire.Time(a.world.Now()), ErrorCode: "failed_to_set_on_device",
		Message: unreachable, IsAccessCodeError: new(true),
	}}
	a.world.Emit("access_code.failed_to_set_on_device", cd.EventFields(), cd.Device.Issues(), wire.Object{
		"access_code_errors": cd.Errors, "access_code_warnings": wire.NoIssues,
	})
	return &world.ActionError{Type: "device_disconnected", Message: unreachable}
}

// deletedWithAccount is implemented by deleteOfAccount.
var deletedWithAccount = rules.Rule{
	Name:       "Deleting an account sends access_code.deleted for the codes of its devices",
	Page:       "api/connected_accounts/delete",
	Operations: []string{"/connected_accounts/delete"},
	Test:       "TestCodesOfADeletedAccount",
}

// deleteOfAccount deletes the codes of an account that is about to be deleted. It does not remove them
// from the locks.
func (a *Area) deleteOfAccount(account *places.Account) {
	for _, cd := range a.Codes.Where(func(cd *Code) bool { return cd.Device.Account == account }) {
		a.Codes.Delete(cd)
		a.world.Emit("access_code.deleted", cd.EventFields(), wire.Object{"code": cd.PIN})
	}
}

// deleteCode begins to remove a code. The code exists until its device has removed it.
func (a *Area) deleteCode(c *protocol.Call) (any, error) {
	cd, err := a.named(c, false)
	if err != nil {
		return nil, err
	}
	if err := cd.checkChangeable(); err != nil {
		return nil, err
	}
	return a.TakeOff(cd).View(), nil
}

// TakeOff begins to remove a code from its device, and deletes the code at the end of the attempt.
func (a *Area) TakeOff(cd *Code) *world.Attempt {
	cd.Removing = true
	cd.mutations = append(cd.mutations, a.mutation("deleting", nil, nil))
	return a.places.BeginAt(cd.Device, "DELETE_ACCESS_CODE", func(string) wire.Object {
		a.Codes.Delete(cd)
		if cd.unmanaged {
			a.world.Emit("access_code.unmanaged.removed", cd.EventFields())
			return nil
		}
		a.world.Emit("access_code.removed_from_device", cd.EventFields())
		a.world.Emit("access_code.deleted", cd.EventFields(), wire.Object{"code": cd.PIN})
		return nil
	})
}
