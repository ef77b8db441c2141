package seamtest_test

import (
	"testing"
	"time"
)

func TestGrantAccess(t *testing.T) {
	c := newClub(t)
	known := c.makeIdentity(`{'email_address':'jane@example.com'}`)
	jane := c.member()
	to := `{'acs_entrance_id':'` + c.gym + `',`
	c.ok("/acs/entrances/grant_access", to+`'user_identity_id':'`+known+`'}`)
	c.sameList("the user of the same address", c.accessible(jane), c.gym)

	c.refusedAs("/acs/entrances/grant_access", to+`'user_identity_id':'`+known+`','acs_user_id':'`+jane+`'}`, 400, "invalid_input")
	c.refusedAs("/acs/entrances/grant_access", to+`'acs_user_id':'`+c.guest()+`'}`, 400, "invalid_input")
	c.refusedAs("/acs/entrances/grant_access", `{'acs_entrance_id':'`+unknownID+`','acs_user_id':'`+jane+`'}`, 404, "acs_entrance_not_found")
}

func TestCredentialsWithAccess(t *testing.T) {
	w := newWorld(t)
	jane := w.guest()
	open := func(fields string) string {
		return w.makeCredential(`{'acs_user_id':'` + jane + `','allowed_acs_entrance_ids':['` + w.door + `'],` + fields + `}`)
	}
	code := open(`'access_method':'code'`)
	today := open(`'access_method':'card','ends_at':'2024-02-02T00:00:00Z'`)
	always := open(`'access_method':'card'`)
	w.makeCredential(`{'acs_user_id':'` + jane + `','access_method':'card','allowed_acs_entrance_ids':['` + w.pool + `']}`)
	list := func(fields string) []string {
		t.Helper()
		return w.ids("/acs/entrances/list_credentials_with_access", "acs_credentials", "acs_credential_id", `{'acs_entrance_id':'`+w.door+`'`+fields+`}`)
	}
	w.sameList("all", list(``), code, today, always)
	w.sameList("valid at Visionline", list(`,'include_if':['visionline_metadata.is_valid']`), today, always)
	w.now = w.now.Add(24 * time.Hour)
	w.sameList("a day later", list(`,'include_if':['visionline_metadata.is_valid']`), always)
	w.refusedAs("/acs/entrances/list_credentials_with_access", `{'acs_entrance_id':'`+unknownID+`'}`, 404, "acs_entrance_not_found")
}
