package seamtest_test

import (
	"maps"
	"net/http"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestAnswerNext(t *testing.T) {
	w := newWorld(t)
	const get, list = "/acs/users/get", userList
	w.srv.AnswerNext(get, &gen.ACSUser{ACSUserID: unknownID, FullName: "Played"})
	w.srv.AnswerNext(list, []gen.ACSUser{{FullName: "Played"}})
	w.srv.AnswerNext("/acs/users/delete", map[string]any{"extra": true})

	w.refusedAs(get, `{'acs_user_id':'jane'}`, 400, "invalid_input") // the next call uses up the prepared response, even if the call is invalid
	w.srv.AnswerNext(get, &gen.ACSUser{ACSUserID: unknownID, FullName: "Played"})
	client := w.srv.Client()
	user, err := client.ACS.Users.Get(t.Context(), &gen.ACSUsersGetRequest{ACSUserID: new(unknownID)})
	if err != nil || user.FullName != "Played" {
		t.Errorf("got %+v, %v", user, err)
	}
	page, err := client.ACS.Users.ListPage(t.Context(), nil)
	if err != nil || len(page.Items) != 1 || page.Items[0].FullName != "Played" {
		t.Errorf("got %+v, %v", page, err)
	}
	_, text := w.send(http.MethodPost, "/acs/users/delete", `{'acs_user_id':'`+unknownID+`'}`)
	sameJSON(t, text, `{'extra':true,'ok':true}`)

	w.refusedAs(get, `{'acs_user_id':'`+unknownID+`'}`, 404, "acs_user_not_found")
	mustPanic(t, "no operation", func() { w.srv.AnswerNext("/acs/users/gett", nil) })
	mustPanic(t, "JSON object", func() { w.srv.AnswerNext("/acs/users/delete", 7) })
	mustPanic(t, "unsupported type", func() { w.srv.AnswerNext(get, func() {}) })
}

// A list prepared with AnswerNext is the last page, whichever cursor the call has.
func TestAnswerNextIsTheLastPage(t *testing.T) {
	w := newWorld(t)
	w.srv.AnswerNext(userList, []gen.ACSUser{{FullName: "Played"}})
	page, err := w.srv.Client().ACS.Users.ListPage(t.Context(), &gen.ACSUsersListRequest{PageCursor: new("any")})
	if err != nil || len(page.Items) != 1 || page.HasNextPage || page.NextPageCursor != "" {
		t.Errorf("got %+v, %v", page, err)
	}
}

func TestChangeNext(t *testing.T) {
	w := newWorld(t)
	jane := w.makeUser(`{'acs_system_id':'` + w.hotel + `','full_name':'Jane'}`)
	const get = "/acs/users/get"
	body := `{'acs_user_id':'` + jane + `'}`
	before := decode(t, w.ok(get, body))
	w.srv.PassNext(get, 1)
	w.srv.ChangeNext(get, func(response map[string]any) {
		delete(response["acs_user"].(map[string]any), "full_name")
		response["more"] = []string{"to come"}
		w.srv.WorkspaceID() // takes the lock
	})
	sameJSON(t, w.ok(get, body), toJSON(t, before))
	want := maps.Clone(before)
	want["acs_user"] = maps.Clone(before["acs_user"].(map[string]any))
	delete(want["acs_user"].(map[string]any), "full_name")
	want["more"] = []string{"to come"}
	_, text := w.post(get, body)
	sameJSON(t, text, toJSON(t, want))
	sameJSON(t, w.ok(get, body), toJSON(t, before)) // ChangeNext changes one response, and no object
}

// ChangeNext does not change an error response, but the error response uses it up.
func TestChangeNextOfARefusal(t *testing.T) {
	w := newWorld(t)
	w.srv.ChangeNext("/acs/users/get", func(map[string]any) { t.Error("changed a refusal") })
	w.refusedAs("/acs/users/get", `{'acs_user_id':'`+unknownID+`'}`, 404, "acs_user_not_found")
	jane := w.makeUser(`{'acs_system_id':'` + w.hotel + `','full_name':'Jane'}`)
	w.ok("/acs/users/get", `{'acs_user_id':'`+jane+`'}`)
	mustPanic(t, "change is nil", func() { w.srv.ChangeNext("/acs/users/get", nil) })
	mustPanic(t, "no operation", func() { w.srv.ChangeNext("/acs/users/gett", func(map[string]any) {}) })
}

// A changed response has the right Content-Length, and all other headers.
func TestChangeNextKeepsTheHeaders(t *testing.T) {
	w := newWorld(t)
	const path = "/access_grants/unmanaged/list"
	w.srv.ChangeNext(path, func(response map[string]any) { clear(response) })
	req := request(t, t.Context(), w.srv, http.NoBody)
	req.URL.Path, req.URL.RawQuery, req.Method = path, "limit=1", http.MethodGet
	resp, err := w.srv.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	h := resp.Header
	if resp.ContentLength != 2 || h.Get("Content-Length") != "2" || h.Get(seamtest.AnswerHeader) != "example" || h.Get("Seam-Request-Id") == "" {
		t.Errorf("length %d, header %v", resp.ContentLength, h)
	}
}

// With ChangeNext a test can add pages to a list without creating objects.
func TestChangeNextGivesAPageWithANext(t *testing.T) {
	w := newWorld(t)
	w.srv.ChangeNext(userList, func(response map[string]any) {
		response["acs_users"] = []gen.ACSUser{{FullName: "Ada"}}
		response["pagination"] = map[string]any{"has_next_page": true, "next_page_cursor": "more"}
	})
	w.srv.AnswerNext(userList, []gen.ACSUser{{FullName: "Grace"}})
	var names []string
	for user, err := range w.srv.Client().ACS.Users.List(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, user.FullName)
	}
	if len(names) != 2 || names[0] != "Ada" || names[1] != "Grace" {
		t.Errorf("users %v", names)
	}
	if calls := w.srv.Requests(); calls[1].Params["page_cursor"] != "more" {
		t.Errorf("the second call was made with %v", calls[1].Params)
	}
}

// ChangeNext can produce malformed events: one without a required field, and one with a field of another type.
func TestChangeNextOfEvents(t *testing.T) {
	w := newWorld(t)
	w.srv.ChangeNext("/events/list", func(response map[string]any) {
		events := response["events"].([]any)
		delete(events[0].(map[string]any), "event_id")
		events[1].(map[string]any)["created_at"] = 7
	})
	var info seam.ResponseInfo
	since := &gen.EventsListRequest{Since: new(time.Date(1999, time.January, 1, 0, 0, 0, 0, time.UTC))}
	events, err := w.srv.Client().Events.List(t.Context(), since, seam.CallInfo(&info))
	if err != nil || events[0].EventID != "" || events[0].EventType == "" {
		t.Errorf("got %v, %v", events, err)
	}
	if len(info.Malformed) != 1 || info.Malformed[0].Path != "events[1].created_at" {
		t.Errorf("malformed %v", info.Malformed)
	}
}
