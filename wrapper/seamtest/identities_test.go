package seamtest_test

import (
	"slices"
	"testing"
	"time"
)

func TestIdentity(t *testing.T) {
	w := newWorld(t)
	jane := w.guest()
	got := w.ok("/user_identities/create", fill(`{'full_name':'Jane','email_address':'jane@example.com','phone_number':'+15555550100',
		'user_identity_key':'jane','acs_system_ids':['$hotel','$office']}`, map[string]string{"hotel": w.hotel, "office": w.office}))
	users := w.ids("/acs/users/list", "acs_users", "acs_user_id", `{}`)
	if len(users) != 2 || users[0] != jane {
		t.Fatalf("users %v: one should be linked, one made", users)
	}
	want := fill(`{'user_identity':{
		'acs_user_ids':['$first','$second'],
		'created_at':'2024-02-01T10:00:00.123Z',
		'display_name':'Jane',
		'email_address':'jane@example.com',
		'errors':[],
		'full_name':'Jane',
		'phone_number':'+15555550100',
		'user_identity_id':'$identity',
		'user_identity_key':'jane',
		'warnings':[],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{
		"first": users[0], "second": users[1],
		"identity":  pick(t, got, "user_identity", "user_identity_id"),
		"workspace": pick(t, got, "user_identity", "workspace_id"),
	})
	sameJSON(t, got, want)
	sameJSON(t, w.ok("/user_identities/get", `{'user_identity_id':'`+pick(t, got, "user_identity", "user_identity_id")+`'}`), want)
	sameJSON(t, w.ok("/user_identities/get", `{'user_identity_key':'jane'}`), want)
}

func TestIdentityWithNothing(t *testing.T) {
	w := newWorld(t)
	got := w.ok("/user_identities/create", `{'full_name':null,'email_address':null,'phone_number':null,'user_identity_key':null}`)
	sameJSON(t, got, fill(`{'user_identity':{
		'acs_user_ids':[],
		'created_at':'2024-02-01T10:00:00.123Z',
		'display_name':'Unnamed',
		'email_address':null,
		'errors':[],
		'full_name':null,
		'phone_number':null,
		'user_identity_id':'$identity',
		'user_identity_key':null,
		'warnings':[],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{
		"identity":  pick(t, got, "user_identity", "user_identity_id"),
		"workspace": pick(t, got, "user_identity", "workspace_id"),
	}))
	w.makeIdentity(`{}`) // two empty identities are not duplicates
}

func TestIdentityRefusals(t *testing.T) {
	w := newWorld(t)
	w.makeIdentity(`{'email_address':'jane@example.com','phone_number':'+15555550100','user_identity_key':'jane'}`)
	const path = "/user_identities/create"
	for _, body := range []string{`{'email_address':'jane@example.com'}`, `{'phone_number':'+15555550100'}`, `{'user_identity_key':'jane'}`} {
		w.refused(path, body, 409, `{'error':{'type':'user_identity_already_exists','message':'Another user identity has this e-mail address, phone number or key'},'ok':false}`)
	}
	w.refusedAs(path, `{'acs_system_ids':['`+unknownID+`']}`, 404, "acs_system_not_found")
	w.refusedAs(path, `{'email_address':'Jane <jane@example.com>'}`, 400, "invalid_input")
	w.refusedAs(path, `{'full_name':''}`, 400, "invalid_input")
	w.refusedAs(path, `{'user_identity_key':''}`, 400, "invalid_input")
	w.refused(path, `{'acs_system_ids':['`+w.hotel+`','x',null]}`, 400, `{'error':{'type':'invalid_input',
		'message':'2 Input Errors: Invalid UUID for \"acs_system_ids.1\", Expected string for \"acs_system_ids.2\"',
		'validation_errors':{'_errors':[],'acs_system_ids':{'_errors':[],'1':{'_errors':['Invalid UUID']},'2':{'_errors':['Expected string']}}}},'ok':false}`)
	if got := w.ids("/user_identities/list", "user_identities", "user_identity_id", `{}`); len(got) != 1 {
		t.Errorf("refused calls made identities: %v", got)
	}

	const one = `{'error':{'type':'invalid_input','message':'Give exactly one of user_identity_id and user_identity_key',
		'validation_errors':{'_errors':['Give exactly one of user_identity_id and user_identity_key']}},'ok':false}`
	w.refused("/user_identities/get", `{}`, 400, one)
	w.refused("/user_identities/get", `{'user_identity_id':'`+unknownID+`','user_identity_key':'jane'}`, 400, one)
	w.refusedAs("/user_identities/get", `{'user_identity_id':'`+unknownID+`'}`, 404, "user_identity_not_found")
	w.refusedAs("/user_identities/get", `{'user_identity_key':'nobody'}`, 404, "user_identity_not_found")
}

func TestListIdentities(t *testing.T) {
	w := newWorld(t)
	jane := w.makeIdentity(`{'full_name':'Jane Doe','email_address':'jane@example.com'}`)
	w.now = w.now.Add(time.Hour)
	john := w.makeIdentity(`{'full_name':'John Roe','phone_number':'+15555550100','acs_system_ids':['` + w.hotel + `','` + w.office + `']}`)
	w.makeCredential(`{'user_identity_id':'` + john + `','acs_system_id':'` + w.hotel + `','access_method':'mobile_key','is_multi_phone_sync_credential':true}`)
	tests := map[string]struct {
		body string
		want []string
	}{
		"all":            {`{}`, []string{jane, john}},
		"by IDs":         {`{'user_identity_ids':['` + john + `']}`, []string{john}},
		"by no IDs":      {`{'user_identity_ids':[]}`, []string{}},
		"created before": {`{'created_before':'2024-02-01T11:00:00Z'}`, []string{jane}},
		"by manager":     {`{'credential_manager_acs_system_id':'` + w.manager + `'}`, []string{john}},
		"by no manager":  {`{'credential_manager_acs_system_id':'` + w.hotel + `'}`, []string{}},
		"search name":    {`{'search':'doe'}`, []string{jane}},
		"search e-mail":  {`{'search':'@example'}`, []string{jane}},
		"search phone":   {`{'search':'0100'}`, []string{john}},
		"search ID":      {`{'search':'` + john + `'}`, []string{john}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := w.ids("/user_identities/list", "user_identities", "user_identity_id", test.body); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
