package seamtest_test

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestUser(t *testing.T) {
	w := newWorld(t)
	identity := w.makeIdentity(`{'full_name':'Jane D.','email_address':'jane@home.example','phone_number':'+15555550100'}`)
	got := w.ok("/acs/users/create", fill(`{'acs_system_id':'$office','full_name':'Jane Doe','email_address':'jane@example.com',
		'phone_number':'+15555550199','user_identity_id':'$identity','acs_access_group_ids':[],
		'access_schedule':{'starts_at':'2024-03-01T10:40:00+02:00','ends_at':'2024-03-04T10:40:00Z'}}`,
		map[string]string{"office": w.office, "identity": identity}))
	want := fill(`{'acs_user':{
		'access_schedule':{'starts_at':'2024-03-01T08:40:00.000Z','ends_at':'2024-03-04T10:40:00.000Z'},
		'acs_system_id':'$office',
		'acs_user_id':'$user',
		'connected_account_id':'$account',
		'created_at':'2024-02-01T10:00:00.123Z',
		'display_name':'Jane Doe',
		'email':'jane@example.com',
		'email_address':'jane@example.com',
		'errors':[],
		'full_name':'Jane Doe',
		'is_managed':true,
		'is_suspended':false,
		'last_successful_sync_at':null,
		'phone_number':'+15555550199',
		'user_identity_email_address':'jane@home.example',
		'user_identity_full_name':'Jane D.',
		'user_identity_id':'$identity',
		'user_identity_phone_number':'+15555550100',
		'warnings':[],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{
		"office": w.office, "identity": identity,
		"user":      pick(t, got, "acs_user", "acs_user_id"),
		"account":   pick(t, got, "acs_user", "connected_account_id"),
		"workspace": pick(t, got, "acs_user", "workspace_id"),
	})
	sameJSON(t, got, want)

	user := pick(t, got, "acs_user", "acs_user_id")
	for _, body := range []string{
		`{'acs_user_id':'` + user + `'}`,
		`{'user_identity_id':'` + identity + `'}`,
		`{'user_identity_id':'` + identity + `','acs_system_id':'` + w.office + `'}`,
	} {
		sameJSON(t, w.ok("/acs/users/get", body), want)
	}
	w.refusedAs("/acs/users/get", `{'user_identity_id':'`+identity+`','acs_system_id':'`+w.hotel+`'}`, 404, "acs_user_not_found")
}

func TestUserWithLittle(t *testing.T) {
	w := newWorld(t)
	got := w.ok("/acs/users/create", `{'acs_system_id':'`+w.hotel+`','full_name':'Jane Doe','email':'old@example.com','access_schedule':{'ends_at':null}}`)
	sameJSON(t, got, fill(`{'acs_user':{
		'access_schedule':{'starts_at':'2024-02-01T10:00:00.123Z','ends_at':null},
		'acs_system_id':'$hotel',
		'acs_user_id':'$user',
		'connected_account_id':'$account',
		'created_at':'2024-02-01T10:00:00.123Z',
		'display_name':'Jane Doe',
		'email':'old@example.com',
		'email_address':'old@example.com',
		'errors':[],
		'full_name':'Jane Doe',
		'is_managed':true,
		'is_suspended':false,
		'last_successful_sync_at':null,
		'user_identity_email_address':null,
		'user_identity_full_name':null,
		'user_identity_phone_number':null,
		'warnings':[],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{
		"hotel":     w.hotel,
		"user":      pick(t, got, "acs_user", "acs_user_id"),
		"account":   pick(t, got, "acs_user", "connected_account_id"),
		"workspace": pick(t, got, "acs_user", "workspace_id"),
	}))
}

func TestUserRefusals(t *testing.T) {
	w := newWorld(t)
	identity := w.makeIdentity(`{'acs_system_ids':['` + w.hotel + `']}`)
	const path = "/acs/users/create"
	w.refused(path, `{'email_address':'jane','access_schedule':{'starts_at':'tomorrow'},'acs_access_group_ids':'all'}`, 400, `{'error':{
		'type':'invalid_input',
		'message':'5 Input Errors: Invalid date-time for \"access_schedule.starts_at\", Expected array for \"acs_access_group_ids\", acs_system_id is required, Invalid e-mail address for \"email_address\", full_name is required',
		'validation_errors':{'_errors':[],
			'acs_system_id':{'_errors':['Required']},
			'full_name':{'_errors':['Required']},
			'email_address':{'_errors':['Invalid e-mail address']},
			'access_schedule':{'_errors':[],'starts_at':{'_errors':['Invalid date-time']}},
			'acs_access_group_ids':{'_errors':['Expected array']}}
	},'ok':false}`)
	w.refused(path, `{'acs_system_id':'`+w.hotel+`','full_name':'Jane','access_schedule':{'ends_at':'2024-01-01T00:00:00Z'}}`, 400, `{'error':{
		'type':'invalid_input',
		'message':'Must be after starts_at for \"access_schedule.ends_at\"',
		'validation_errors':{'_errors':[],'access_schedule':{'_errors':[],'ends_at':{'_errors':['Must be after starts_at']}}}
	},'ok':false}`)
	w.refusedAs(path, `{'acs_system_id':'`+w.hotel+`','full_name':'Jane','access_schedule':{'starts_at':'2023-01-01T00:00:00Z','ends_at':'2024-01-01T00:00:00Z'}}`, 400, "invalid_input")
	w.refusedAs(path, `{'acs_system_id':'`+w.hotel+`','full_name':''}`, 400, "invalid_input")
	w.refusedAs(path, `{'acs_system_id':'`+w.hotel+`','full_name':null}`, 400, "invalid_input")
	w.refusedAs(path, `{'acs_system_id':'`+unknownID+`','full_name':'Jane'}`, 404, "acs_system_not_found")
	w.refusedAs(path, `{'acs_system_id':'`+w.hotel+`','full_name':'Jane','user_identity_id':'`+unknownID+`'}`, 404, "user_identity_not_found")
	w.refusedAs(path, `{'acs_system_id':'`+w.hotel+`','full_name':'Jane','acs_access_group_ids':['`+unknownID+`']}`, 404, "acs_access_group_not_found")
	w.refusedAs(path, `{'acs_system_id':'`+w.hotel+`','full_name':'Jane','user_identity_id':'`+identity+`'}`, 409, "user_identity_already_linked")
	if got := w.ids("/acs/users/list", "acs_users", "acs_user_id", `{}`); len(got) != 1 {
		t.Errorf("refused calls made users: %v", got)
	}

	for _, path := range []string{"/acs/users/get", "/acs/users/delete"} {
		w.refused(path, `{}`, 400, `{'error':{'type':'invalid_input','message':'Give exactly one of acs_user_id and user_identity_id',
			'validation_errors':{'_errors':['Give exactly one of acs_user_id and user_identity_id']}},'ok':false}`)
		w.refusedAs(path, `{'acs_user_id':'`+unknownID+`','user_identity_id':'`+unknownID+`','acs_system_id':'`+w.hotel+`'}`, 400, "invalid_input")
		w.refusedAs(path, `{'acs_user_id':'`+unknownID+`'}`, 404, "acs_user_not_found")
	}
	w.refused("/acs/users/delete", `{'user_identity_id':'`+identity+`'}`, 400, `{'error':{'type':'invalid_input','message':'acs_system_id is required',
		'validation_errors':{'_errors':[],'acs_system_id':{'_errors':['Required']}}},'ok':false}`)
}

func TestDeleteUser(t *testing.T) {
	w := newWorld(t)
	gone, stays := w.guest(), w.guest()
	card := w.makeCredential(`{'acs_user_id':'` + gone + `','access_method':'card'}`)
	kept := w.makeCredential(`{'acs_user_id':'` + stays + `','access_method':'card'}`)

	sameJSON(t, w.ok("/acs/users/delete", `{'acs_user_id':'`+gone+`'}`), `{'ok':true}`)
	w.refusedAs("/acs/users/get", `{'acs_user_id':'`+gone+`'}`, 404, "acs_user_not_found")
	w.refusedAs("/acs/users/delete", `{'acs_user_id':'`+gone+`'}`, 404, "acs_user_not_found")
	w.refusedAs("/acs/credentials/get", `{'acs_credential_id':'`+card+`'}`, 404, "acs_credential_not_found")
	if got := w.ids("/acs/credentials/list", "acs_credentials", "acs_credential_id", `{}`); !slices.Equal(got, []string{kept}) {
		t.Errorf("credentials left: %v", got)
	}

	identity := w.makeIdentity(`{'acs_system_ids':['` + w.hotel + `']}`)
	w.ok("/acs/users/delete", `{'user_identity_id':'`+identity+`','acs_system_id':'`+w.hotel+`'}`)
	if got := w.ids("/acs/users/list", "acs_users", "acs_user_id", `{}`); !slices.Equal(got, []string{stays}) {
		t.Errorf("users left: %v", got)
	}
}

func TestListUsers(t *testing.T) {
	w := newWorld(t)
	identity := w.makeIdentity(`{'full_name':'Boss','email_address':'boss@example.com','phone_number':'+15555550100'}`)
	jane := w.guest()
	w.now = w.now.Add(time.Hour)
	boss := w.makeUser(fmt.Sprintf(`{'acs_system_id':'%s','full_name':'Bo Ss','phone_number':'+15555550199','user_identity_id':'%s'}`, w.office, identity))
	tests := map[string]struct {
		body string
		want []string
	}{
		"all":                     {`{}`, []string{jane, boss}},
		"by system":               {`{'acs_system_id':'` + w.hotel + `'}`, []string{jane}},
		"by identity":             {`{'user_identity_id':'` + identity + `'}`, []string{boss}},
		"by identity's e-mail":    {`{'user_identity_email_address':'boss@example.com'}`, []string{boss}},
		"by identity's phone":     {`{'user_identity_phone_number':'+15555550100'}`, []string{boss}},
		"created before":          {`{'created_before':'2024-02-01T11:00:00.123Z'}`, []string{jane}},
		"created at":              {`{'created_before':'2024-02-01T10:00:00.123Z'}`, []string{}},
		"created just before":     {`{'created_before':'2024-02-01T10:00:00.1234Z'}`, []string{jane}},
		"search name":             {`{'search':'jane doe'}`, []string{jane}},
		"search e-mail":           {`{'search':'jane@'}`, []string{jane}},
		"search phone":            {`{'search':'0199'}`, []string{boss}},
		"search ID":               {`{'search':'` + boss[9:20] + `'}`, []string{boss}},
		"search identity":         {`{'search':'` + identity + `'}`, []string{boss}},
		"search identity's name":  {`{'search':'BOSS'}`, []string{boss}},
		"search identity's phone": {`{'search':'0100'}`, []string{boss}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := w.ids("/acs/users/list", "acs_users", "acs_user_id", test.body); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
