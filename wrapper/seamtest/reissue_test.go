package seamtest_test

import (
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// Mobile keys are reissued at once. A PIN on a lock is reissued when the lock has the new times, and stays
// the same.
func TestReissuedMethods(t *testing.T) {
	w := newWorld(t)
	w.srv.SetActionTime(time.Minute)
	lock := w.srv.AddDevice(seamtest.Device{})
	id := w.makeGrant(`{'user_identity':{},'access_grant_key':'stay','acs_entrance_ids':['` + w.lobby + `'],'device_ids':['` + lock + `'],
		'requested_access_methods':[{'mode':'code'},{'mode':'mobile_key'}]}`)
	code, key := w.methods(id)[0], w.methods(id)[1]
	w.now = w.now.Add(time.Minute)
	pin := w.method(code)["code"]
	issued := func(wantCode, wantKey bool) {
		t.Helper()
		if got := w.method(code); got["is_issued"] != wantCode || (got["issued_at"] != nil) != wantCode || got["code"] != pin {
			t.Errorf("code %v", got)
		}
		if got := w.method(key); got["is_issued"] != wantKey {
			t.Errorf("mobile key %v", got)
		}
	}
	issued(true, true)
	w.ok("/access_grants/update", `{'access_grant_key':'stay','name':'Weekend'}`)
	issued(true, true)
	w.ok("/access_grants/update", `{'access_grant_key':'stay','ends_at':'2024-02-05T10:00:00Z'}`)
	issued(false, true)
	w.now = w.now.Add(time.Minute)
	issued(true, true)
	for _, method := range []string{code, key} {
		w.sawEvents(`'access_method_id':'`+method+`'`, "access_method.created", "access_method.issued", "access_method.revoked", "access_method.reissued")
	}
	w.sawEvents(`'access_grant_id':'`+id+`'`, "access_grant.created", "access_grant.access_granted_to_door",
		"access_grant.access_granted_to_all_doors", "access_grant.access_times_changed")
}
