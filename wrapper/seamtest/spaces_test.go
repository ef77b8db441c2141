package seamtest_test

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func (w *world) makeSpace(body string) string {
	w.t.Helper()
	return w.make("/spaces/create", "space", body)
}

func TestSpace(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{})
	got := w.ok("/spaces/create", fill(`{'name':'Room 12','space_key':'12','customer_key':'grand','customer_data':{'time_zone':'Europe/Oslo','address':null},
		'acs_entrance_ids':['$door','$pool'],'device_ids':['$lock']}`, map[string]string{"door": w.door, "pool": w.pool, "lock": lock}))
	id := pick(t, got, "space", "space_id")
	want := fill(`{'space':{
		'acs_entrance_count':2,
		'created_at':'2024-02-01T10:00:00.123Z',
		'customer_data':{'address':null,'time_zone':'Europe/Oslo'},
		'customer_key':'grand',
		'device_count':1,
		'display_name':'Room 12',
		'name':'Room 12',
		'space_id':'$space',
		'space_key':'12',
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{"space": id, "workspace": w.srv.WorkspaceID()})
	sameJSON(t, got, want)
	sameJSON(t, w.ok("/spaces/get", `{'space_id':'`+id+`'}`), want)
	sameJSON(t, w.ok("/spaces/get", `{'space_key':'12'}`), want)
	w.checkSpace(id, []string{w.door, w.pool}, []string{lock})

	w.ok("/spaces/delete", `{'space_id':'`+id+`'}`)
	w.refusedAs("/spaces/get", `{'space_id':'`+id+`'}`, 404, "space_not_found")
	w.checkSpace(id, []string{}, []string{})
	w.sawEvents(`'space_id':'`+id+`'`, "space.created", "space.deleted")
}

// checkSpace compares the entrances and devices of a space, as listed with the filter space_id.
func (w *world) checkSpace(id string, doors, devices []string) {
	w.t.Helper()
	filter := `{'space_id':'` + id + `'}`
	if got := w.ids("/acs/entrances/list", "acs_entrances", "acs_entrance_id", filter); !slices.Equal(got, doors) {
		w.t.Errorf("entrances %v, want %v", got, doors)
	}
	if got := w.ids("/devices/list", "devices", "device_id", filter); !slices.Equal(got, devices) {
		w.t.Errorf("devices %v, want %v", got, devices)
	}
}

func TestSpacePlaces(t *testing.T) {
	w := newWorld(t)
	lock, second := w.srv.AddDevice(seamtest.Device{}), w.srv.AddDevice(seamtest.Device{})
	id := w.makeSpace(`{'name':'Room 12'}`)
	with := func(fields string) string { return `{'space_id':'` + id + `',` + fields + `}` }

	w.ok("/spaces/add_acs_entrances", with(`'acs_entrance_ids':['`+w.door+`']`))
	w.ok("/spaces/add_acs_entrances", with(`'acs_entrance_ids':['`+w.door+`','`+w.pool+`']`))
	w.ok("/spaces/add_devices", with(`'device_ids':['`+lock+`','`+second+`']`))
	w.checkSpace(id, []string{w.door, w.pool}, []string{lock, second})
	w.ok("/spaces/remove_acs_entrances", with(`'acs_entrance_ids':['`+w.door+`','`+w.lobby+`']`))
	w.ok("/spaces/remove_devices", with(`'device_ids':['`+lock+`']`))
	w.checkSpace(id, []string{w.pool}, []string{second})
	w.ok("/spaces/update", with(`'acs_entrance_ids':['`+w.lobby+`']`))
	w.checkSpace(id, []string{w.lobby}, []string{second})
	w.ok("/spaces/update", with(`'device_ids':[]`))
	w.checkSpace(id, []string{w.lobby}, []string{})
	const changed = "space.device_membership_changed"
	w.sawEvents(`'space_id':'`+id+`'`, "space.created", changed, changed, changed, changed, changed, changed, changed)

	for _, path := range []string{"/spaces/add_acs_entrances", "/spaces/remove_acs_entrances"} {
		w.refusedAs(path, with(`'acs_entrance_ids':['`+w.door+`','`+unknownID+`']`), 404, "acs_entrance_not_found")
		w.refusedAs(path, `{'space_id':'`+unknownID+`','acs_entrance_ids':['`+w.door+`']}`, 404, "space_not_found")
	}
	w.refusedAs("/spaces/add_devices", with(`'device_ids':['`+unknownID+`']`), 404, "device_not_found")
	w.checkSpace(id, []string{w.lobby}, []string{})
}

func TestSpaceAccounts(t *testing.T) {
	w := newWorld(t)
	account := w.srv.AddAccount(seamtest.Account{})
	lock := w.srv.AddDevice(seamtest.Device{AccountID: account})
	id := w.makeSpace(`{'name':'Room 12'}`)
	both := `{'space_id':'` + id + `','connected_account_id':'` + account + `'}`
	in := func(id string, want ...string) {
		t.Helper()
		if got := w.ids("/connected_accounts/list", "connected_accounts", "connected_account_id", `{'space_id':'`+id+`'}`); !slices.Equal(got, want) {
			t.Errorf("accounts %v, want %v", got, want)
		}
	}
	in(id)
	w.ok("/spaces/add_connected_account", both)
	in(id, account)
	w.ok("/spaces/remove_connected_account", both)
	in(id)
	w.refusedAs("/spaces/add_connected_account", `{'space_id':'`+id+`','connected_account_id':'`+unknownID+`'}`, 404, "connected_account_not_found")
	in(w.makeSpace(`{'name':'Lounge','connected_account_ids':['`+account+`']}`), account)
	in(w.makeSpace(`{'name':'Attic','device_ids':['`+lock+`']}`), account)
	of := pick(t, w.ok("/acs/entrances/get", `{'acs_entrance_id':'`+w.lobby+`'}`), "acs_entrance", "connected_account_id")
	in(w.makeSpace(`{'name':'Lobby','acs_entrance_ids':['`+w.lobby+`']}`), of)
}

func TestUpdateSpace(t *testing.T) {
	w := newWorld(t)
	site := w.makeSpace(`{'name':'Grand Hotel','space_key':'site'}`)
	room := w.makeSpace(`{'name':'Room 12','space_key':'12','customer_data':{'address':'Main Street 1','time_zone':'Europe/Oslo'}}`)
	got := decode(t, w.ok("/spaces/update", `{'space_id':'`+room+`','name':'Room 13','space_key':'13','customer_data':{'address':null}}`))
	space := got["space"].(map[string]any)
	if space["name"] != "Room 13" || space["space_key"] != "13" {
		t.Errorf("space %v", space)
	}
	sameJSON(t, toJSON(t, space["customer_data"]), `{'address':null,'time_zone':'Europe/Oslo'}`)
	sameJSON(t, w.ok("/spaces/update", `{'space_key':'13'}`), toJSON(t, got))
	w.refusedAs("/spaces/update", `{'space_id':'`+site+`','space_key':'13'}`, 409, "space_key_already_exists")
	w.refusedAs("/spaces/update", `{'space_key':'12'}`, 404, "space_not_found")
	w.refusedAs("/spaces/update", `{'name':'Nowhere'}`, 400, "invalid_input")
	w.refusedAs("/spaces/create", `{'name':'Twin','space_key':'13'}`, 409, "space_key_already_exists")
}

func TestListSpaces(t *testing.T) {
	w := newWorld(t)
	lobby := w.makeSpace(`{'name':'Lobby','space_key':'main','customer_key':'grand'}`)
	room := w.makeSpace(`{'name':'Room 12','acs_entrance_ids':['` + w.lobby + `']}`)
	tests := map[string]struct {
		body string
		want []string
	}{
		"all":         {`{}`, []string{lobby, room}},
		"by customer": {`{'customer_key':'grand'}`, []string{lobby}},
		"by key":      {`{'space_key':'main'}`, []string{lobby}},
		"search":      {`{'search':'LOB'}`, []string{lobby}},
		"first":       {`{'limit':1}`, []string{lobby}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := w.ids("/spaces/list", "spaces", "space_id", test.body); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
