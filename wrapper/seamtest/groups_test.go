package seamtest_test

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// club is an access system that has access groups, with two doors.
type club struct {
	*world
	system, gym, sauna string
}

func newClub(t *testing.T) club {
	t.Helper()
	w := newWorld(t)
	system := w.srv.AddSystem(seamtest.System{Name: "Club", ExternalType: "salto_ks_site"})
	return club{w, system, w.srv.AddEntrance(system, "Gym"), w.srv.AddEntrance(system, "Sauna")}
}

func (c club) member() string {
	c.t.Helper()
	return c.makeUser(`{'acs_system_id':'` + c.system + `','full_name':'Jane Doe','email_address':'jane@example.com'}`)
}

func (c club) members(group string) []string {
	c.t.Helper()
	return c.ids("/acs/access_groups/list_users", "acs_users", "acs_user_id", `{'acs_access_group_id':'`+group+`'}`)
}

// sameList reports an error if a list differs from the wanted one.
func (w *world) sameList(name string, got []string, want ...string) {
	w.t.Helper()
	if !slices.Equal(got, append([]string{}, want...)) {
		w.t.Errorf("%s: %v, want %v", name, got, want)
	}
}

func TestAccessGroup(t *testing.T) {
	c := newClub(t)
	group := c.srv.AddAccessGroup(c.system, "", c.gym)
	sameJSON(t, c.ok("/acs/access_groups/get", `{'acs_access_group_id':'`+group+`'}`), fill(`{'acs_access_group':{
		'access_group_type':'salto_ks_access_group',
		'access_group_type_display_name':'Salto KS Access Group',
		'acs_access_group_id':'$group',
		'acs_system_id':'$system',
		'connected_account_id':'$account',
		'created_at':'2024-02-01T10:00:00.123Z',
		'display_name':'Access Group 1',
		'errors':[],
		'external_type':'salto_ks_access_group',
		'external_type_display_name':'Salto KS Access Group',
		'is_managed':true,
		'name':'Access Group 1',
		'pending_mutations':[],
		'warnings':[],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{
		"group": group, "system": c.system,
		"account":   pick(t, c.ok("/acs/systems/get", `{'acs_system_id':'`+c.system+`'}`), "acs_system", "connected_account_id"),
		"workspace": pick(t, c.ok("/acs/systems/get", `{'acs_system_id':'`+c.system+`'}`), "acs_system", "workspace_id"),
	}))
	if got := c.object("/acs/systems/get", "acs_system", `{'acs_system_id':'`+c.system+`'}`)["acs_access_group_count"]; got != 1.0 {
		t.Errorf("the system counts %v groups", got)
	}
	c.sameList("entrances", c.ids("/acs/access_groups/list_accessible_entrances", "acs_entrances", "acs_entrance_id", `{'acs_access_group_id':'`+group+`'}`), c.gym)

	sameJSON(t, c.ok("/acs/access_groups/delete", `{'acs_access_group_id':'`+group+`'}`), `{'ok':true}`)
	for _, path := range []string{"get", "delete", "list_users", "list_accessible_entrances"} {
		c.refusedAs("/acs/access_groups/"+path, `{'acs_access_group_id':'`+group+`'}`, 404, "acs_access_group_not_found")
	}
	c.sameList("deleted", c.events("acs_access_group.deleted", "acs_access_group_id"), group)
	mustPanic(t, "no system", func() { c.srv.AddAccessGroup(unknownID, "") })
	mustPanic(t, "has no access groups", func() { c.srv.AddAccessGroup(c.hotel, "") })
	mustPanic(t, "no entrance", func() { c.srv.AddAccessGroup(c.system, "", c.door) })
}

// events returns the values of a field in all events of a type, in the order of the events.
func (w *world) events(kind, field string) []string {
	w.t.Helper()
	return w.ids("/events/list", "events", field, `{'since':'2020-01-01T00:00:00Z','event_type':'`+kind+`'}`)
}

func TestMembers(t *testing.T) {
	c := newClub(t)
	group := c.srv.AddAccessGroup(c.system, "Athletes", c.gym)
	in := `{'acs_access_group_id':'` + group + `',`
	jane := c.member()
	c.ok("/acs/access_groups/add_user", in+`'acs_user_id':'`+jane+`'}`)
	c.ok("/acs/users/add_to_access_group", in+`'acs_user_id':'`+jane+`'}`)
	c.sameList("once a member", c.members(group), jane)

	// A member that is named by its identity is the identity's ACS user, which is created if need be.
	known := c.makeIdentity(`{'email_address':'jane@example.com'}`)
	c.ok("/acs/access_groups/add_user", in+`'user_identity_id':'`+known+`'}`)
	c.sameList("the same person", c.members(group), jane)
	fresh := c.makeIdentity(`{'full_name':'New'}`)
	c.ok("/acs/access_groups/add_user", in+`'user_identity_id':'`+fresh+`'}`)
	made := pick(t, c.ok("/acs/users/get", `{'user_identity_id':'`+fresh+`'}`), "acs_user", "acs_user_id")
	c.sameList("two", c.members(group), jane, made)
	c.sameList("created", c.events("acs_user.created", "acs_user_id"), jane, made)

	c.ok("/acs/users/remove_from_access_group", in+`'user_identity_id':'`+fresh+`'}`)
	c.ok("/acs/access_groups/remove_user", in+`'acs_user_id':'`+jane+`'}`)
	c.sameList("nobody", c.members(group))
	for _, path := range []string{"/acs/access_groups/remove_user", "/acs/users/remove_from_access_group"} {
		c.refusedAs(path, in+`'acs_user_id':'`+jane+`'}`, 409, "acs_user_not_in_access_group")
	}

	for _, path := range []string{"/acs/access_groups/add_user", "/acs/access_groups/remove_user", "/acs/users/remove_from_access_group"} {
		c.refusedAs(path, in+`'acs_user_id':'`+jane+`','user_identity_id':'`+known+`'}`, 400, "invalid_input")
		c.refusedAs(path, `{'acs_access_group_id':'`+group+`'}`, 400, "invalid_input")
	}
	c.refusedAs("/acs/users/add_to_access_group", in+`'acs_user_id':'`+c.guest()+`'}`, 400, "invalid_input")
	c.refusedAs("/acs/users/add_to_access_group", in+`'acs_user_id':'`+unknownID+`'}`, 404, "acs_user_not_found")
	c.sameList("still nobody", c.members(group))
}

func TestCreateUserInGroups(t *testing.T) {
	c := newClub(t)
	group := c.srv.AddAccessGroup(c.system, "Athletes", c.gym)
	body := func(system, group string) string {
		return `{'acs_system_id':'` + system + `','full_name':'Jane','acs_access_group_ids':['` + group + `']}`
	}
	jane := c.makeUser(body(c.system, group))
	c.sameList("members", c.members(group), jane)
	c.refusedAs("/acs/users/create", body(c.hotel, group), 400, "invalid_input")
	c.refusedAs("/acs/users/create", body(c.system, unknownID), 404, "acs_access_group_not_found")

	c.ok("/acs/users/delete", `{'acs_user_id':'`+jane+`'}`)
	c.sameList("members left", c.members(group))
	c.sameList("deleted", c.events("acs_user.deleted", "acs_user_id"), jane)
}

func TestListAccessGroups(t *testing.T) {
	c := newClub(t)
	other := c.srv.AddSystem(seamtest.System{ExternalType: "pti_site"})
	athletes, staff := c.srv.AddAccessGroup(c.system, "Athletes"), c.srv.AddAccessGroup(other, "Staff")
	identity := c.makeIdentity(`{'email_address':'jane@example.com'}`)
	jane := c.member()
	c.ok("/acs/access_groups/add_user", `{'acs_access_group_id':'`+athletes+`','user_identity_id':'`+identity+`'}`)
	tests := map[string]struct {
		body string
		want []string
	}{
		"all":            {`{}`, []string{athletes, staff}},
		"by system":      {`{'acs_system_id':'` + other + `'}`, []string{staff}},
		"by user":        {`{'acs_user_id':'` + jane + `'}`, []string{athletes}},
		"by identity":    {`{'user_identity_id':'` + identity + `'}`, []string{athletes}},
		"unknown user":   {`{'acs_user_id':'` + unknownID + `'}`, nil},
		"by name":        {`{'search':'STAF'}`, []string{staff}},
		"user elsewhere": {`{'acs_user_id':'` + jane + `','acs_system_id':'` + other + `'}`, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c.sameList("groups", c.ids("/acs/access_groups/list", "acs_access_groups", "acs_access_group_id", test.body), test.want...)
		})
	}
}
