package seamtest_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

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
	mustPanic(t, "is waiting", func() { w.srv.FailWebview(unknownID) })
	w.ok("/connect_webviews/delete", named)
	w.refusedAs("/connect_webviews/get", named, 404, "connect_webview_not_found")
	w.sawEvents(`'event_types':['connect_webview.login_succeeded','connect_webview.login_failed']`,
		"connect_webview.login_succeeded", "connect_webview.login_failed")
}

// webview creates a Connect Webview with more fields.
func (w *world) webview(fields string) (id string) {
	w.t.Helper()
	return w.make("/connect_webviews/create", "connect_webview", `{`+fields+`}`)
}

func (w *world) webviewStatus(id string) string {
	w.t.Helper()
	return pick(w.t, w.ok("/connect_webviews/get", `{'connect_webview_id':'`+id+`'}`), "connect_webview", "status")
}

func TestAutomaticallyManageNewDevices(t *testing.T) {
	w := newWorld(t)
	count := func(path string) int { return len(w.ids(path, "devices", "device_id", `{}`)) }
	id := w.webview(`'automatically_manage_new_devices':false`)
	account := w.srv.AuthorizeWebview(id, seamtest.Account{Type: "august"}, seamtest.Device{Name: "Front Door"}, seamtest.Device{Name: "Back Door"})
	if managed, unmanaged := count("/devices/list"), count("/devices/unmanaged/list"); managed != 0 || unmanaged != 2 {
		t.Errorf("%d managed, %d unmanaged", managed, unmanaged)
	}
	w.srv.AddDevice(seamtest.Device{AccountID: account})
	w.ok("/connected_accounts/update", `{'connected_account_id':'`+account+`','automatically_manage_new_devices':true}`)
	w.srv.AddDevice(seamtest.Device{AccountID: account})
	if managed, unmanaged := count("/devices/list"), count("/devices/unmanaged/list"); managed != 1 || unmanaged != 3 {
		t.Errorf("later: %d managed, %d unmanaged", managed, unmanaged)
	}
	mustPanic(t, "leave AccountID empty", func() {
		w.srv.AuthorizeWebview(w.webview(``), seamtest.Account{}, seamtest.Device{AccountID: account})
	})
}

func TestWaitForDeviceCreation(t *testing.T) {
	for _, waits := range []bool{false, true} {
		w := newWorld(t)
		w.srv.SetActionTime(time.Minute)
		id := w.webview(fmt.Sprintf(`'wait_for_device_creation':%v`, waits))
		w.srv.AuthorizeWebview(id, seamtest.Account{Type: "august"}, seamtest.Device{})
		want, events := "authorized", []string{"connected_account.connected", "connect_webview.login_succeeded", "device.added", "connected_account.completed_first_sync"}
		if waits {
			want, events = "pending", []string{"connected_account.connected", "device.added", "connected_account.completed_first_sync", "connect_webview.login_succeeded"}
		}
		devices := func() int {
			return len(w.ids("/devices/list", "devices", "device_id", `{'connect_webview_id':'`+id+`'}`))
		}
		if got := w.webviewStatus(id); got != want || devices() != 0 {
			t.Errorf("waits %v: %s with %d devices", waits, got, devices())
		}
		mustPanic(t, "is waiting", func() { w.srv.AuthorizeWebview(id, seamtest.Account{}) })
		w.now = w.now.Add(time.Minute)
		if got := w.webviewStatus(id); got != "authorized" || devices() != 1 {
			t.Errorf("waits %v: %s with %d devices after the sync", waits, got, devices())
		}
		w.sawEvents(`'event_types':['device.added','connect_webview.login_succeeded','connected_account.completed_first_sync','connected_account.connected'],
			'connected_account_id':'`+pick(t, w.ok("/connect_webviews/get", `{'connect_webview_id':'`+id+`'}`), "connect_webview", "connected_account_id")+`'`, events...)
	}
}

// By default, all that follows from a login has happened when AuthorizeWebview returns.
func TestAuthorizeAtOnce(t *testing.T) {
	w := newWorld(t)
	w.ok("/webhooks/create", `{'url':'https://example.com','event_types':['connect_webview.login_succeeded']}`)
	w.srv.HandleWebhooks(http.NotFoundHandler())
	id := w.webview(`'wait_for_device_creation':true`)
	w.srv.AuthorizeWebview(id, seamtest.Account{}, seamtest.Device{})
	if got := w.srv.Deliveries(); len(got) != 1 {
		t.Errorf("deliveries %v", got)
	}
}

// A webview or an account that is deleted during the sync stays deleted.
func TestDeletedDuringTheSync(t *testing.T) {
	w := newWorld(t)
	w.srv.SetActionTime(time.Minute)
	id := w.webview(`'wait_for_device_creation':true`)
	account := w.srv.AuthorizeWebview(id, seamtest.Account{}, seamtest.Device{})
	w.ok("/connected_accounts/delete", `{'connected_account_id':'`+account+`'}`)
	w.ok("/connect_webviews/delete", `{'connect_webview_id':'`+id+`'}`)
	w.now = w.now.Add(time.Minute)
	w.sawEvents(`'event_types':['device.added','connect_webview.login_succeeded','connected_account.completed_first_sync']`)
}
