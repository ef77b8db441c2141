package seamtest_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// send makes a request with any method, and returns status and body.
func (w *world) send(method, target, body string) (int, string) {
	w.t.Helper()
	req := httptest.NewRequest(method, target, strings.NewReader(strings.ReplaceAll(body, "'", `"`)))
	req.Header.Set("Authorization", "Bearer "+w.srv.APIKey())
	req.Header.Set("Content-Type", "application/json")
	rec := httptest.NewRecorder()
	w.srv.ServeHTTP(rec, req)
	if rec.Code == http.StatusOK {
		checkResponse(w.t, req.URL.Path, rec.Body.Bytes())
	}
	return rec.Code, rec.Body.String()
}

// The queries are those that Seam's JavaScript client writes.
func TestGet(t *testing.T) {
	w := newWorld(t)
	tests := map[string]struct {
		query string
		want  []string
	}{
		"nothing":      {"", []string{w.door, w.pool, w.lobby}},
		"strict":       {"_strict=true", []string{w.door, w.pool, w.lobby}},
		"text":         {"search=front", []string{w.door}},
		"array":        {"acs_entrance_ids=" + w.pool + "&acs_entrance_ids=" + w.lobby, []string{w.pool, w.lobby}},
		"array of one": {"acs_entrance_ids=" + w.pool, []string{w.pool}},
		"empty array":  {"acs_entrance_ids=", []string{}},
		"number":       {"limit=2", []string{w.door, w.pool}},
		"null":         {"location_id=&page_cursor=", []string{w.door, w.pool, w.lobby}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			status, text := w.send(http.MethodGet, "/acs/entrances/list?"+test.query, "")
			if status != http.StatusOK {
				t.Fatalf("%d %s", status, text)
			}
			if got := idsIn(t, text, "acs_entrances", "acs_entrance_id"); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	for query, problem := range map[string]string{
		"limit=NaN":                        `Expected integer for "limit"`,
		"limit=many":                       `Expected integer for "limit"`,
		"acs_system_id=1":                  `Invalid UUID for "acs_system_id"`,
		"acs_entrance_ids=1":               `Invalid UUID for "acs_entrance_ids.0"`,
		"search=":                          `Must not be empty for "search"`,
		"acs_system_id=&acs_credential_id": `2 Input Errors: Invalid UUID for "acs_credential_id", Invalid UUID for "acs_system_id"`,
	} {
		status, text := w.send(http.MethodGet, "/acs/entrances/list?"+query, "")
		if message := pick(t, text, "error", "message"); status != 400 || message != problem {
			t.Errorf("%s: %d %s, want %s", query, status, message, problem)
		}
	}
}

func TestGetBooleans(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'card'}`)
	phone := w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'mobile_key','is_multi_phone_sync_credential':true}`)
	_, text := w.send(http.MethodGet, "/acs/credentials/list?is_multi_phone_sync_credential=true", "")
	if got := idsIn(t, text, "acs_credentials", "acs_credential_id"); !slices.Equal(got, []string{phone}) {
		t.Errorf("got %v", got)
	}
	if status, text := w.send(http.MethodGet, "/acs/credentials/list?is_multi_phone_sync_credential=perhaps", ""); status != 400 {
		t.Errorf("%d %s", status, text)
	}
}

// A query parameter for a field of an object has the name of the object, a dot, and the name of the field.
func TestGetObjects(t *testing.T) {
	w := newWorld(t)
	w.send(http.MethodGet, "/devices/list?custom_metadata_has.room=42", "")
	params := w.srv.Requests()[0].Params
	if has, _ := params["custom_metadata_has"].(map[string]any); has["room"] != "42" {
		t.Errorf("parameters %v", params)
	}
}

// Following next_page_url leads to every page.
func TestNextPageURLLeadsOn(t *testing.T) {
	w := newWorld(t)
	target := "/acs/entrances/list?" + url.Values{"limit": {"1"}, "acs_entrance_ids": {w.door, w.pool}, "search": {"o"}}.Encode()
	var seen []string
	for target != "" {
		status, text := w.send(http.MethodGet, target, "")
		if status != http.StatusOK {
			t.Fatalf("%s: %d %s", target, status, text)
		}
		seen = append(seen, idsIn(t, text, "acs_entrances", "acs_entrance_id")...)
		target, _ = decode(t, text)["pagination"].(map[string]any)["next_page_url"].(string)
	}
	if want := []string{w.door, w.pool}; !slices.Equal(seen, want) {
		t.Errorf("saw %v, want %v", seen, want)
	}
}

func TestPatchAndDelete(t *testing.T) {
	w := newWorld(t)
	id := w.makeCredential(`{'acs_user_id':'` + w.guest() + `','access_method':'code','code':'1234'}`)
	status, text := w.send(http.MethodPatch, "/acs/credentials/update?_strict=true", `{'acs_credential_id':'`+id+`','code':'4321'}`)
	if status != http.StatusOK || pick(t, text, "acs_credential", "code") != "4321" {
		t.Errorf("PATCH: %d %s", status, text)
	}
	if status, text := w.send(http.MethodDelete, "/acs/credentials/delete?acs_credential_id="+id, ""); status != http.StatusOK {
		t.Errorf("DELETE: %d %s", status, text)
	}
	w.refusedAs("/acs/credentials/get", `{'acs_credential_id':'`+id+`'}`, 404, "acs_credential_not_found")
}
