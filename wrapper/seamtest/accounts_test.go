package seamtest_test

import (
	"slices"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestAccount(t *testing.T) {
	w := newWorld(t)
	id := w.srv.AddAccount(seamtest.Account{Name: "Jane's locks", Type: "schlage", Email: "jane@example.com", CustomerKey: "acme"})
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
		`'custom_metadata_has':{'plan':'gold'}`: true, `'space_id':'` + noWhere + `'`: false, `'user_identifier_key':'jane'`: false,
	} {
		if got := w.ids("/connected_accounts/list", "connected_accounts", "connected_account_id", `{`+filter+`}`); slices.Contains(got, id) != found {
			t.Errorf("%s: %v", filter, got)
		}
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

func TestWebview(t *testing.T) {
	w := newWorld(t)
	id := w.make("/connect_webviews/create", "connect_webview", `{'accepted_providers':['schlage'],'custom_metadata':{'room':'1'},
		'customer_key':'acme','custom_redirect_url':'https://example.com/ok'}`)
	named := `{'connect_webview_id':'` + id + `'}`
	if got := w.ids("/connect_webviews/list", "connect_webviews", "connect_webview_id", `{'customer_key':'acme','custom_metadata_has':{'room':'1'}}`); !slices.Equal(got, []string{id}) {
		t.Errorf("list %v", got)
	}
	account := w.srv.AuthorizeWebview(id, seamtest.Account{Type: "schlage"})
	got := w.object("/connect_webviews/get", "connect_webview", named)
	if got["status"] != "authorized" || got["login_successful"] != true || got["connected_account_id"] != account || got["selected_provider"] != "schlage" {
		t.Errorf("authorized %v", got)
	}
	lock := w.srv.AddDevice(seamtest.Device{AccountID: account})
	if got := w.ids("/devices/list", "devices", "device_id", `{'connect_webview_id':'`+id+`'}`); !slices.Equal(got, []string{lock}) {
		t.Errorf("devices %v", got)
	}
	mustPanic(t, "is waiting", func() { w.srv.AuthorizeWebview(id, seamtest.Account{}) })

	failing := w.make("/connect_webviews/create", "connect_webview", `{}`)
	w.srv.FailWebview(failing)
	if status := pick(t, w.ok("/connect_webviews/get", `{'connect_webview_id':'`+failing+`'}`), "connect_webview", "status"); status != "failed" {
		t.Errorf("failed: %s", status)
	}
	mustPanic(t, "is waiting", func() { w.srv.FailWebview(noWhere) })
	w.ok("/connect_webviews/delete", named)
	w.refusedAs("/connect_webviews/get", named, 404, "connect_webview_not_found")
	w.sawEvents(`'event_types':['connect_webview.login_succeeded','connect_webview.login_failed']`,
		"connect_webview.login_succeeded", "connect_webview.login_failed")
}

func TestWorkspaces(t *testing.T) {
	w := newWorld(t)
	w.ok("/workspaces/update", `{'name':'Mine','is_suspended':false,'connect_webview_customization':{'logo_shape':'circle'}}`)
	sameJSON(t, w.ok("/workspaces/get", `{}`), `{'workspace':{
		'company_name':'seamtest',
		'connect_partner_name':'seamtest',
		'connect_webview_customization':{'logo_shape':'circle'},
		'is_publishable_key_auth_enabled':true,
		'is_sandbox':true,
		'is_suspended':false,
		'name':'Mine',
		'organization_id':null,
		'publishable_key':'`+w.srv.PublishableKey()+`',
		'workspace_id':'`+w.srv.WorkspaceID()+`'
	},'ok':true}`)
	other := w.make("/workspaces/create", "workspace", `{'name':'Other','company_name':'Acme','is_sandbox':true}`)
	if got := w.ids("/workspaces/list", "workspaces", "workspace_id", `{}`); !slices.Equal(got, []string{w.srv.WorkspaceID(), other}) {
		t.Errorf("list %v", got)
	}
	if got := w.attempt("/workspaces/reset_sandbox", ``); got["status"] != "success" {
		t.Errorf("reset: %v", got)
	}
	if got := w.ids("/acs/systems/list", "acs_systems", "acs_system_id", `{}`); len(got) != 0 {
		t.Errorf("after the reset there are %v", got)
	}
}
