package seamtest_test

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestSystem(t *testing.T) {
	w := newWorld(t)
	w.guest()
	got := w.ok("/acs/systems/get", `{'acs_system_id':'`+w.hotel+`'}`)
	sameJSON(t, got, fill(`{'acs_system':{
		'acs_access_group_count':0,
		'acs_system_id':'$hotel',
		'acs_user_count':1,
		'connected_account_id':'$account',
		'connected_account_ids':['$account'],
		'created_at':'2024-02-01T10:00:00.123Z',
		'default_credential_manager_acs_system_id':'$manager',
		'errors':[],
		'external_type':'visionline_system',
		'external_type_display_name':'Visionline System',
		'image_alt_text':'Grand Hotel',
		'image_url':'https://connect.getseam.com/assets/images/acs_systems/unknown.png',
		'is_credential_manager':false,
		'location':{'time_zone':'Europe/Oslo'},
		'name':'Grand Hotel',
		'system_type':'visionline_system',
		'system_type_display_name':'Visionline System',
		'warnings':[],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{
		"hotel": w.hotel, "manager": w.manager,
		"account":   pick(t, got, "acs_system", "connected_account_id"),
		"workspace": pick(t, got, "acs_system", "workspace_id"),
	}))
	if account := pick(t, got, "acs_system", "connected_account_id"); !isUUID(account) {
		t.Errorf("connected account %q", account)
	}
	if workspace := pick(t, got, "acs_system", "workspace_id"); !isUUID(workspace) {
		t.Errorf("workspace %q", workspace)
	}
}

func TestSystemFromZeroValue(t *testing.T) {
	w := newWorld(t)
	got := w.ok("/acs/systems/get", `{'acs_system_id':'`+w.office+`'}`)
	sameJSON(t, got, fill(`{'acs_system':{
		'acs_access_group_count':0,
		'acs_system_id':'$office',
		'acs_user_count':0,
		'connected_account_id':'$account',
		'connected_account_ids':['$account'],
		'created_at':'2024-02-01T10:00:00.123Z',
		'default_credential_manager_acs_system_id':null,
		'errors':[],
		'image_alt_text':'Access System 3',
		'image_url':'https://connect.getseam.com/assets/images/acs_systems/unknown.png',
		'is_credential_manager':false,
		'location':{'time_zone':null},
		'name':'Access System 3',
		'warnings':[],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{
		"office":    w.office,
		"account":   pick(t, got, "acs_system", "connected_account_id"),
		"workspace": pick(t, got, "acs_system", "workspace_id"),
	}))
}

func TestSystemRefusals(t *testing.T) {
	w := newWorld(t)
	w.refused("/acs/systems/get", `{'acs_system_id':'`+unknownID+`'}`, 404,
		`{'error':{'type':'acs_system_not_found','message':'There is no such acs_system'},'ok':false}`)
	w.refused("/acs/systems/get", `{}`, 400, `{'error':{'type':'invalid_input','message':'acs_system_id is required',
		'validation_errors':{'_errors':[],'acs_system_id':{'_errors':['Required']}}},'ok':false}`)
	mustPanic(t, "no credential manager", func() { w.srv.AddSystem(seamtest.System{CredentialManagerID: w.hotel}) })
	mustPanic(t, "no credential manager", func() { w.srv.AddSystem(seamtest.System{CredentialManagerID: unknownID}) })
}

func TestListSystems(t *testing.T) {
	w := newWorld(t)
	account := pick(t, w.ok("/acs/systems/get", `{'acs_system_id':'`+w.hotel+`'}`), "acs_system", "connected_account_id")
	tests := map[string]struct {
		body string
		want []string
	}{
		"all":           {`{}`, []string{w.manager, w.hotel, w.office}},
		"by account":    {`{'connected_account_id':'` + account + `'}`, []string{w.hotel}},
		"by name":       {`{'search':'grand'}`, []string{w.hotel}},
		"by part of ID": {`{'search':'` + w.office[:8] + `'}`, []string{w.office}},
		"no customers":  {`{'customer_key':'acme'}`, []string{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := w.ids("/acs/systems/list", "acs_systems", "acs_system_id", test.body); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	w.refusedAs("/acs/systems/list", `{'search':''}`, 400, "invalid_input")

	sameJSON(t, mustPost(t, seamtest.NewServer(), "/acs/systems/list"), `{'acs_systems':[],'ok':true}`)
}
