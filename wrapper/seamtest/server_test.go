package seamtest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestAPIKey(t *testing.T) {
	srv := seamtest.NewServer()
	if !strings.HasPrefix(srv.APIKey(), "seam_") {
		t.Errorf("key %q does not look like one of Seam's", srv.APIKey())
	}
	other := seamtest.NewServer().APIKey()
	for _, header := range []string{"", srv.APIKey(), "Bearer", "Bearer ", "Bearer wrong", "bearer wrong", "Basic " + srv.APIKey(),
		"Bearer" + srv.APIKey(), "Bearer " + srv.APIKey() + "x", "Bearer " + srv.APIKey() + " x", "Bearer " + other} {
		req := httptest.NewRequest(http.MethodPost, "/acs/systems/list", nil)
		if header != "" {
			req.Header.Set("Authorization", header)
		}
		rec := httptest.NewRecorder()
		srv.ServeHTTP(rec, req)
		if rec.Code != http.StatusUnauthorized {
			t.Errorf("Authorization %q: status %d", header, rec.Code)
		}
		kind, message := pick(t, rec.Body.String(), "error", "type"), pick(t, rec.Body.String(), "error", "message")
		if kind != "unauthorized" || decode(t, rec.Body.String())["ok"] != false {
			t.Errorf("Authorization %q: %s", header, rec.Body)
		}
		// The message names both places of the key: the output of the command, and the method in Go.
		for _, place := range []string{"seamtest prints", "api_key", "Server.APIKey"} {
			if !strings.Contains(message, place) {
				t.Errorf("Authorization %q: %q does not name %s", header, message, place)
			}
		}
		if strings.Contains(message, srv.APIKey()) {
			t.Errorf("the key is in %q", message)
		}
	}
}

// In HTTP the name of the authentication scheme is case-insensitive.
func TestBearerInAnyCase(t *testing.T) {
	srv := seamtest.NewServer()
	for _, scheme := range []string{"Bearer ", "bearer ", "BEARER ", "bEaReR   "} {
		if status, kind := sendAs(t, srv, "/acs/systems/list", "Authorization", scheme+srv.APIKey()); status != http.StatusOK {
			t.Errorf("%q: %d %s", scheme, status, kind)
		}
		pat := []string{"Authorization", scheme + srv.PersonalAccessToken(), "Seam-Workspace", srv.WorkspaceID()}
		if status, kind := sendAs(t, srv, "/acs/systems/list", pat...); status != http.StatusOK {
			t.Errorf("%q: %d %s", scheme, status, kind)
		}
	}
}

func TestPathsAndMethods(t *testing.T) {
	w := newWorld(t)
	w.refused("/acs/credentials/print", `{}`, 404,
		`{'error':{'type':'route_not_found','message':'Seam documents no operation /acs/credentials/print'},'ok':false}`)
	for _, method := range []string{http.MethodDelete, http.MethodPatch, http.MethodPut, http.MethodHead} {
		req := httptest.NewRequest(method, "/acs/systems/list", nil)
		req.Header.Set("Authorization", "Bearer "+w.srv.APIKey())
		rec := httptest.NewRecorder()
		w.srv.ServeHTTP(rec, req)
		if rec.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s: status %d", method, rec.Code)
		}
		if allow := rec.Header().Get("Allow"); allow != "GET, POST" {
			t.Errorf("%s: Allow %q", method, allow)
		}
		sameJSON(t, rec.Body.String(), `{'error':{'type':'method_not_allowed','message':'Only GET and POST accepted'},'ok':false}`)
	}
}

func TestBodies(t *testing.T) {
	w := newWorld(t)
	const notAnObject = `{'error':{'type':'invalid_input','message':'The request body is not a JSON object',
		'validation_errors':{'_errors':['The request body is not a JSON object']}},'ok':false}`
	for _, body := range []string{`{`, `[]`, `null`, `'text'`, `{} {}`} {
		w.refused("/acs/systems/list", body, 400, notAnObject)
	}
	if n := len(w.ids("/acs/systems/list", "acs_systems", "acs_system_id", ``)); n != 3 {
		t.Errorf("no body: %d systems", n)
	}
	w.ok("/acs/systems/list", `{'a field':'that Seam does not know'}`)

	req := httptest.NewRequest(http.MethodPost, "/acs/systems/list", strings.NewReader(`{}`))
	req.Header.Set("Authorization", "Bearer "+w.srv.APIKey())
	rec := httptest.NewRecorder()
	w.srv.ServeHTTP(rec, req)
	if rec.Code != http.StatusBadRequest {
		t.Errorf("no Content-Type: status %d", rec.Code)
	}
	sameJSON(t, rec.Body.String(), `{'error':{'type':'invalid_content_type','message':'A body needs the Content-Type application/json'},'ok':false}`)
}

func TestOverASocket(t *testing.T) {
	for name, listen := range map[string]func(http.Handler) *httptest.Server{
		"http": httptest.NewServer, "https": httptest.NewTLSServer,
	} {
		t.Run(name, func(t *testing.T) { testOverASocket(t, listen) })
	}
}

func testOverASocket(t *testing.T, listen func(http.Handler) *httptest.Server) {
	srv := seamtest.NewServer()
	socket := listen(srv)
	defer socket.Close()
	system := srv.AddSystem(seamtest.System{Name: "Grand Hotel"})

	status, text := post(t, socket.Client(), socket.URL+"/acs/users/create", srv.APIKey(), `{'acs_system_id':'`+system+`','full_name':'Jane'}`)
	if status != http.StatusOK {
		t.Fatalf("status %d: %s", status, text)
	}
	post(t, socket.Client(), socket.URL+"/acs/users/create", srv.APIKey(), `{'acs_system_id':'`+system+`','full_name':'John'}`)
	_, text = post(t, socket.Client(), socket.URL+"/acs/users/list", srv.APIKey(), `{'limit':1}`)
	pages := decode(t, text)["pagination"].(map[string]any)
	if next, _ := pages["next_page_url"].(string); !strings.HasPrefix(next, socket.URL+"/acs/users/list?limit=1&page_cursor=") {
		t.Errorf("next_page_url %q does not lead to the socket", next)
	}
}

// A request whose body cannot be read does not count as a call.
func TestBrokenRequest(t *testing.T) {
	srv := seamtest.NewServer()
	rec := httptest.NewRecorder()
	srv.ServeHTTP(rec, httptest.NewRequest(http.MethodPost, "/acs/systems/list", broken{io.ErrUnexpectedEOF}))
	if rec.Code != http.StatusBadRequest || len(srv.Requests()) != 0 {
		t.Errorf("status %d, journal %v", rec.Code, srv.Requests())
	}
}

// The outputs of examples and golden files depend on stable IDs.
func TestIDsAreTheSameInEveryRun(t *testing.T) {
	run := func(extraUsers int) (user, credential string) {
		w := newWorld(t, seamtest.WithSeed("two runs"))
		user = w.guest()
		for range extraUsers {
			w.guest()
		}
		return user, w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'card'}`)
	}
	user, credential := run(0)
	again, credentialAgain := run(3)
	if user != again || credential != credentialAgain {
		t.Errorf("user %s became %s, credential %s became %s", user, again, credential, credentialAgain)
	}
	if !isUUID(user) || !isUUID(credential) || user == credential {
		t.Errorf("IDs %s and %s", user, credential)
	}
}

func TestFailNext(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	const path = "/acs/credentials/create"
	create := `{'acs_user_id':'` + user + `','access_method':'card'}`
	w.srv.FailNext(path, 503, "service_unavailable", "try again")
	w.srv.FailNext(path, 429, "too_many_requests", "slow down")

	w.ok("/acs/credentials/list", `{}`)
	w.refused(path, create, 503, `{'error':{'type':'service_unavailable','message':'try again'},'ok':false}`)
	w.refused(path, create, 429, `{'error':{'type':'too_many_requests','message':'slow down'},'ok':false}`)
	if got := w.ids("/acs/credentials/list", "acs_credentials", "acs_credential_id", `{}`); len(got) != 0 {
		t.Errorf("a failed call left %v", got)
	}
	w.ok(path, create)

	w.srv.FailNext("/customers/push_data", 500, "internal", "boom")
	w.refusedAs("/customers/push_data", `{}`, 500, "internal")

	mustPanic(t, "no operation", func() { w.srv.FailNext("/acs/credentials/creat", 500, "internal", "") })
	mustPanic(t, "status 200", func() { w.srv.FailNext(path, 200, "fine", "") })
}

func mustPanic(t *testing.T, with string, f func()) {
	t.Helper()
	defer func() {
		if text, _ := recover().(string); !strings.Contains(text, with) {
			t.Errorf("panic %q, want one with %q", text, with)
		}
	}()
	f()
}

func TestRequests(t *testing.T) {
	w := newWorld(t)
	if got := w.srv.Requests(); len(got) != 0 {
		t.Fatalf("journal starts with %v", got)
	}
	w.post("/acs/systems/list", `{'search':'Grand'}`)
	w.post("/acs/systems/get", `{}`)
	w.post("/nowhere", `not JSON`)

	type entry struct {
		path, body string
		status     int
	}
	want := []entry{
		{"/acs/systems/list", `{"search":"Grand"}`, 200},
		{"/acs/systems/get", `{}`, 400},
		{"/nowhere", `not JSON`, 404},
	}
	var got []entry
	for _, r := range w.srv.Requests() {
		got = append(got, entry{r.Path, string(r.Body), r.Status})
	}
	if !slices.Equal(got, want) {
		t.Errorf("journal %v, want %v", got, want)
	}

	w.srv.Requests()[0].Body[0] = 'X'
	if body := w.srv.Requests()[0].Body; !json.Valid(body) {
		t.Errorf("a reader changed the journal: %s", body)
	}
}

func TestJournalHoldsNoKey(t *testing.T) {
	w := newWorld(t)
	w.ok("/acs/systems/list", `{}`)
	text, err := json.Marshal(w.srv.Requests())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "seam_") {
		t.Errorf("the journal holds the key: %s", text)
	}
}

// With -race this finds data races between calls, seeding, faults and the journal.
func TestParallelUse(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	const workers, rounds = 8, 25
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for range rounds {
				id := w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'code'}`)
				w.ok("/acs/credentials/list", `{'acs_user_id':'`+user+`','limit':3}`)
				w.ok("/acs/credentials/update", `{'acs_credential_id':'`+id+`','code':'1234'}`)
				w.srv.FailNext("/acs/encoders/list", 500, "internal", "")
				w.srv.AddEntrance(w.hotel, "")
				w.srv.Requests()
			}
		})
	}
	group.Wait()
	ids := w.ids("/acs/credentials/list", "acs_credentials", "acs_credential_id", `{}`)
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) != workers*rounds {
		t.Errorf("%d credentials, want %d", len(ids), workers*rounds)
	}
	if n := len(w.srv.Requests()); n != workers*rounds*3+2 {
		t.Errorf("%d requests in the journal, want %d", n, workers*rounds*3+2)
	}
}

// The server uses the clock of the synctest bubble, and leaves no goroutine that would fail the bubble.
func TestInsideSynctest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.srv = seamtest.NewServer()
		w.client = &http.Client{Transport: w.srv, Timeout: time.Minute}
		w.hotel = w.srv.AddSystem(seamtest.System{})
		user := w.guest()
		create := `{'acs_user_id':'` + user + `','access_method':'card','ends_at':'2000-01-01T01:00:00Z'}`

		first := w.ok("/acs/credentials/create", create)
		if at := pick(t, first, "acs_credential", "created_at"); at != "2000-01-01T00:00:00.000Z" {
			t.Errorf("created at %s", at)
		}
		time.Sleep(59 * time.Minute) // in the time of the bubble, which passes at once
		w.ok("/acs/credentials/create", create)
		time.Sleep(time.Minute)
		w.refused("/acs/credentials/create", create, 400, `{'error':{'type':'invalid_input','message':'Must be in the future for \"ends_at\"',
			'validation_errors':{'_errors':[],'ends_at':{'_errors':['Must be in the future']}}},'ok':false}`)
	})
}

// BenchmarkStart measures the time that a test needs for a new server: to create it, to put some hardware
// into it and to call it once. The benchmark in internal/document measures the time to read the document,
// which the first call of a program adds.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		srv := seamtest.NewServer()
		srv.AddEntrance(srv.AddSystem(seamtest.System{}), "")
		if _, err := srv.Client().ACS.Entrances.ListPage(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
	}
}
