package seamtest_test

import (
	"slices"
	"testing"
)

func TestIdentityUsers(t *testing.T) {
	w := newWorld(t)
	guest, clerk := w.guest(), w.makeUser(`{'acs_system_id':'`+w.office+`','full_name':'Jane'}`)
	jane := w.makeIdentity(`{}`)
	link := func(user string) string { return `{'user_identity_id':'` + jane + `','acs_user_id':'` + user + `'}` }
	for range 2 { // the second time changes nothing
		w.ok("/user_identities/add_acs_user", link(guest))
	}
	w.ok("/user_identities/add_acs_user", link(clerk))
	users := func() []string {
		return w.ids("/user_identities/list_acs_users", "acs_users", "acs_user_id", `{'user_identity_id':'`+jane+`'}`)
	}
	if got := users(); !slices.Equal(got, []string{guest, clerk}) {
		t.Errorf("users %v", got)
	}
	if got := w.ids("/user_identities/list_acs_systems", "acs_systems", "acs_system_id", `{'user_identity_id':'`+jane+`'}`); !slices.Equal(got, []string{w.hotel, w.office}) {
		t.Errorf("systems %v", got)
	}

	const add = "/user_identities/add_acs_user"
	w.refusedAs(add, link(w.makeUser(`{'acs_system_id':'`+w.hotel+`','full_name':'Jim'}`)), 409, "user_identity_already_linked")
	w.refusedAs(add, `{'acs_user_id':'`+guest+`','user_identity_id':'`+w.makeIdentity(`{}`)+`'}`, 409, "acs_user_already_linked")
	w.refusedAs(add, `{'acs_user_id':'`+guest+`'}`, 400, "invalid_input")
	w.refusedAs(add, link(unknownID), 404, "acs_user_not_found")

	w.ok("/user_identities/remove_acs_user", link(guest))
	w.refusedAs("/user_identities/remove_acs_user", link(guest), 409, "acs_user_not_linked")
	if got := users(); !slices.Equal(got, []string{clerk}) {
		t.Errorf("users %v", got)
	}
	w.ok("/acs/users/get", `{'acs_user_id':'`+guest+`'}`) // still there
}

// Linking by a key that no identity has creates an identity with the fields of the ACS user.
func TestIdentityFromUser(t *testing.T) {
	w := newWorld(t)
	guest := w.guest()
	w.ok("/user_identities/add_acs_user", `{'acs_user_id':'`+guest+`','user_identity_key':'jane'}`)
	got := w.object("/user_identities/get", "user_identity", `{'user_identity_key':'jane'}`)
	if got["full_name"] != "Jane Doe" || got["email_address"] != "jane@example.com" || toJSON(t, got["acs_user_ids"]) != `["`+guest+`"]` {
		t.Errorf("identity %v", got)
	}
	w.ok("/user_identities/add_acs_user", `{'acs_user_id':'`+guest+`','user_identity_key':'jane'}`) // the key exists now
	same := w.makeUser(`{'acs_system_id':'` + w.office + `','full_name':'Janet','email_address':'jane@example.com'}`)
	w.refusedAs("/user_identities/add_acs_user", `{'acs_user_id':'`+same+`','user_identity_key':'janet'}`, 409, "user_identity_already_exists")
}
