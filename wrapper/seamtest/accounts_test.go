package seamtest_test

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestAccount(t *testing.T) {
	w := newWorld(t)
	id := w.srv.AddAccount(seamtest.Account{Name: "Jane's locks", Type: "schlage", Email: "jane@example.com"})
	named := `{'connected_account_id':'` + id + `'}`
	if name := pick(t, w.ok("/connected_accounts/get", named), "connected_account", "display_name"); name != "Jane's locks" {
		t.Errorf("name %q", name)
	}
	w.ok("/connected_accounts/get", `{'email':'jane@example.com'}`)
	w.refusedAs("/connected_accounts/get", `{}`, 400, "invalid_input")
	w.refusedAs("/connected_accounts/get", `{'email':'john@example.com'}`, 404, "connected_account_not_found")

	sameJSON(t, w.ok("/connected_accounts/update", `{'connected_account_id':'`+id+`','display_name':'Locks','automatically_manage_new_devices':false,
		'accepted_capabilities':['lock'],'custom_metadata':{'plan':'gold'},'customer_key':'other'}`), `{'connected_account':{
		'accepted_capabilities':['lock'],
		'account_type':'schlage',
		'account_type_display_name':'Schlage',
		'automatically_manage_new_devices':false,
		'connected_account_id':'`+id+`',
		'created_at':'2024-02-01T10:00:00.123Z',
		'custom_metadata':{'plan':'gold'},
		'customer_key':'other',
		'display_name':'Locks',
		'errors':[],
		'user_identifier':{'email':'jane@example.com'},
		'warnings':[]
	},'ok':true}`)
	w.ok("/connected_accounts/sync", named)
	for filter, found := range map[string]bool{
		`'customer_key':'other'`: true, `'customer_key':'acme'`: false, `'search':'LOCKS'`: true,
		`'custom_metadata_has':{'plan':'gold'}`: true, `'space_id':'` + unknownID + `'`: false, `'user_identifier_key':'jane'`: false,
	} {
		if got := w.ids("/connected_accounts/list", "connected_accounts", "connected_account_id", `{`+filter+`}`); slices.Contains(got, id) != found {
			t.Errorf("%s: %v", filter, got)
		}
	}
}

func TestCustomerKeyOnce(t *testing.T) {
	w := newWorld(t)
	account := w.srv.AddAccount(seamtest.Account{CustomerKey: "acme"})
	named := `{'connected_account_id':'` + account + `'`
	w.refusedAs("/connected_accounts/update", named+`,'customer_key':'other','display_name':'Locks'}`, 400, "invalid_input")
	w.ok("/connected_accounts/update", named+`,'customer_key':'acme'}`)
	if got := w.object("/connected_accounts/get", "connected_account", named+`}`); got["customer_key"] != "acme" || got["display_name"] == "Locks" {
		t.Errorf("account %v", got)
	}
}

func TestAccountTrouble(t *testing.T) {
	w := newWorld(t)
	account := w.srv.AddAccount(seamtest.Account{})
	lock := w.srv.AddDevice(seamtest.Device{AccountID: account})
	named := `{'connected_account_id':'` + account + `'}`
	w.ok("/connected_accounts/simulate/disconnect", named)
	if got := w.attempt("/locks/unlock_door", `{'device_id':'`+lock+`'}`); got["status"] != "error" {
		t.Errorf("attempt %v", got)
	}
	w.ok("/connected_accounts/get", named)
	w.ok("/devices/get", `{'device_id':'`+lock+`'}`)
	w.ok("/connected_accounts/delete", named)
	w.refusedAs("/devices/get", `{'device_id':'`+lock+`'}`, 404, "device_not_found")
	for _, path := range []string{"get", "delete", "sync", "update", "simulate/disconnect"} {
		w.refusedAs("/connected_accounts/"+path, named, 404, "connected_account_not_found")
	}
	w.sawEvents(`'connected_account_id':'`+account+`','event_types':['connected_account.connected','connected_account.disconnected','device.deleted','connected_account.deleted']`,
		"connected_account.connected", "connected_account.disconnected", "device.deleted", "connected_account.deleted")
}
