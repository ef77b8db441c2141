package seamtest_test

import (
	"strings"
	"testing"
)

// Seam cannot reach an access system whose connected account is disconnected.
func TestAccountOfSystemDisconnected(t *testing.T) {
	d := newDesk(t)
	named := `{'acs_system_id':'` + d.hotel + `'}`
	account := pick(t, d.ok("/acs/systems/get", named), "acs_system", "connected_account_id")
	d.ok("/connected_accounts/simulate/disconnect", `{'connected_account_id':'`+account+`'}`)
	if text := d.ok("/acs/systems/get", named); !strings.Contains(text, "account_disconnected") {
		t.Errorf("no error in %s", text)
	}
	failsAs(t, d.encode(d.credential), "bridge_disconnected", "The access system cannot be reached")
	failsAs(t, d.scan(), "bridge_disconnected", "The access system cannot be reached")
	failsAs(t, d.scanTo(`'acs_user_id':'`+d.jane+`'`), "uncategorized_error", "The access system cannot be reached")
}

// Deleting a connected account deletes its access system and all objects of the system.
func TestAccountOfSystemDeleted(t *testing.T) {
	c := newClub(t)
	encoder := c.srv.AddEncoder(c.system, "")
	group := c.srv.AddAccessGroup(c.system, "", c.gym)
	jane := c.member()
	code := c.makeCredential(`{'acs_user_id':'` + jane + `','access_method':'code'}`)
	account := pick(t, c.ok("/acs/systems/get", `{'acs_system_id':'`+c.system+`'}`), "acs_system", "connected_account_id")
	c.ok("/connected_accounts/delete", `{'connected_account_id':'`+account+`'}`)
	for kind, id := range map[string]string{
		"system": c.system, "entrance": c.gym, "encoder": encoder, "access_group": group, "user": jane, "credential": code,
	} {
		c.refusedAs("/acs/"+kind+"s/get", `{'acs_`+kind+`_id':'`+id+`'}`, 404, "acs_"+kind+"_not_found")
	}
	c.sameList("the others stay", c.ids("/acs/entrances/list", "acs_entrances", "acs_entrance_id", `{}`), c.door, c.pool, c.lobby)
	mustPanic(t, "no system", func() { c.srv.AddEntrance(c.system, "") })
}
