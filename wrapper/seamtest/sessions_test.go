package seamtest_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestSession(t *testing.T) {
	w := newWorld(t)
	identity := w.makeIdentity(`{'full_name':'Jane'}`)
	got := w.ok("/client_sessions/create", `{'user_identifier_key':'jane','user_identity_id':'`+identity+`','expires_at':'2024-02-01T11:00:00Z'}`)
	id, token := pick(t, got, "client_session", "client_session_id"), pick(t, got, "client_session", "token")
	want := fill(`{'client_session':{
		'client_session_id':'$session',
		'connect_webview_ids':[],
		'connected_account_ids':[],
		'created_at':'2024-02-01T10:00:00.123Z',
		'device_count':0,
		'expires_at':'2024-02-01T11:00:00.000Z',
		'token':'$token',
		'user_identifier_key':'jane',
		'user_identity_id':'$identity',
		'user_identity_ids':['$identity'],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{"session": id, "token": token, "identity": identity, "workspace": w.srv.WorkspaceID()})
	sameJSON(t, got, want)
	sameJSON(t, w.ok("/client_sessions/get", `{'client_session_id':'`+id+`'}`), want)
	sameJSON(t, w.ok("/client_sessions/get", `{'user_identifier_key':'jane'}`), want)
	sameJSON(t, w.ok("/client_sessions/get_or_create", `{'user_identifier_key':'jane'}`), want)
	if other := w.make("/client_sessions/get_or_create", "client_session", `{'user_identifier_key':'john'}`); other == id {
		t.Error("John has Jane's session")
	}

	account := w.srv.AddAccount(seamtest.Account{})
	granted := w.ok("/client_sessions/grant_access", `{'client_session_id':'`+id+`','connected_account_ids':['`+account+`']}`)
	sameJSON(t, toJSON(t, decode(t, granted)["client_session"].(map[string]any)["connected_account_ids"]), `['`+account+`']`)
	// A refused call grants none of the requested access.
	w.refusedAs("/client_sessions/grant_access", `{'client_session_id':'`+id+`','user_identity_id':'`+w.makeIdentity(`{}`)+`','connected_account_ids':['`+unknownID+`']}`,
		404, "connected_account_not_found")
	sameJSON(t, w.ok("/client_sessions/get", `{'client_session_id':'`+id+`'}`), granted)

	w.now = w.now.Add(time.Hour)
	if status, kind := sendAs(t, w.srv, "/acs/systems/list", "Client-Session-Token", token); kind != "client_session_expired" {
		t.Errorf("after its end: %d %s", status, kind)
	}
	if again := w.make("/client_sessions/get_or_create", "client_session", `{'user_identifier_key':'jane'}`); again == id {
		t.Error("a session that has ended came back")
	}
}

func TestSessionEnds(t *testing.T) {
	w := newWorld(t)
	got := w.ok("/client_sessions/create", `{}`)
	id, token := pick(t, got, "client_session", "client_session_id"), pick(t, got, "client_session", "token")
	named := `{'client_session_id':'` + id + `'}`
	w.ok("/client_sessions/revoke", named)
	if status, kind := sendAs(t, w.srv, "/acs/systems/list", "Client-Session-Token", token); status != http.StatusUnauthorized || kind != "client_session_revoked" {
		t.Errorf("revoked: %d %s", status, kind)
	}
	if got := w.ids("/client_sessions/list", "client_sessions", "client_session_id", `{'without_user_identifier_key':true}`); !slices.Equal(got, []string{id}) {
		t.Errorf("list %v", got)
	}
	w.ok("/client_sessions/delete", named)
	w.refusedAs("/client_sessions/get", named, 404, "client_session_not_found")
	w.refusedAs("/client_sessions/get", `{}`, 400, "invalid_input")
	w.refusedAs("/client_sessions/create", `{'expires_at':'2024-01-01T00:00:00Z'}`, 400, "invalid_input")
	w.refusedAs("/client_sessions/create", `{'user_identity_id':'`+unknownID+`'}`, 404, "user_identity_not_found")
}

// A session has access to an account that is connected on its Connect Webview.
func TestSessionConnectsAnAccount(t *testing.T) {
	w := newWorld(t)
	token := pick(t, w.ok("/client_sessions/create", `{'user_identifier_key':'jane'}`), "client_session", "token")
	_, text := post(t, w.client, "https://connect.getseam.com/connect_webviews/create", token, `{}`)
	account := w.srv.AuthorizeWebview(pick(t, text, "connect_webview", "connect_webview_id"), seamtest.Account{})
	w.srv.AddDevice(seamtest.Device{AccountID: account})
	session := w.object("/client_sessions/get", "client_session", `{'user_identifier_key':'jane'}`)
	if session["device_count"] != 1.0 || !slices.Equal(session["connected_account_ids"].([]any), []any{account}) {
		t.Errorf("session %v", session)
	}
	for _, path := range []string{"/connected_accounts/list", "/devices/list"} {
		key := map[string]string{"/connected_accounts/list": "connected_accounts", "/devices/list": "devices"}[path]
		if got := w.ids(path, key, "connected_account_id", `{'user_identifier_key':'jane'}`); !slices.Equal(got, []string{account}) {
			t.Errorf("%s: %v", path, got)
		}
	}
	w.ok("/client_sessions/delete", `{'user_identifier_key':'jane','client_session_id':'`+session["client_session_id"].(string)+`'}`)
	w.sawEvents(`'event_type':'client_session.deleted'`, "client_session.deleted")
}
