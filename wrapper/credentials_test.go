package seam

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
)

const fetchedCredential = `{"acs_credential":{"acs_credential_id":"fetched"},"ok":true}`

// changingCalls returns calls of the operations whose response may lack the credential.
func changingCalls(t *testing.T) map[string]func(*CredentialsService) (*Credential, error) {
	ctx := t.Context()
	return map[string]func(*CredentialsService) (*Credential, error){
		pathUpdateCredential: func(s *CredentialsService) (*Credential, error) {
			return s.Update(ctx, credentialID, CredentialUpdate{Code: "1"})
		},
		pathAssignCredential: func(s *CredentialsService) (*Credential, error) { return s.Assign(ctx, credentialID, ACSUser(userID)) },
		pathUnassignCredential: func(s *CredentialsService) (*Credential, error) {
			return s.Unassign(ctx, credentialID, ACSUser(userID))
		},
	}
}

func TestCredentialIsFetchedIfMissing(t *testing.T) {
	for path, change := range changingCalls(t) {
		for _, response := range []string{`{"ok":true}`, `{"ok":true,"acs_credential":null}`, `{"ok":true,"acs_credential":"text"}`} {
			s, sent := stubCredentials(t, response, fetchedCredential)
			got, err := change(s)
			if err != nil || got == nil || got.ACSCredentialID != "fetched" {
				t.Errorf("%s, %s: %v, %v", path, response, got, err)
			}
			want := sentRequest{pathGetCredential, `{"acs_credential_id":"` + credentialID + `"}`}
			if len(*sent) != 2 || (*sent)[0].path != path || (*sent)[1] != want {
				t.Errorf("%s, %s: sent %v", path, response, *sent)
			}
		}
	}
}

// The error says only that the change was made: if it also matched the failure of the second request, a
// program would take it for the failure of the change.
func TestCredentialCannotBeFetchedAfterChange(t *testing.T) {
	for path, change := range changingCalls(t) {
		c := stubCaller(t, func(n int, _ *http.Request) (*http.Response, error) {
			if n == 1 {
				return newResponse(200, `{"ok":true}`), nil
			}
			return newResponse(404, `{"error":{"type":"acs_credential_not_found","message":"gone"}}`), nil
		})
		got, err := change(newCredentialsService(clientOver(c)))
		missing, ok := errors.AsType[*gen.MissingResultError](err)
		if got != nil || !ok || missing.Operation != path {
			t.Errorf("%s: %v, %v", path, got, err)
		}
		if _, isCall := errors.AsType[*Error](err); isCall || errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "acs_credential_not_found") {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestMissingResult(t *testing.T) {
	ctx := t.Context()
	for path, do := range map[string]func(*CredentialsService) (any, error){
		pathGetCredential: func(s *CredentialsService) (any, error) { c, err := s.Get(ctx, "id"); return c != nil, err },
		pathCreateCredential: func(s *CredentialsService) (any, error) {
			c, err := s.Create(ctx, CredentialParams{Holder: ACSUser("u"), Method: Code{}})
			return c != nil, err
		},
		pathListCredentials: func(s *CredentialsService) (any, error) {
			p, err := s.ListPage(ctx, CredentialFilter{})
			return p != nil, err
		},
		pathAccessibleEntrances: func(s *CredentialsService) (any, error) {
			e, err := s.ListAccessibleEntrances(ctx, "id")
			return e != nil, err
		},
	} {
		s, _ := stubCredentials(t, `{"ok":true}`)
		got, err := do(s)
		missing, ok := errors.AsType[*gen.MissingResultError](err)
		if got != false || !ok || missing.Operation != path || missing.Key == "" {
			t.Errorf("%s: %v, %v", path, got, err)
		}
	}
}

// collectIDs returns the IDs that List yields, joined, and its error.
func collectIDs(t *testing.T, s *CredentialsService, filter CredentialFilter) (ids string, err error) {
	t.Helper()
	for c, e := range s.List(t.Context(), filter) {
		if err != nil {
			t.Error("yielded an item after an error")
		}
		if (c == nil) == (e == nil) {
			t.Errorf("yielded %v, %v", c, e)
			continue
		}
		if err = e; e == nil {
			ids += c.ACSCredentialID
		}
	}
	return ids, err
}

func pageOf(ids, cursor string) string {
	var items []string
	for id := range strings.SplitSeq(ids, "") {
		items = append(items, `{"acs_credential_id":"`+id+`"}`)
	}
	return `{"acs_credentials":[` + strings.Join(items, ",") + `],"ok":true,"pagination":{"next_page_cursor":` + cursor +
		`,"has_next_page":` + map[bool]string{true: "false", false: "true"}[cursor == "null"] + `,"next_page_url":"https://evil.example/x"}}`
}

func TestListCredentials(t *testing.T) {
	s, sent := stubCredentials(t, pageOf("ab", `"1"`), pageOf("c", `"2"`), pageOf("d", "null"))
	filter := CredentialFilter{ACSUserID: userID, Search: "x", MultiPhoneSync: new(true), Limit: 2}
	if ids, err := collectIDs(t, s, filter); err != nil || ids != "abcd" {
		t.Errorf("%s, %v", ids, err)
	}
	if len(*sent) != 3 {
		t.Fatalf("sent %v", *sent)
	}
	common := `"acs_user_id":"33333333-3333-3333-3333-333333333333","search":"x","is_multi_phone_sync_credential":true,"limit":2}`
	sameJSON(t, "first", (*sent)[0].body, `{`+common)
	sameJSON(t, "second", (*sent)[1].body, `{"page_cursor":"1",`+common)
	sameJSON(t, "third", (*sent)[2].body, `{"page_cursor":"2",`+common)
	for _, request := range *sent {
		if request.path != pathListCredentials {
			t.Errorf("sent to %s", request.path)
		}
	}
}

func TestListCredentialsFails(t *testing.T) {
	for name, tt := range map[string]struct {
		filter    CredentialFilter
		responses []string
		ids       string
		err       any
		calls     int
	}{
		"repeated cursor":       {CredentialFilter{}, []string{pageOf("a", `"1"`), pageOf("b", `"1"`)}, "ab", new(*gen.RepeatedCursorError), 2},
		"cursor repeated later": {CredentialFilter{}, []string{pageOf("a", `"1"`), pageOf("b", `"2"`), pageOf("c", `"1"`)}, "abc", new(*gen.RepeatedCursorError), 3},
		"back to the start":     {CredentialFilter{Cursor: "0"}, []string{pageOf("a", `"1"`), pageOf("b", `"0"`)}, "ab", new(*gen.RepeatedCursorError), 2},
		"same cursor":           {CredentialFilter{Cursor: "0"}, []string{pageOf("a", `"0"`)}, "a", new(*gen.RepeatedCursorError), 1},
		"no cursor":             {CredentialFilter{}, []string{pageOf("a", `""`)}, "a", new(*gen.MissingCursorError), 1},
		"error":                 {CredentialFilter{}, []string{pageOf("a", `"1"`), `{"error":{"type":"t"}}`}, "a", new(*Error), 2},
		"bad filter":            {CredentialFilter{Limit: -1}, []string{pageOf("a", "null")}, "", new(*ParamsError), 0},
	} {
		s, sent := stubCredentials(t, tt.responses...)
		ids, err := collectIDs(t, s, tt.filter)
		if ids != tt.ids || err == nil || !errors.As(err, tt.err) || len(*sent) != tt.calls {
			t.Errorf("%s: %s, %v, sent %v", name, ids, err, *sent)
		}
	}
}

func TestListCredentialsStopsAndResumes(t *testing.T) {
	s, sent := stubCredentials(t, pageOf("ab", `"1"`), pageOf("c", "null"))
	for _, err := range s.List(t.Context(), CredentialFilter{}) {
		if err == nil {
			break
		}
		t.Error(err)
	}
	if len(*sent) != 1 {
		t.Errorf("the list continued after the loop was left: %v", *sent)
	}
	s, sent = stubCredentials(t, pageOf("ab", `"1"`), pageOf("c", "null"))
	page, err := s.ListPage(t.Context(), CredentialFilter{Search: "x"})
	if err != nil || len(page.Items) != 2 || !page.HasNextPage || page.NextPageCursor != "1" {
		t.Fatalf("%v, %v", page, err)
	}
	if ids, err := collectIDs(t, s, CredentialFilter{Search: "x", Cursor: page.NextPageCursor}); err != nil || ids != "c" {
		t.Errorf("%s, %v", ids, err)
	}
	sameJSON(t, "resumed", (*sent)[1].body, `{"search":"x","page_cursor":"1"}`)
}

// ListPages yields each page with its own CallInfo, and starts at a stored cursor.
func TestListPagesOfCredentials(t *testing.T) {
	pages := []string{pageOf("ab", `"1"`), strings.Replace(pageOf("c", `"2"`), `{`, `{"acs_credentials":7,`, 1), pageOf("d", "null")}
	var info ResponseInfo
	for _, opt := range []gen.CallOption{CallInfo(&info), CallReadAhead()} {
		s, sent := stubCredentials(t, pages...)
		var got []string
		for page, err := range s.ListPages(t.Context(), CredentialFilter{Search: "x", Cursor: "0"}, opt) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprintf("%d to %q", len(page.Items), page.NextPageCursor))
			if malformed := len(info.Malformed) == 1; info.Attempts > 0 && malformed != (len(got) == 2) {
				t.Errorf("page %d: malformed %v", len(got), info.Malformed)
			}
		}
		if want := `2 to "1", 1 to "2", 1 to ""`; strings.Join(got, ", ") != want || len(*sent) != 3 {
			t.Errorf("%v, want %s; sent %v", got, want, *sent)
		}
		sameJSON(t, "first", (*sent)[0].body, `{"search":"x","page_cursor":"0"}`)
		sameJSON(t, "last", (*sent)[2].body, `{"search":"x","page_cursor":"2"}`)
		info = ResponseInfo{}
	}
}

func TestListPagesEnds(t *testing.T) {
	s, sent := stubCredentials(t, pageOf("ab", `"1"`), pageOf("c", `"1"`))
	for range s.ListPages(t.Context(), CredentialFilter{}) { //nolint:errcheck // The loop is left at once.
		break
	}
	if len(*sent) != 1 {
		t.Errorf("the list continued after the loop was left: %v", *sent)
	}
	n := 0
	for page, err := range s.ListPages(t.Context(), CredentialFilter{Cursor: "0"}) {
		n++
		if _, repeated := errors.AsType[*gen.RepeatedCursorError](err); repeated != (n == 3) || (page == nil) != (n == 3) {
			t.Errorf("page %d is %v, %v", n, page, err)
		}
	}
	if n != 3 {
		t.Errorf("the repeated cursor was followed: %d pages", n)
	}
}

// Malformed items of a list do not affect the other items.
func TestListCredentialsWithBadItems(t *testing.T) {
	s, _ := stubCredentials(t, `{"acs_credentials":[null,{"acs_credential_id":"a","created_at":"then"},"text",{"acs_credential_id":"b"}],"pagination":null}`)
	if ids, err := collectIDs(t, s, CredentialFilter{}); err != nil || ids != "ab" {
		t.Errorf("%s, %v", ids, err)
	}
}

func TestCallOptionsReachTheCaller(t *testing.T) {
	s, _ := stubCredentials(t, fetchedCredential)
	var info ResponseInfo
	if _, err := s.Get(t.Context(), "id", CallInfo(&info)); err != nil || info.RequestID != "req_1" {
		t.Errorf("%v, %v", err, info)
	}
}

// A credential can be stored as part of another JSON document and decoded again.
func TestCredentialInAnotherDocument(t *testing.T) {
	type booking struct {
		Key  Credential  `json:"key"`
		Same *Credential `json:"same"`
	}
	const text = `{"key":{"code":"1","x":2},"same":{"errors":[],"y":null}}`
	var b booking
	if err := json.Unmarshal([]byte(text), &b); err != nil {
		t.Fatal(err)
	}
	sameJSON(t, "round trip", jsonText(b), text)
}
