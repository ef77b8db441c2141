package seam_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// matchingDesk is a fake Seam with two credentials of one user: the one that params create, and a card.
type matchingDesk struct {
	srv    *seamtest.Server
	client *seam.Client
	params seam.CredentialParams
	id     string
}

func newMatchingDesk(t *testing.T) matchingDesk {
	t.Helper()
	srv := seamtest.NewServer()
	d := matchingDesk{srv: srv, client: srv.Client()}
	systemID := srv.AddSystem(seamtest.System{})
	user, err := d.client.ACS.Users.Create(t.Context(), &gen.ACSUsersCreateRequest{ACSSystemID: systemID, FullName: "Ada Lovelace"})
	if err != nil {
		t.Fatal(err)
	}
	startsAt := time.Now().Add(time.Hour)
	d.params = seam.CredentialParams{
		Holder: seam.ACSUser(user.ACSUserID), Method: seam.Code{PIN: "123456"},
		StartsAt: startsAt, EndsAt: startsAt.Add(time.Hour),
	}
	created, err := d.client.ACS.Credentials.Create(t.Context(), d.params)
	if err != nil {
		t.Fatal(err)
	}
	d.id = created.ACSCredentialID
	card := d.params
	card.Method = seam.Card{}
	if _, err := d.client.ACS.Credentials.Create(t.Context(), card); err != nil {
		t.Fatal(err)
	}
	return d
}

// change changes the credential, or the card, in the next response to a list.
func (d matchingDesk) change(method seam.AccessMethod, field string, value any) {
	d.srv.ChangeNext("/acs/credentials/list", func(response map[string]any) {
		items := response["acs_credentials"].([]any)
		for i, item := range items {
			switch credential := item.(map[string]any); {
			case credential["access_method"] != string(method):
			case field == "":
				items[i] = value
			default:
				credential[field] = value
			}
		}
	})
}

// matching returns the IDs that Matching yields, and its error.
func (d matchingDesk) matching(t *testing.T, opts ...gen.CallOption) (ids []string, err error) {
	for match, matchErr := range d.client.ACS.Credentials.Matching(t.Context(), d.params, opts...) {
		if matchErr != nil {
			return ids, matchErr
		}
		ids = append(ids, match.ACSCredentialID)
	}
	return ids, nil
}

// If Seam's list does not show whether a credential exists, Matching says so: without an error, a program would
// create it again.
func TestMatchingMalformed(t *testing.T) {
	for name, test := range map[string]struct {
		method seam.AccessMethod
		field  string // "" is the item itself
		value  any
		path   string // in the error; "" for none
	}{
		"null item":        {"code", "", nil, "acs_credentials["},
		"text item":        {"code", "", "gone", "acs_credentials["},
		"end":              {"code", "ends_at", "soon", "ends_at"},
		"end without zone": {"code", "ends_at", "2030-01-01T00:00:00", "ends_at"},
		"start":            {"code", "starts_at", 7, "starts_at"},
		"user":             {"code", "acs_user_id", []any{}, "acs_user_id"},
		"method":           {"code", "access_method", 3, "access_method"},
		"PIN":              {"code", "code", 123456, "code"},
		"ID":               {"code", "acs_credential_id", map[string]any{}, "acs_credential_id"},
		"null card":        {"card", "", nil, "acs_credentials["},

		"unrelated":         {"code", "created_at", "soon", ""},
		"another system":    {"code", "acs_system_id", 7, ""}, // Not in the parameters.
		"unrelated list":    {"code", "errors", []any{nil}, ""},
		"user is missing":   {"code", "acs_user_id", nil, ""},
		"method is missing": {"code", "access_method", nil, ""},
		"end of the card":   {"card", "ends_at", "soon", ""}, // Its method differs.
	} {
		t.Run(name, func(t *testing.T) {
			d := newMatchingDesk(t)
			d.change(test.method, test.field, test.value)
			var info seam.ResponseInfo
			ids, err := d.matching(t, seam.CallInfo(&info))
			if info.RequestID == "" || (test.path != "") && len(info.Malformed) != 1 {
				t.Errorf("the info of the caller has %v", info)
			}
			if test.path == "" {
				if err != nil || len(ids) != 1 || ids[0] != d.id {
					t.Errorf("got %v, %v, want the credential", ids, err)
				}
				return
			}
			malformed, ok := errors.AsType[*seam.MalformedError](err)
			if !ok || !strings.Contains(err.Error(), test.path) || len(malformed.Values) != 1 {
				t.Fatalf("got %v, %v, want an error that names %s", ids, err, test.path)
			}
			if strings.Contains(err.Error(), "123456") {
				t.Errorf("the error shows the PIN: %v", err)
			}
			hasID := len(malformed.IDs) == 1 && malformed.IDs[0] == d.id
			if isField := test.field != "" && test.field != "acs_credential_id"; hasID != isField {
				t.Errorf("IDs %v", malformed.IDs)
			}
		})
	}
}

// Matches are yielded although an item on another page is missing; the error comes last.
func TestMatchingMalformedPage(t *testing.T) {
	for name, opts := range map[string][]gen.CallOption{"plain": nil, "read ahead": {seam.CallReadAhead()}} {
		t.Run(name, func(t *testing.T) {
			d := newMatchingDesk(t)
			d.srv.ChangeNext("/acs/credentials/list", func(response map[string]any) {
				items := response["acs_credentials"].([]any)
				response["acs_credentials"] = append([]any{nil}, items...)
				response["pagination"] = map[string]any{"has_next_page": true, "next_page_cursor": "none"}
			})
			d.srv.RespondNext("/acs/credentials/list", 200, "application/json",
				`{"acs_credentials":[],"pagination":{"has_next_page":false},"ok":true}`)
			ids, err := d.matching(t, opts...)
			if _, ok := errors.AsType[*seam.MalformedError](err); !ok || len(ids) != 1 || ids[0] != d.id {
				t.Errorf("got %v, %v", ids, err)
			}
		})
	}
}

// MalformedFields returns only the values that hide one of the fields.
func TestMalformedFields(t *testing.T) {
	info := seam.ResponseInfo{}
	for _, path := range []string{
		"acs_credentials[2]", "acs_credentials[0].ends_at", "acs_credentials[1].errors[0]", "acs_credentials[1].Code",
		"acs_credentials[3].errors[0].created_at", "acs_credentials", "devices[0]", "pagination: odd", "… 7 more",
	} {
		info.Malformed = append(info.Malformed, seam.MalformedValue{Path: path})
	}
	for field, want := range map[string]string{
		"acs_credentials.ends_at": "[acs_credentials[2] acs_credentials[0].ends_at acs_credentials … 7 more]",
		"acs_credentials.code":    "[acs_credentials[2] acs_credentials[1].Code acs_credentials … 7 more]",
		"acs_credentials.errors":  "[acs_credentials[2] acs_credentials[1].errors[0] acs_credentials … 7 more]",
		"events.event_id":         "[… 7 more]",
	} {
		if got := info.MalformedFields(field); fmt.Sprint(got) != want {
			t.Errorf("%s: got %v, want %s", field, got, want)
		}
	}
	if got := info.MalformedFields(); len(got) != 0 {
		t.Errorf("got %v for no field", got)
	}
}

// The kind of a mobile key that Seam left out does not prove that there is no key.
func TestMatchingWithoutTheKindOfKey(t *testing.T) {
	for name, test := range map[string]struct {
		value any // of the field; nil removes it
		found int
	}{"as created": {true, 1}, "missing": {nil, 1}, "another kind": {false, 0}} {
		t.Run(name, func(t *testing.T) {
			srv := seamtest.NewServer()
			client, ids := srv.Client(), srv.AddHotel()
			user, err := client.ACS.Users.Create(t.Context(), &gen.ACSUsersCreateRequest{ACSSystemID: ids.SystemID, FullName: "Ada Lovelace"})
			if err != nil {
				t.Fatal(err)
			}
			params := seam.CredentialParams{
				Holder: seam.ACSUser(user.ACSUserID),
				Method: seam.MobileKey{MultiPhoneSync: true, CredentialManagerID: ids.CredentialManagerID},
			}
			if _, err := client.ACS.Credentials.Create(t.Context(), params); err != nil {
				t.Fatal(err)
			}
			srv.ChangeNext("/acs/credentials/list", func(response map[string]any) {
				item := response["acs_credentials"].([]any)[0].(map[string]any)
				item["is_multi_phone_sync_credential"] = test.value
				if test.value == nil {
					delete(item, "is_multi_phone_sync_credential")
				}
			})
			found, err := seam.Collect(client.ACS.Credentials.Matching(t.Context(), params))
			if err != nil || len(found) != test.found {
				t.Errorf("found %d, error %v", len(found), err)
			}
		})
	}
}
