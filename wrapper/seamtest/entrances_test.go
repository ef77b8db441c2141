package seamtest_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// mustPost calls an operation of a given server with an empty request, and returns the body.
func mustPost(t *testing.T, srv *seamtest.Server, path string) string {
	t.Helper()
	status, text := post(t, &http.Client{Transport: srv}, "http://seam.test"+path, srv.APIKey(), `{}`)
	if status != http.StatusOK {
		t.Fatalf("%s: status %d: %s", path, status, text)
	}
	return text
}

func TestEntrance(t *testing.T) {
	w := newWorld(t)
	got := w.ok("/acs/entrances/get", `{'acs_entrance_id':'`+w.door+`'}`)
	sameJSON(t, got, fill(`{'acs_entrance':{
		'acs_entrance_id':'$door',
		'acs_system_id':'$hotel',
		'can_belong_to_reservation':true,
		'can_unlock_with_card':true,
		'can_unlock_with_cloud_key':true,
		'can_unlock_with_code':true,
		'can_unlock_with_mobile_key':true,
		'connected_account_id':'$account',
		'created_at':'2024-02-01T10:00:00.123Z',
		'display_name':'Front Door',
		'errors':[],
		'space_ids':[],
		'warnings':[]
	},'ok':true}`, map[string]string{
		"door": w.door, "hotel": w.hotel,
		"account": pick(t, w.ok("/acs/systems/get", `{'acs_system_id':'`+w.hotel+`'}`), "acs_system", "connected_account_id"),
	}))
	if name := pick(t, w.ok("/acs/entrances/get", `{'acs_entrance_id':'`+w.lobby+`'}`), "acs_entrance", "display_name"); name != "Entrance 3" {
		t.Errorf("an entrance without a name is called %q", name)
	}

	w.refused("/acs/entrances/get", `{'acs_entrance_id':'`+unknownID+`'}`, 404,
		`{'error':{'type':'acs_entrance_not_found','message':'There is no such acs_entrance'},'ok':false}`)
	w.refusedAs("/acs/entrances/get", `{'acs_entrance_id':'door'}`, 400, "invalid_input")
	mustPanic(t, "no system", func() { w.srv.AddEntrance(unknownID, "Door") })
}

func TestListEntrances(t *testing.T) {
	w := newWorld(t)
	account := pick(t, w.ok("/acs/systems/get", `{'acs_system_id':'`+w.hotel+`'}`), "acs_system", "connected_account_id")
	card := w.makeCredential(`{'acs_user_id':'` + w.guest() + `','access_method':'card','allowed_acs_entrance_ids':['` + w.pool + `']}`)
	tests := map[string]struct {
		body string
		want []string
	}{
		"all":                {`{}`, []string{w.door, w.pool, w.lobby}},
		"by system":          {`{'acs_system_id':'` + w.hotel + `'}`, []string{w.door, w.pool}},
		"by account":         {`{'connected_account_id':'` + account + `'}`, []string{w.door, w.pool}},
		"by credential":      {`{'acs_credential_id':'` + card + `'}`, []string{w.pool}},
		"unknown credential": {`{'acs_credential_id':'` + unknownID + `'}`, []string{}},
		"by IDs":             {`{'acs_entrance_ids':['` + w.lobby + `','` + w.door + `']}`, []string{w.door, w.lobby}},
		"by no IDs":          {`{'acs_entrance_ids':[]}`, []string{}},
		"by name":            {`{'search':'FRONT'}`, []string{w.door}},
		"no customers":       {`{'customer_key':'acme'}`, []string{}},
		"no spaces":          {`{'space_id':'` + unknownID + `'}`, []string{}},
		"no locations":       {`{'location_id':'` + unknownID + `'}`, []string{}},
		"null location":      {`{'location_id':null,'page_cursor':null}`, []string{w.door, w.pool, w.lobby}},
		"both":               {`{'acs_system_id':'` + w.hotel + `','search':'o','limit':1}`, []string{w.door}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := w.ids("/acs/entrances/list", "acs_entrances", "acs_entrance_id", test.body); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	sameJSON(t, mustPost(t, seamtest.NewServer(), "/acs/entrances/list"),
		`{'acs_entrances':[],'ok':true,'pagination':{'has_next_page':false,'next_page_cursor':null,'next_page_url':null}}`)
}
