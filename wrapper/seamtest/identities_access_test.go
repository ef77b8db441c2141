package seamtest_test

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func (w *world) openTo(identity string) (doors, devices []string) {
	w.t.Helper()
	who := `{'user_identity_id':'` + identity + `'}`
	return w.ids("/user_identities/list_accessible_entrances", "acs_entrances", "acs_entrance_id", who),
		w.ids("/user_identities/list_accessible_devices", "devices", "device_id", who)
}

func TestIdentityAccess(t *testing.T) {
	w := newWorld(t)
	lock, second := w.srv.AddDevice(seamtest.Device{}), w.srv.AddDevice(seamtest.Device{})
	jane := w.makeIdentity(`{}`)
	with := func(device string) string {
		return `{'user_identity_id':'` + jane + `','device_id':'` + device + `'}`
	}
	w.ok("/user_identities/grant_access_to_device", with(second))
	w.ok("/user_identities/grant_access_to_device", with(lock))
	w.ok("/user_identities/grant_access_to_device", with(lock))
	w.makeCredential(`{'user_identity_id':'` + jane + `','acs_system_id':'` + w.hotel + `','access_method':'code','allowed_acs_entrance_ids':['` + w.pool + `']}`)
	w.makeCredential(`{'user_identity_id':'` + jane + `','acs_system_id':'` + w.office + `','access_method':'code','allowed_acs_entrance_ids':['` + w.lobby + `']}`)
	if doors, devices := w.openTo(jane); !slices.Equal(doors, []string{w.pool, w.lobby}) || !slices.Equal(devices, []string{lock, second}) {
		t.Errorf("open are %v and %v", doors, devices)
	}
	w.ok("/user_identities/revoke_access_to_device", with(lock))
	if _, devices := w.openTo(jane); !slices.Equal(devices, []string{second}) {
		t.Errorf("open are %v", devices)
	}
	w.refusedAs("/user_identities/grant_access_to_device", with(unknownID), 404, "device_not_found")
	unmanaged := w.srv.AddDevice(seamtest.Device{Unmanaged: true})
	w.refusedAs("/user_identities/grant_access_to_device", with(unmanaged), 404, "device_not_found")
}
