package seamtest_test

import (
	"slices"
	"testing"

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
