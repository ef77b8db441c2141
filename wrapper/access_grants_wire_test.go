package seam

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
)

const grantID = "99999999-9999-9999-9999-999999999999"

// stubGrants records every request, and responds with the next of the responses. It repeats the last one.
func stubGrants(t *testing.T, responses ...string) (*AccessGrantsService, *[]sentRequest) {
	t.Helper()
	var seen []sentRequest
	return grantsOver(stubCaller(t, func(n int, req *http.Request) (*http.Response, error) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			t.Error(err)
		}
		seen = append(seen, sentRequest{req.URL.Path, string(body)})
		return newResponse(200, responses[min(n, len(responses))-1]), nil
	})), &seen
}

const oneGrant = `{"access_grant":{"access_grant_id":"` + grantID + `"},"ok":true}`

func TestCreateAccessGrantOnTheWire(t *testing.T) {
	from, to := time.Date(2025, 7, 13, 15, 0, 0, 0, time.FixedZone("", -7*3600)), time.Date(2025, 7, 16, 11, 0, 0, 0, time.FixedZone("", -7*3600))
	code := []GrantMethod{Code{}}
	for name, tt := range map[string]struct {
		params AccessGrantParams
		want   string
	}{
		"an identity, spaces and entrances, all methods": {
			AccessGrantParams{
				Grantee: UserIdentity(identityID), SpaceIDs: []string{systemID}, SpaceKeys: []string{"lobby"},
				EntranceIDs: []string{entranceID}, DeviceIDs: []string{entrance2ID},
				Methods:  []GrantMethod{Code{PIN: "1234"}, Card{}, MobileKey{InstantKeyMaxUses: 2}, CloudKey{}},
				StartsAt: from, EndsAt: to,
			},
			`{"user_identity_id":"22222222-2222-2222-2222-222222222222","space_ids":["11111111-1111-1111-1111-111111111111"],
			"space_keys":["lobby"],"acs_entrance_ids":["55555555-5555-5555-5555-555555555555"],
			"device_ids":["55555555-5555-5555-5555-000000000000"],"requested_access_methods":[{"mode":"code","code":"1234"},{"mode":"card"},
			{"mode":"mobile_key","instant_key_max_use_count":2},{"mode":"cloud_key"}],
			"starts_at":"2025-07-13T22:00:00Z","ends_at":"2025-07-16T18:00:00Z"}`,
		},
		"a new person, keys, no end": {
			AccessGrantParams{
				Grantee:  NewPerson{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15555550100", Key: "jane"},
				SpaceIDs: []string{systemID}, Methods: code, NoEnd: true,
				Key: "stay", ReservationKey: "r", Name: "Room 1", CustomizationProfileID: managerID,
			},
			`{"user_identity":{"full_name":"Jane Doe","email_address":"jane@example.com","phone_number":"+15555550100","user_identity_key":"jane"},
			"space_ids":["11111111-1111-1111-1111-111111111111"],"requested_access_methods":[{"mode":"code"}],
			"access_grant_key":"stay","reservation_key":"r","name":"Room 1","customization_profile_id":"88888888-8888-8888-8888-888888888888"}`,
		},
	} {
		s, seen := stubGrants(t, oneGrant)
		grant, err := s.Create(t.Context(), tt.params)
		if err != nil || grant.AccessGrantID != grantID {
			t.Fatalf("%s: %v, %v", name, grant, err)
		}
		if len(*seen) != 1 || (*seen)[0].path != pathCreateAccessGrant {
			t.Fatalf("%s: sent %v", name, *seen)
		}
		sameJSON(t, name, (*seen)[0].body, tt.want)
	}
}

func TestAccessGrantCallsOnTheWire(t *testing.T) {
	ctx := t.Context()
	at := time.Date(2025, 7, 16, 11, 0, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		call func(*AccessGrantsService) error
		want []sentRequest
	}{
		"get by ID": {
			func(s *AccessGrantsService) error { _, err := s.Get(ctx, GrantID(grantID)); return err },
			[]sentRequest{{pathGetAccessGrant, `{"access_grant_id":"` + grantID + `"}`}},
		},
		"get by key": {
			func(s *AccessGrantsService) error { _, err := s.Get(ctx, GrantKey("stay")); return err },
			[]sentRequest{{pathGetAccessGrant, `{"access_grant_key":"stay"}`}},
		},
		"update": {
			func(s *AccessGrantsService) error {
				return s.Update(ctx, GrantKey("stay"), AccessGrantUpdate{StartsAt: at, EndsAt: at.Add(time.Hour), Name: new("x")})
			},
			[]sentRequest{{pathUpdateAccessGrant, `{"access_grant_key":"stay","starts_at":"2025-07-16T11:00:00Z","ends_at":"2025-07-16T12:00:00Z","name":"x"}`}},
		},
		"remove the end and the name": {
			func(s *AccessGrantsService) error {
				return s.Update(ctx, GrantID(grantID), AccessGrantUpdate{NoEnd: true, Name: new("")})
			},
			[]sentRequest{{pathUpdateAccessGrant, `{"access_grant_id":"` + grantID + `","ends_at":null,"name":null}`}},
		},
		"delete by ID": {
			func(s *AccessGrantsService) error { return s.Delete(ctx, GrantID(grantID)) },
			[]sentRequest{{pathDeleteAccessGrant, `{"access_grant_id":"` + grantID + `"}`}},
		},
		"delete by key": {
			func(s *AccessGrantsService) error { return s.Delete(ctx, GrantKey("stay")) },
			[]sentRequest{{pathGetAccessGrant, `{"access_grant_key":"stay"}`}, {pathDeleteAccessGrant, `{"access_grant_id":"` + grantID + `"}`}},
		},
		"request access methods": {
			func(s *AccessGrantsService) error {
				_, err := s.RequestAccessMethods(ctx, GrantID(grantID), []GrantMethod{Card{}, Code{PIN: "12345"}})
				return err
			},
			[]sentRequest{{pathRequestAccessMethods, `{"access_grant_id":"` + grantID + `","requested_access_methods":[{"mode":"card"},{"mode":"code","code":"12345"}]}`}},
		},
	} {
		s, seen := stubGrants(t, oneGrant)
		if err := tt.call(s); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(*seen) != len(tt.want) {
			t.Errorf("%s: sent %v", name, *seen)
			continue
		}
		for i, want := range tt.want {
			if (*seen)[i].path != want.path {
				t.Errorf("%s: sent %v", name, *seen)
			}
			sameJSON(t, name, (*seen)[i].body, want.body)
		}
	}
}

func TestListAccessGrantsOnTheWire(t *testing.T) {
	page := func(id, cursor string) string {
		return `{"access_grants":[{"access_grant_id":"` + id + `"},null],"pagination":{"has_next_page":` + map[bool]string{true: "true", false: "false"}[cursor != ""] +
			`,"next_page_cursor":"` + cursor + `"}}`
	}
	s, seen := stubGrants(t, page("a", "c1"), page("b", ""))
	filter := AccessGrantFilter{
		IDs: []string{"i"}, ReservationKey: "r", WithoutKey: true, UserIdentityID: "u", CustomerKey: "c", ACSSystemID: "y",
		SpaceID: "s", EntranceID: "e", DeviceID: "d", AccessCodeID: "k", Limit: 1,
	}
	var ids []string
	for grant, err := range s.List(t.Context(), filter) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, grant.AccessGrantID)
	}
	if strings.Join(ids, "") != "ab" || len(*seen) != 2 {
		t.Fatalf("%v, %v", ids, *seen)
	}
	const want = `"access_grant_ids":["i"],"reservation_key":"r","access_grant_key":null,"user_identity_id":"u","customer_key":"c",
		"acs_system_id":"y","space_id":"s","acs_entrance_id":"e","device_id":"d","access_code_id":"k","limit":1`
	sameJSON(t, "first page", (*seen)[0].body, `{`+want+`}`)
	sameJSON(t, "second page", (*seen)[1].body, `{`+want+`,"page_cursor":"c1"}`)
}

// Invalid parameters return all problems at once, and nothing is sent.
func TestAccessGrantParamsError(t *testing.T) {
	at := time.Date(2025, 7, 16, 11, 0, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		params AccessGrantParams
		want   []string
	}{
		"nothing": {AccessGrantParams{}, []string{"Grantee", "EntranceIDs", "Methods", "EndsAt"}},
		"an empty identity, a nil method": {
			AccessGrantParams{Grantee: UserIdentity(" "), SpaceIDs: []string{"s", ""}, Methods: []GrantMethod{nil}, EndsAt: at, NoEnd: true},
			[]string{"UserIdentityID", "SpaceIDs[1]", "Methods[0]", "NoEnd"},
		},
		"a person": {
			AccessGrantParams{
				Grantee: NewPerson{EmailAddress: "jane", PhoneNumber: "555"}, DeviceIDs: []string{"d"},
				Methods: []GrantMethod{Code{PIN: "123"}, Code{PIN: "12a4"}, Code{PIN: "1234567890"}}, StartsAt: at, EndsAt: at,
			},
			[]string{"EmailAddress", "PhoneNumber", "Methods[0].PIN", "Methods[1].PIN", "Methods[2].PIN", "EndsAt"},
		},
		"fields of credentials": {
			AccessGrantParams{
				Grantee: NewPerson{PhoneNumber: "+1555555010012345"}, SpaceKeys: []string{""}, EntranceIDs: []string{""}, NoEnd: true,
				Methods: []GrantMethod{
					Card{Code: "1234", Metadata: Visionline{}},
					MobileKey{MultiPhoneSync: true, CredentialManagerID: "m", Metadata: Vostio{}, InstantKeyMaxUses: -1},
				},
			},
			[]string{
				"PhoneNumber", "SpaceKeys[0]", "EntranceIDs[0]", "Methods[0].Code", "Methods[0].Metadata", "Methods[1].MultiPhoneSync",
				"Methods[1].CredentialManagerID", "Methods[1].Metadata", "Methods[1].InstantKeyMaxUses",
			},
		},
	} {
		s, seen := stubGrants(t, oneGrant)
		grant, err := s.Create(t.Context(), tt.params)
		wantProblems(t, name, err, pathCreateAccessGrant, tt.want)
		if grant != nil || len(*seen) != 0 || !errors.Is(err, ErrInvalidInput) {
			t.Errorf("%s: %v, sent %v", name, grant, *seen)
		}
		notIn(t, "12a4", err)
	}
}

func wantProblems(t *testing.T, name string, err error, operation string, want []string) {
	t.Helper()
	e, ok := errors.AsType[*ParamsError](err)
	if !ok || e.Operation != operation {
		t.Errorf("%s: %v", name, err)
		return
	}
	var fields []string
	for _, p := range e.Problems {
		fields = append(fields, p.Field)
	}
	if strings.Join(fields, " ") != strings.Join(want, " ") {
		t.Errorf("%s: %q, want %q", name, fields, want)
	}
}

func TestAccessGrantCallsRefuse(t *testing.T) {
	ctx := t.Context()
	s, seen := stubGrants(t, oneGrant)
	get := func(ref GrantRef) error { _, err := s.Get(ctx, ref); return err }
	for name, tt := range map[string]struct {
		err  error
		path string
		want []string
	}{
		"no ref":           {get(nil), pathGetAccessGrant, []string{"GrantRef"}},
		"empty ID":         {get(GrantID("")), pathGetAccessGrant, []string{"AccessGrantID"}},
		"empty key":        {s.Delete(ctx, GrantKey("")), pathDeleteAccessGrant, []string{"AccessGrantKey"}},
		"empty update":     {s.Update(ctx, GrantKey("k"), AccessGrantUpdate{}), pathUpdateAccessGrant, []string{"AccessGrantUpdate"}},
		"two ends":         {s.Update(ctx, GrantKey("k"), AccessGrantUpdate{EndsAt: time.Now(), NoEnd: true}), pathUpdateAccessGrant, []string{"NoEnd"}},
		"no methods":       {second(s.RequestAccessMethods(ctx, GrantKey("k"), nil)), pathRequestAccessMethods, []string{"Methods"}},
		"key and no key":   {second(s.ListPage(ctx, AccessGrantFilter{Key: "k", WithoutKey: true, Limit: -1})), pathListAccessGrants, []string{"WithoutKey", "Limit"}},
		"wait for nothing": {second(s.WaitIssued(ctx, nil)), pathGetAccessGrant, []string{"GrantRef"}},
		"instant key of a credential": {
			CredentialParams{Holder: ACSUser("u"), Method: MobileKey{InstantKeyMaxUses: 1}}.Validate(), pathCreateCredential, []string{"InstantKeyMaxUses"},
		},
	} {
		wantProblems(t, name, tt.err, tt.path, tt.want)
	}
	if len(*seen) != 0 {
		t.Errorf("sent %v", *seen)
	}
}

func second[T any](_ T, err error) error { return err }

// A grant without its ID could not be deleted.
func TestAccessGrantWithoutResult(t *testing.T) {
	for _, answer := range []string{`{"ok":true}`, `{"ok":true,"access_grant":{}}`} {
		s, _ := stubGrants(t, answer)
		grant, err := s.Get(t.Context(), GrantKey("k"))
		if _, ok := errors.AsType[*gen.MissingResultError](err); grant != nil || !ok {
			t.Errorf("%s: %v, %v", answer, grant, err)
		}
	}
}

// A service that was not created by NewClient returns an error.
func TestForeignAccessGrantsService(t *testing.T) {
	var none *AccessGrantsService
	ctx := t.Context()
	for name, err := range map[string]error{
		"create":  second(none.Create(ctx, AccessGrantParams{Grantee: NewPerson{}, DeviceIDs: []string{"d"}, Methods: []GrantMethod{Code{}}, NoEnd: true})),
		"methods": second(none.Methods(ctx, GrantID("g"))), "wait": second(none.WaitIssued(ctx, GrantID("g"))),
		"delete": none.Delete(ctx, GrantID("g")), "codes": second((*AccessCodesService)(nil).WaitSet(ctx, "c")),
		"webview": second((*ConnectWebviewsService)(nil).WaitAuthorized(ctx, "w")),
		"space":   second((*SpacesService)(nil).Create(ctx, nil)), "person": second((*UserIdentitiesService)(nil).Create(ctx, nil)),
	} {
		if !errors.Is(err, errServiceWithoutClient) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
