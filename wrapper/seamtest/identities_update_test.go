package seamtest_test

import (
	"slices"
	"testing"
)

func TestUpdateIdentity(t *testing.T) {
	w := newWorld(t)
	jane := w.makeIdentity(`{'full_name':'Jane','email_address':'jane@example.com','user_identity_key':'jane'}`)
	john := w.makeIdentity(`{'phone_number':'+15555550100'}`)
	w.ok("/user_identities/update", `{'user_identity_id':'`+jane+`','full_name':'Jane Doe','email_address':null,'phone_number':'+15555550101'}`)
	got := w.object("/user_identities/get", "user_identity", `{'user_identity_id':'`+jane+`'}`)
	if got["full_name"] != "Jane Doe" || got["email_address"] != nil || got["phone_number"] != "+15555550101" || got["user_identity_key"] != "jane" {
		t.Errorf("identity %v", got)
	}
	w.ok("/user_identities/update", `{'user_identity_id':'`+jane+`','user_identity_key':'jane'}`) // her own key is not a duplicate
	w.refusedAs("/user_identities/update", `{'user_identity_id':'`+john+`','user_identity_key':'jane'}`, 409, "user_identity_already_exists")
	w.refusedAs("/user_identities/update", `{'user_identity_id':'`+unknownID+`'}`, 404, "user_identity_not_found")
}

func TestDeleteIdentity(t *testing.T) {
	w := newWorld(t)
	jane := w.makeIdentity(`{'full_name':'Jane','acs_system_ids':['` + w.hotel + `','` + w.office + `']}`)
	w.makeCredential(`{'user_identity_id':'` + jane + `','acs_system_id':'` + w.hotel + `','access_method':'code'}`)
	john := w.makeIdentity(`{}`)
	kept := w.makeCredential(`{'user_identity_id':'` + john + `','acs_system_id':'` + w.hotel + `','access_method':'code'}`)
	w.makePhone(jane, ``)
	w.make("/client_sessions/create", "client_session", `{'user_identity_id':'`+jane+`'}`)
	w.make("/user_identities/generate_instant_key", "instant_key", `{'user_identity_id':'`+jane+`'}`)
	w.makeGrant(`{'user_identity_id':'` + jane + `','reservation_key':'r1','acs_entrance_ids':['` + w.door + `'],'requested_access_methods':[{'mode':'mobile_key'}]}`)

	w.ok("/user_identities/delete", `{'user_identity_id':'`+jane+`'}`)
	w.refusedAs("/user_identities/delete", `{'user_identity_id':'`+jane+`'}`, 404, "user_identity_not_found")
	for list, want := range map[[3]string][]string{
		{"/access_grants/list", "access_grants", "access_grant_id"}:       {},
		{"/acs/credentials/list", "acs_credentials", "acs_credential_id"}: {kept},
		{"/client_sessions/list", "client_sessions", "client_session_id"}: {},
		{"/instant_keys/list", "instant_keys", "instant_key_id"}:          {},
		{"/phones/list", "phones", "device_id"}:                           {},
	} {
		if got := w.ids(list[0], list[1], list[2], `{}`); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", list[0], got, want)
		}
	}
	if got := w.ids("/acs/users/list", "acs_users", "acs_user_id", `{}`); len(got) != 1 {
		t.Errorf("users %v", got)
	}
}
