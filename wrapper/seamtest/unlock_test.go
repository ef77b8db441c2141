package seamtest_test

import (
	"testing"
	"time"
)

func TestUnlockEntrance(t *testing.T) {
	w := newWorld(t)
	jane := w.guest()
	key := w.makeCredential(`{'acs_user_id':'` + jane + `','access_method':'cloud_key','allowed_acs_entrance_ids':['` + w.door + `'],
		'starts_at':'2024-02-01T12:00:00Z','ends_at':'2024-02-02T00:00:00Z'}`)
	code := w.makeCredential(`{'acs_user_id':'` + jane + `','access_method':'code','allowed_acs_entrance_ids':['` + w.door + `']}`)
	body := func(credential, entrance string) string {
		return `{'acs_credential_id':'` + credential + `','acs_entrance_id':'` + entrance + `'}`
	}
	unlock := func() string { t.Helper(); return w.carryOut("/acs/entrances/unlock", body(key, w.door)) }

	failsAs(t, unlock(), "uncategorized_error", "The credential is not valid yet")
	w.now = w.now.Add(3 * time.Hour)
	if done := unlock(); pick(t, done, "action_attempt", "status") != "success" {
		t.Errorf("in its time: %s", done)
	}
	w.ok("/acs/users/suspend", `{'acs_user_id':'`+jane+`'}`)
	failsAs(t, unlock(), "uncategorized_error", "The ACS user is suspended")
	w.ok("/acs/users/unsuspend", `{'acs_user_id':'`+jane+`'}`)
	w.ok("/acs/credentials/unassign", `{'acs_credential_id':'`+key+`','acs_user_id':'`+jane+`'}`)
	failsAs(t, unlock(), "uncategorized_error", "The credential belongs to nobody")
	w.now = w.now.Add(24 * time.Hour)
	failsAs(t, unlock(), "uncategorized_error", "The credential is no longer valid")

	w.srv.SetActionTime(time.Minute)
	begun := w.begin("/acs/entrances/unlock", body(key, w.door))
	w.ok("/acs/credentials/delete", `{'acs_credential_id':'`+key+`'}`)
	w.now = w.now.Add(time.Minute)
	failsAs(t, w.outcome(begun), "uncategorized_error", "The credential was deleted")

	w.refusedAs("/acs/entrances/unlock", body(code, w.door), 400, "invalid_input")
	w.refusedAs("/acs/entrances/unlock", body(key, w.door), 404, "acs_credential_not_found")
	w.refusedAs("/acs/entrances/unlock", body(code, unknownID), 404, "acs_entrance_not_found")
	other := w.makeCredential(`{'acs_user_id':'` + jane + `','access_method':'cloud_key','allowed_acs_entrance_ids':['` + w.pool + `']}`)
	w.refusedAs("/acs/entrances/unlock", body(other, w.door), 400, "invalid_input")
}
