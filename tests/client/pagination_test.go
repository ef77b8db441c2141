package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// paginated responds to every list with one item and with this pagination.
type paginated string

func (p paginated) RoundTrip(req *http.Request) (*http.Response, error) {
	return jsonResponse(req, fmt.Sprintf(`{%q:[{}]%s,"ok":true}`, gen.LookupOperation(req.URL.Path).Key, string(p))), nil
}

// sameBody is the body of the response to every call.
type sameBody string

func (r sameBody) RoundTrip(req *http.Request) (*http.Response, error) {
	return jsonResponse(req, string(r)), nil
}

// A list ends without an error only if Seam says so, and yields the items of its last page in any
// case.
func TestListsEndWhereSeamSays(t *testing.T) {
	for pagination, complete := range map[string]bool{
		``:                                      true,
		`,"pagination":null`:                    true,
		`,"pagination":false`:                   false,
		`,"pagination":"end"`:                   false,
		`,"pagination":{}`:                      false,
		`,"pagination":{"has_next_page":false}`: true,
		`,"pagination":{"has_next_page":false,"next_page_cursor":"c2"}`: true,
		`,"pagination":{"has_next_page":"false"}`:                       false,
		`,"pagination":{"has_next_page":0,"next_page_cursor":null}`:     false,
		`,"pagination":{"has_next_page":null,"next_page_cursor":"c2"}`:  false,
		`,"pagination":{"next_page_url":"https://seam.example/next"}`:   false,
		`,"pagination":{"has_next_page":true}`:                          false,
		`,"pagination":{"has_next_page":true,"next_page_cursor":2}`:     false,

		`,"pagination":{"has_next_page":true,"next_page_cursor":"c2"},"pagination":{"has_next_page":false}`: false,
		`,"pagination":{"has_next_page":true,"next_page_cursor":"c2"},"pagination":null`:                    false,
		`,"pagination":{"has_next_page":true,"has_next_page":false,"next_page_cursor":"c2"}`:                false,
	} {
		client, err := seam.NewClient(seam.APIKey(key), seam.WithTransport(paginated(pagination)))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range pagedLists(t) {
			for _, opts := range [][]gen.CallOption{nil, {seam.CallReadAhead()}} {
				items := 0
				var end any
				for item, err := range l.list(t.Context(), client, opts...).Seq2() {
					if end = err.Interface(); err.IsNil() && !item.IsNil() {
						items++
					}
				}
				if items != 1 || (end == nil) != complete {
					t.Errorf("%s after %q: %d items, then %v", l.name, pagination, items, end)
				}
			}
		}
	}
}

// A page with unreadable pagination is returned together with the error.
func TestUnreadablePagination(t *testing.T) {
	client, err := seam.NewClient(seam.APIKey(key), seam.WithTransport(paginated(`,"pagination":[]`)))
	if err != nil {
		t.Fatal(err)
	}
	users, err1 := client.ACS.Users.ListPage(t.Context(), nil)
	credentials, err2 := client.ACS.Credentials.ListPage(t.Context(), seam.CredentialFilter{})
	if users == nil || len(users.Items) != 1 || credentials == nil || len(credentials.Items) != 1 {
		t.Errorf("the pages are %v and %v", users, credentials)
	}
	for err, path := range map[error]string{err1: "/acs/users/list", err2: "/acs/credentials/list"} {
		unreadable, ok := errors.AsType[*gen.PaginationError](err)
		if !ok || unreadable.Operation != path {
			t.Errorf("got %v", err)
		}
	}
}

// noteCaller is a Caller that asks each response for its pagination note, as package seam does.
type noteCaller struct {
	body  string
	notes []string
}

func (n *noteCaller) Call(_ context.Context, _ *gen.Operation, _, response any, _ ...gen.CallOption) error {
	err := json.Unmarshal([]byte(n.body), response)
	if noted, ok := response.(interface{ PaginationNote() string }); ok {
		n.notes = append(n.notes, noted.PaginationNote())
	}
	return err
}

// The note says why a list ended oddly. Only paged operations have notes.
func TestPaginationNotes(t *testing.T) {
	for body, want := range map[string][]string{
		`{"devices":[],"pagination":{"has_next_page":false,"next_page_cursor":null}}`: {""},
		`{"devices":[],"pagination":{"has_next_page":false,"next_page_cursor":"c"}}`:  {"has_next_page is false beside a cursor"},
		`{"devices":[],"pagination":null}`:                                            {"pagination is null"},
		`{"devices":[]}`:                                                              {"pagination is missing"},
	} {
		caller := &noteCaller{body: body}
		client := gen.NewClient(caller)
		for _, err := range client.Devices.List(t.Context(), nil) {
			t.Error(err)
		}
		if _, err := client.Locks.List(t.Context(), nil); err != nil {
			t.Error(err)
		}
		if !slices.Equal(caller.notes, want) {
			t.Errorf("%s: notes %q, want %q", body, caller.notes, want)
		}
	}
}

// A program may change and reuse its request during the loop.
func TestListKeepsItsRequest(t *testing.T) {
	page := `{"devices":[{"device_id":"d"}],"pagination":{"has_next_page":%t,"next_page_cursor":%q}}`
	client, wire := clientOf(t, fmt.Sprintf(page, true, "2"), fmt.Sprintf(page, false, ""))
	req := &gen.DevicesListRequest{
		Limit: new(2), DeviceIDs: []string{"a"}, CustomMetadataHas: gen.CustomMetadata{"floor": "1"},
	}
	for _, err := range client.Devices.List(t.Context(), req) {
		if err != nil {
			t.Fatal(err)
		}
		*req.Limit = 9
		req.DeviceIDs[0] = "z"
		req.CustomMetadataHas["floor"] = "9"
		req.PageCursor = new("9")
	}
	var sent []map[string]any
	for _, body := range wire.sent {
		var fields map[string]any
		if err := json.Unmarshal([]byte(body), &fields); err != nil {
			t.Fatal(err)
		}
		sent = append(sent, fields)
	}
	first := map[string]any{"limit": 2.0, "device_ids": []any{"a"}, "custom_metadata_has": map[string]any{"floor": "1"}}
	second := map[string]any{"limit": 2.0, "device_ids": []any{"a"}, "custom_metadata_has": map[string]any{"floor": "1"}, "page_cursor": "2"}
	if !reflect.DeepEqual(sent, []map[string]any{first, second}) {
		t.Errorf("sent %v", sent)
	}
}

// The hand-written list copies its filter, including the field that is a pointer.
func TestCredentialListKeepsItsFilter(t *testing.T) {
	page := `{"acs_credentials":[{"acs_credential_id":"c"}],"pagination":{"has_next_page":%t,"next_page_cursor":%q}}`
	client, wire := clientOf(t, fmt.Sprintf(page, true, "2"), fmt.Sprintf(page, false, ""))
	filter := seam.CredentialFilter{MultiPhoneSync: new(true)}
	for _, err := range client.ACS.Credentials.List(t.Context(), filter) {
		if err != nil {
			t.Fatal(err)
		}
		*filter.MultiPhoneSync = false
	}
	want := []string{`{"is_multi_phone_sync_credential":true}`, `{"is_multi_phone_sync_credential":true,"page_cursor":"2"}`}
	if !slices.Equal(wire.sent, want) {
		t.Errorf("sent %v", wire.sent)
	}
}

// A list without pages that Seam reports as incomplete returns its items with an error.
func TestListsWithoutPages(t *testing.T) {
	for pagination, complete := range map[string]bool{
		``:                   true,
		`,"pagination":null`: true,
		`,"pagination":{"has_next_page":false,"next_page_cursor":null}`: true,
		`,"pagination":{"has_next_page":true,"next_page_cursor":"c2"}`:  false,
		`,"pagination":[]`: false,
	} {
		client, err := seam.NewClient(seam.APIKey(key), seam.WithTransport(paginated(pagination)))
		if err != nil {
			t.Fatal(err)
		}
		locks, err := client.Locks.List(t.Context(), nil)
		_, incomplete := errors.AsType[*gen.PaginationError](err)
		if len(locks) != 1 || incomplete == complete || (err == nil) != complete {
			t.Errorf("%q: %d locks, %v", pagination, len(locks), err)
		}
	}
}

// An operation with several results returns an error if Seam sends none of them.
func TestMissingResults(t *testing.T) {
	for body, missing := range map[string]bool{
		`{"ok":true}`:                          true,
		`{"ok":true,"event":null}`:             true,
		`{"ok":true,"message":"log in"}`:       true,
		`{"ok":true,"event":{"event_id":"e"}}`: false,
	} {
		client, err := seam.NewClient(seam.APIKey(key), seam.WithTransport(sameBody(body)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := client.Events.Get(t.Context(), &gen.EventsGetRequest{EventID: new("e")})
		failure, ok := errors.AsType[*gen.MissingResultError](err)
		if ok != missing || (got == nil) != missing || ok && failure.Key != "event" {
			t.Errorf("%s: %v, %v", body, got, err)
		}
	}
}
