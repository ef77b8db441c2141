package seamtest_test

import (
	"testing"
)

func TestUpdateUser(t *testing.T) {
	c := newClub(t)
	jane := c.member()
	of := `{'acs_user_id':'` + jane + `'`
	update := func(fields string) { t.Helper(); c.ok("/acs/users/update", of+fields+`}`) }
	field := func(name string) any {
		t.Helper()
		return c.object("/acs/users/get", "acs_user", of+`}`)[name]
	}
	update(`,'full_name':'Jane Roe','phone_number':'+15555550100','hid_acs_system_id':'` + c.office + `'`)
	update(`,'access_schedule':{'starts_at':'2024-03-01T00:00:00Z','ends_at':'2024-03-02T00:00:00Z'}`)
	update(`,'email_address':'roe@example.com'`)
	for name, want := range map[string]any{
		"full_name": "Jane Roe", "display_name": "Jane Roe", "phone_number": "+15555550100",
		"email_address": "roe@example.com", "hid_acs_system_id": c.office,
	} {
		if got := field(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	sameJSON(t, toJSON(t, field("access_schedule")), `{'starts_at':'2024-03-01T00:00:00.000Z','ends_at':'2024-03-02T00:00:00.000Z'}`)
	update(`,'email':'old@example.com','access_schedule':null`)
	if got := field("email_address"); got != "old@example.com" || field("access_schedule") != nil {
		t.Errorf("e-mail address %v, schedule %v", got, field("access_schedule"))
	}

	c.refusedAs("/acs/users/update", of+`,'full_name':'X','access_schedule':{'starts_at':'2024-03-01T00:00:00Z','ends_at':'2024-02-28T00:00:00Z'}}`, 400, "invalid_input")
	c.refusedAs("/acs/users/update", of+`,'full_name':'X','hid_acs_system_id':'`+unknownID+`'}`, 404, "acs_system_not_found")
	if got := field("full_name"); got != "Jane Roe" {
		t.Errorf("a refused update changed the name to %v", got)
	}
}
