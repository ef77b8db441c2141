package seamtest_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

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
	if got := w.ids("/workspaces/list", "workspaces", "workspace_id", `{}`); !slices.Equal(got, []string{w.srv.WorkspaceID()}) {
		t.Errorf("list %v", got)
	}
	if got := w.attempt("/workspaces/reset_sandbox", ``); got["status"] != "success" {
		t.Errorf("reset: %v", got)
	}
	if got := w.ids("/acs/systems/list", "acs_systems", "acs_system_id", `{}`); len(got) != 0 {
		t.Errorf("after the reset there are %v", got)
	}
}

// clientOf returns a client for a workspace, with the personal access token and through the transport of srv.
func clientOf(t *testing.T, srv *seamtest.Server, workspaceID string) *seam.Client {
	t.Helper()
	client, err := seam.NewClient(seam.PersonalAccessToken(srv.PersonalAccessToken(), workspaceID), seam.WithTransport(srv))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// lockNames returns the names of the locks in a workspace.
func lockNames(t *testing.T, client *seam.Client) []string {
	t.Helper()
	page, err := client.Devices.ListPage(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, device := range page.Items {
		names = append(names, device.DisplayName)
	}
	return names
}

// One personal access token reaches several workspaces through one transport, and their data never mix.
func TestAddWorkspace(t *testing.T) {
	north := seamtest.NewServer()
	south := north.AddWorkspace("South")
	northLock := north.AddDevice(seamtest.Device{Name: "Ski Lodge"})
	south.AddDevice(seamtest.Device{Name: "Boat House"})
	if north.PersonalAccessToken() != south.PersonalAccessToken() || north.WorkspaceID() == south.WorkspaceID() || north.APIKey() == south.APIKey() {
		t.Error("the workspaces share more or less than the token")
	}
	for _, over := range []*seamtest.Server{north, south} {
		if got := lockNames(t, clientOf(t, over, north.WorkspaceID())); !slices.Equal(got, []string{"Ski Lodge"}) {
			t.Errorf("north: %v", got)
		}
		if got := lockNames(t, clientOf(t, over, south.WorkspaceID())); !slices.Equal(got, []string{"Boat House"}) {
			t.Errorf("south: %v", got)
		}
	}
	if got := lockNames(t, north.Client()); !slices.Equal(got, []string{"Ski Lodge"}) {
		t.Errorf("with the API key of north: %v", got)
	}
	overNorth, err := seam.NewClient(seam.APIKey(south.APIKey()), seam.WithTransport(north))
	if err != nil {
		t.Fatal(err)
	}
	if got := lockNames(t, overNorth); !slices.Equal(got, []string{"Boat House"}) {
		t.Errorf("with the API key of south: %v", got)
	}
	_, err = clientOf(t, north, south.WorkspaceID()).Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: new(northLock)})
	if !errors.Is(err, seam.ErrNotFound) {
		t.Errorf("a lock of north in south: %v", err)
	}
}

func TestListWorkspaces(t *testing.T) {
	north := seamtest.NewServer()
	south := north.AddWorkspace("South")
	all, err := seam.NewWorkspacesClient(seam.PersonalAccessTokenWithoutWorkspace(north.PersonalAccessToken()), seam.WithTransport(south))
	if err != nil {
		t.Fatal(err)
	}
	created, err := all.Create(t.Context(), &gen.WorkspacesCreateRequest{Name: "East", CompanyName: new("Acme")})
	if err != nil {
		t.Fatal(err)
	}
	east := north.Workspace(created.WorkspaceID)
	east.AddDevice(seamtest.Device{Name: "Tea House"})
	if got := lockNames(t, clientOf(t, north, created.WorkspaceID)); !slices.Equal(got, []string{"Tea House"}) {
		t.Errorf("east: %v", got)
	}
	list, err := all.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, workspace := range list {
		names = append(names, workspace.Name)
	}
	if !slices.Equal(names, []string{"seamtest", "South", "East"}) {
		t.Errorf("workspaces %v", names)
	}
	if _, got := post(t, &http.Client{Transport: north}, "https://connect.getseam.com/workspaces/list", south.APIKey(), `{}`); !slices.Equal(idsIn(t, got, "workspaces", "workspace_id"), []string{south.WorkspaceID()}) {
		t.Errorf("with an API key: %s", got)
	}
	mustPanic(t, "no workspace", func() { north.Workspace(unknownID) })
}

// Client sessions and publishable keys lead to their workspace, over a socket too.
func TestSessionsOfWorkspaces(t *testing.T) {
	north := seamtest.NewServer()
	south := north.AddWorkspace("South")
	south.AddDevice(seamtest.Device{})
	session, err := south.Client().ClientSessions.Create(t.Context(), &gen.ClientSessionsCreateRequest{UserIdentifierKey: new("jane")})
	if err != nil {
		t.Fatal(err)
	}
	for _, headers := range [][2]string{
		{"Client-Session-Token", session.Token}, {"Authorization", "Bearer " + session.Token}, {"Seam-Publishable-Key", south.PublishableKey()},
	} {
		req := httptest.NewRequest("POST", "/client_sessions/get_or_create", strings.NewReader(`{"user_identifier_key":"jane"}`))
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set(headers[0], headers[1])
		rec := httptest.NewRecorder()
		north.ServeHTTP(rec, req)
		if got := pick(t, rec.Body.String(), "client_session", "workspace_id"); got != south.WorkspaceID() {
			t.Errorf("%s: workspace %s", headers[0], got)
		}
	}
	if got := len(south.Requests()); got != 4 || len(north.Requests()) != 0 {
		t.Errorf("%d requests in south, %d in north", got, len(north.Requests()))
	}
}

// Faults concern one workspace.
func TestFaultsOfWorkspaces(t *testing.T) {
	north := seamtest.NewServer()
	south := north.AddWorkspace("South")
	south.SetOutage(true)
	lockNames(t, clientOf(t, south, north.WorkspaceID()))
	_, err := clientOf(t, north, south.WorkspaceID()).Devices.ListPage(t.Context(), nil, seam.CallRetries(0))
	var seamErr *seam.Error
	if !errors.As(err, &seamErr) || seamErr.StatusCode != 503 {
		t.Errorf("south: %v", err)
	}
}
