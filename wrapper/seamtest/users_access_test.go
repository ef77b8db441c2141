package seamtest_test

import "testing"

func (c club) accessible(user string) []string {
	c.t.Helper()
	return c.ids("/acs/users/list_accessible_entrances", "acs_entrances", "acs_entrance_id", `{'acs_user_id':'`+user+`'}`)
}

func TestUserAccess(t *testing.T) {
	c := newClub(t)
	bar := c.srv.AddEntrance(c.system, "Bar")
	group := c.srv.AddAccessGroup(c.system, "", c.sauna)
	jane := c.member()
	whom := `{'acs_user_id':'` + jane + `'}`
	c.sameList("at first", c.accessible(jane))

	c.makeCredential(`{'acs_user_id':'` + jane + `','access_method':'code','allowed_acs_entrance_ids':['` + bar + `']}`)
	c.ok("/acs/users/add_to_access_group", `{'acs_user_id':'`+jane+`','acs_access_group_id':'`+group+`'}`)
	for range 2 {
		c.ok("/acs/entrances/grant_access", `{'acs_user_id':'`+jane+`','acs_entrance_id':'`+c.gym+`'}`)
	}
	c.sameList("granted, by group, by credential", c.accessible(jane), c.gym, c.sauna, bar)

	for range 2 {
		c.ok("/acs/users/suspend", whom)
	}
	if got := c.object("/acs/users/get", "acs_user", whom)["is_suspended"]; got != true {
		t.Errorf("suspended: %v", got)
	}
	c.sameList("suspended", c.accessible(jane))
	c.ok("/acs/users/unsuspend", whom)
	c.sameList("restored", c.accessible(jane), c.gym, c.sauna, bar)

	c.ok("/acs/users/revoke_access_to_all_entrances", whom)
	c.sameList("revoked", c.accessible(jane))
	c.sameList("members", c.members(group))
	c.sameList("credentials stay", c.ids("/acs/credentials/list", "acs_credentials", "access_method", whom), "code")
	c.sameList("and open nothing", c.ids("/acs/entrances/list_credentials_with_access", "acs_credentials", "acs_credential_id", `{'acs_entrance_id':'`+bar+`'}`))
}

func TestUserAccessRefusals(t *testing.T) {
	c := newClub(t)
	identity := c.makeIdentity(`{}`)
	for _, path := range []string{"list_accessible_entrances", "revoke_access_to_all_entrances", "suspend", "unsuspend", "update"} {
		c.refusedAs("/acs/users/"+path, `{}`, 400, "invalid_input")
		c.refusedAs("/acs/users/"+path, `{'acs_user_id':'`+unknownID+`'}`, 404, "acs_user_not_found")
		c.refusedAs("/acs/users/"+path, `{'user_identity_id':'`+identity+`','acs_system_id':'`+c.system+`'}`, 404, "acs_user_not_found")
	}
	for _, path := range []string{"suspend", "unsuspend", "update"} {
		c.refusedAs("/acs/users/"+path, `{'user_identity_id':'`+identity+`'}`, 400, "invalid_input")
	}
}
