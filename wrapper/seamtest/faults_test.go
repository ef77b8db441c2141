package seamtest_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

const userList, userCreate = "/acs/users/list", "/acs/users/create"

func TestLimitNext(t *testing.T) {
	w := newWorld(t)
	w.srv.LimitNext(userList, 90*time.Second)
	_, err := w.srv.Client(seam.WithRetries(0)).ACS.Users.ListPage(t.Context(), nil)
	var seamErr *seam.Error
	if !errors.As(err, &seamErr) || !errors.Is(err, seam.ErrRateLimited) || seamErr.RetryAfter != 90*time.Second {
		t.Errorf("error %+v", err)
	}
	w.ok(userList, `{}`)
}

func TestRespondNext(t *testing.T) {
	w := newWorld(t)
	w.srv.RespondNext(userList, 502, "text/html", "<h1>Bad Gateway</h1>")
	resp, err := w.srv.RoundTrip(request(t, t.Context(), w.srv, strings.NewReader(`{}`)))
	if err != nil || resp.StatusCode != 200 {
		t.Fatalf("another path: %v, %v", resp, err)
	}
	resp.Body.Close()
	status, text := w.send(http.MethodPost, userList, `{}`)
	if status != 502 || text != "<h1>Bad Gateway</h1>" {
		t.Errorf("%d %s", status, text)
	}
}

// A write whose connection breaks may or may not have been processed. The fake can simulate both.
func TestResets(t *testing.T) {
	w := newWorld(t)
	create := `{'acs_system_id':'` + w.hotel + `','full_name':'Jane'}`
	for name, test := range map[string]struct {
		prepare func(path string)
		users   int
	}{
		"before": {w.srv.ResetNext, 0},
		"after":  {w.srv.ResetAfterNext, 1},
	} {
		test.prepare(userCreate)
		_, err := w.srv.Client(seam.WithRetries(0)).ACS.Users.Create(t.Context(), &gen.ACSUsersCreateRequest{ACSSystemID: w.hotel, FullName: "Jane"})
		if !errors.Is(err, seam.ErrOutcomeUnknown) {
			t.Errorf("%s: error %v", name, err)
		}
		if got := w.ids(userList, "acs_users", "acs_user_id", `{}`); len(got) != test.users {
			t.Errorf("%s: %d users, want %d", name, len(got), test.users)
		}
		for _, id := range w.ids(userList, "acs_users", "acs_user_id", `{}`) {
			w.ok("/acs/users/delete", `{'acs_user_id':'`+id+`'}`)
		}
	}
	w.ok(userCreate, create)
}

func TestResetOverASocket(t *testing.T) {
	srv := seamtest.NewServer()
	socket := httptest.NewServer(srv)
	defer socket.Close()
	srv.ResetNext("/acs/systems/list")
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, socket.URL+"/acs/systems/list", strings.NewReader(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	if resp, err := socket.Client().Do(req); err == nil {
		resp.Body.Close()
		t.Errorf("got %s", resp.Status)
	}
	if calls := srv.Requests(); len(calls) != 1 || calls[0].Status != 0 {
		t.Errorf("journal %+v", calls)
	}
}

func TestOutage(t *testing.T) {
	w := newWorld(t)
	w.srv.FailNext(userList, 500, "internal", "boom")
	w.srv.SetOutage(true)
	for range 2 {
		w.refusedAs(userList, `{}`, 503, "service_unavailable")
	}
	w.srv.SetOutage(false)
	w.refusedAs(userList, `{}`, 500, "internal")
	w.ok(userList, `{}`)
}

func TestDelayNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := seamtest.NewServer()
		client := srv.Client(seam.WithRetries(0))
		srv.DelayNext("/acs/systems/list", 20*time.Second)
		start := time.Now()
		if _, err := client.ACS.Systems.List(t.Context(), nil); err != nil || time.Since(start) != 20*time.Second {
			t.Errorf("after %v: %v", time.Since(start), err)
		}

		// A fault for the same path applies to the same call, which the context's deadline ends.
		srv.DelayNext("/acs/systems/list", time.Minute)
		srv.FailNext("/acs/systems/list", 500, "internal", "boom")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := client.ACS.Systems.List(ctx, nil); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		if calls := srv.Requests(); len(calls) != 1 {
			t.Errorf("%d calls in the journal", len(calls))
		}
	})
}

func TestJournalHasOperationAndParams(t *testing.T) {
	w := newWorld(t)
	w.send(http.MethodGet, "/acs/users/list?limit=3", "")
	w.post(userCreate, `{'full_name':'Jane','unknown':1}`)
	w.post("/nowhere", `{}`)
	calls := w.srv.Requests()
	if got := calls[0]; got.Operation.Path != userList || got.Method != http.MethodGet || got.Params["limit"] != 3.0 || got.Header.Get("Content-Type") == "" {
		t.Errorf("GET: %+v", got)
	}
	if got := calls[1]; got.Operation.Path != userCreate || got.Params["full_name"] != "Jane" || got.Params["unknown"] != 1.0 || got.Status != 400 {
		t.Errorf("POST: %+v", got)
	}
	if got := calls[2]; got.Operation != nil || got.Params != nil {
		t.Errorf("unknown path: %+v", got)
	}
}

// An operation that returns an example does not change the IDs of later objects.
func TestExamplesUseUpNoIDs(t *testing.T) {
	ids := map[string]bool{}
	for _, more := range []bool{false, true} {
		w := newWorld(t, seamtest.WithSeed("examples"))
		if more {
			for _, op := range gen.Operations() {
				if !seamtest.Played(op.Path) {
					w.post(op.Path, `{}`)
				}
			}
		}
		ids[w.guest()] = true
	}
	if len(ids) != 1 {
		t.Errorf("IDs %v", ids)
	}
}

func TestExamplesAreMarked(t *testing.T) {
	w := newWorld(t)
	for _, op := range gen.Operations() {
		want := "example"
		if seamtest.Played(op.Path) {
			want = ""
		}
		req := httptest.NewRequest(http.MethodPost, op.Path, nil)
		req.Header.Set("Authorization", "Bearer "+w.srv.APIKey())
		rec := httptest.NewRecorder()
		w.srv.ServeHTTP(rec, req)
		if got := rec.Header().Get(seamtest.AnswerHeader); rec.Code == http.StatusOK && got != want {
			t.Errorf("%s: %q, want %q", op.Path, got, want)
		}
	}
}

// A call that is still in progress when its connection breaks has its effect later. A program that looks too
// early and sends it again creates two objects.
func TestResetDuringNext(t *testing.T) {
	w := newWorld(t)
	spaces := func() int { return len(w.ids("/spaces/list", "spaces", "space_id", `{}`)) }
	create := func() error {
		req := request(t, t.Context(), w.srv, strings.NewReader(`{"name":"Lobby"}`))
		req.URL.Path = "/spaces/create"
		_, err := w.srv.RoundTrip(req)
		return err
	}
	w.srv.ResetDuringNext("/spaces/create", 2*time.Second)
	if err := create(); err == nil || spaces() != 0 {
		t.Errorf("at once: %v, %d spaces", err, spaces())
	}
	w.now = w.now.Add(time.Second)
	if err := create(); err != nil || spaces() != 1 {
		t.Errorf("the second call: %v, %d spaces", err, spaces())
	}
	w.now = w.now.Add(time.Second)
	if got := spaces(); got != 2 {
		t.Errorf("later: %d spaces", got)
	}
	w.sawEvents(`'event_type':'space.created'`, "space.created", "space.created")
	var created []int
	for _, r := range w.srv.Requests() {
		if r.Path == "/spaces/create" {
			created = append(created, r.Status)
		}
	}
	if !slices.Equal(created, []int{200, 200}) {
		t.Errorf("journal %v", created)
	}
	mustPanic(t, "must be positive", func() { w.srv.ResetDuringNext("/spaces/create", 0) })
}

// The page of a proxy is not taken for a response of Seam's.
func TestRespondNextAsProxy(t *testing.T) {
	srv := seamtest.NewServer()
	get := func() error {
		_, err := srv.Client().ACS.Credentials.Get(t.Context(), unknownID)
		return err
	}
	srv.RespondNext("/acs/credentials/get", 404, "text/html", "<h1>Not Found</h1>")
	if err := get(); err == nil || errors.Is(err, seam.ErrNotFound) {
		t.Errorf("the page of a proxy is %v", err)
	}
	srv.RespondNext("/acs/credentials/get", 404, "application/json", "{}")
	if err := get(); !errors.Is(err, seam.ErrNotFound) {
		t.Errorf("Seam's 404 is %v", err)
	}
}
