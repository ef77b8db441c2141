package seamtest_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// sendAs sends an empty request with headers. It returns the status, and the type of the error or "".
func sendAs(t *testing.T, srv *seamtest.Server, path string, headers ...string) (int, string) {
	t.Helper()
	req := httptest.NewRequest(http.MethodPost, path, nil)
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	srv.ServeHTTP(rec, req)
	if rec.Code == http.StatusOK {
		return rec.Code, ""
	}
	return rec.Code, pick(t, rec.Body.String(), "error", "type")
}

func TestKindsOfAuthentication(t *testing.T) {
	w := newWorld(t)
	token := pick(t, w.ok("/client_sessions/create", `{'user_identifier_key':'jane'}`), "client_session", "token")
	pat, pk := "Bearer "+w.srv.PersonalAccessToken(), w.srv.PublishableKey()
	tests := map[string]struct {
		path    string
		headers []string
		status  int
		kind    string
	}{
		"API key":                    {"/acs/systems/list", []string{"Authorization", "Bearer " + w.srv.APIKey()}, 200, ""},
		"session in its header":      {"/acs/systems/list", []string{"Client-Session-Token", token}, 200, ""},
		"session as bearer":          {"/acs/systems/list", []string{"Authorization", "Bearer " + token}, 200, ""},
		"session in both":            {"/acs/systems/list", []string{"Authorization", "Bearer " + token, "Client-Session-Token", token}, 200, ""},
		"no such session":            {"/acs/systems/list", []string{"Client-Session-Token", token + "x"}, 401, "client_session_not_found"},
		"publishable key":            {"/client_sessions/get_or_create", []string{"Seam-Publishable-Key", pk}, 200, ""},
		"no such publishable key":    {"/client_sessions/get_or_create", []string{"Seam-Publishable-Key", pk + "x"}, 401, "invalid_publishable_key"},
		"publishable key elsewhere":  {"/acs/systems/list", []string{"Seam-Publishable-Key", pk}, 401, "unauthorized"},
		"token with workspace":       {"/acs/systems/list", []string{"Authorization", pat, "Seam-Workspace", w.srv.WorkspaceID()}, 200, ""},
		"token without workspace":    {"/acs/systems/list", []string{"Authorization", pat}, 400, "missing_workspace_id"},
		"token to list workspaces":   {"/workspaces/list", []string{"Authorization", pat}, 200, ""},
		"token of another workspace": {"/acs/systems/list", []string{"Authorization", pat, "Seam-Workspace", unknownID}, 401, "unauthorized"},
		"no such token":              {"/acs/systems/list", []string{"Authorization", pat + "x", "Seam-Workspace", w.srv.WorkspaceID()}, 401, "unauthorized"},
		"nothing":                    {"/acs/systems/list", nil, 401, "unauthorized"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if status, kind := sendAs(t, w.srv, test.path, test.headers...); status != test.status || kind != test.kind {
				t.Errorf("got %d %q, want %d %q", status, kind, test.status, test.kind)
			}
		})
	}
	journal := fmt.Sprintf("%+v", w.srv.Requests())
	for _, secret := range []string{token, w.srv.APIKey(), w.srv.PersonalAccessToken(), pk} {
		if strings.Contains(journal, secret) {
			t.Errorf("the journal holds %s", secret)
		}
	}
}

// The client of package seam supports each kind of authentication, and gets a new session when one has ended.
func TestClientAuthentication(t *testing.T) {
	srv := seamtest.NewServer()
	for name, auth := range map[string]seam.Auth{
		"publishable key": seam.PublishableKey(srv.PublishableKey(), "jane"),
		"access token":    seam.PersonalAccessToken(srv.PersonalAccessToken(), srv.WorkspaceID()),
	} {
		client, err := seam.NewClient(auth, seam.WithTransport(srv))
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if _, err := client.ACS.Systems.List(t.Context(), nil); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			sessions, err := srv.Client().ClientSessions.List(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, session := range sessions {
				if err := srv.Client().ClientSessions.Revoke(t.Context(), &gen.ClientSessionsRevokeRequest{ClientSessionID: session.ClientSessionID}); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	client, err := seam.NewClient(seam.ClientSession("seam_cst1_unknown"), seam.WithTransport(srv))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.ACS.Systems.List(t.Context(), nil); !errors.Is(err, seam.ErrUnauthorized) {
		t.Errorf("error %v", err)
	}
}
