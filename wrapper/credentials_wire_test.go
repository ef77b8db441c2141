package seam

import (
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
)

const (
	systemID     = "11111111-1111-1111-1111-111111111111"
	identityID   = "22222222-2222-2222-2222-222222222222"
	userID       = "33333333-3333-3333-3333-333333333333"
	entranceID   = "55555555-5555-5555-5555-555555555555"
	entrance2ID  = "55555555-5555-5555-5555-000000000000"
	credentialID = "66666666-6666-6666-6666-666666666666"
	managerID    = "88888888-8888-8888-8888-888888888888"
)

func TestCreateCredentialOnTheWire(t *testing.T) {
	berlin := time.FixedZone("", 3600)
	from, to := time.Date(2024, 3, 1, 10, 40, 0, 0, time.UTC), time.Date(2024, 3, 4, 10, 40, 0, 0, time.UTC)
	user := ACSUser(userID)
	for name, tt := range map[string]struct {
		params CredentialParams
		want   string
	}{
		"code": {
			CredentialParams{Holder: user, Method: Code{PIN: "824759"}},
			`{"acs_user_id":"33333333-3333-3333-3333-333333333333","access_method":"code","code":"824759"}`,
		},
		"card with code": {
			CredentialParams{Holder: user, Method: Card{Code: "123456"}},
			`{"acs_user_id":"33333333-3333-3333-3333-333333333333","access_method":"card","code":"123456"}`,
		},
		"mobile key": {
			CredentialParams{
				Holder: user, Method: MobileKey{MultiPhoneSync: true, CredentialManagerID: managerID},
				AllowedEntranceIDs: []string{entranceID, entrance2ID}, StartsAt: from, EndsAt: to,
			},
			`{"acs_user_id":"33333333-3333-3333-3333-333333333333",
			"allowed_acs_entrance_ids":["55555555-5555-5555-5555-555555555555","55555555-5555-5555-5555-000000000000"],
			"credential_manager_acs_system_id":"88888888-8888-8888-8888-888888888888",
			"access_method":"mobile_key","is_multi_phone_sync_credential":true,
			"starts_at":"2024-03-01T10:40:00Z","ends_at":"2024-03-04T10:40:00Z"}`,
		},
		"cloud key for an identity, other time zone, no entrances": {
			CredentialParams{
				Holder: UserIdentityIn(identityID, systemID), Method: CloudKey{},
				AllowedEntranceIDs: []string{}, EndsAt: to.In(berlin),
			},
			`{"user_identity_id":"22222222-2222-2222-2222-222222222222","acs_system_id":"11111111-1111-1111-1111-111111111111",
			"access_method":"cloud_key","allowed_acs_entrance_ids":[],"ends_at":"2024-03-04T10:40:00Z"}`,
		},
		"no PIN": {
			CredentialParams{Holder: user, Method: Code{}},
			`{"acs_user_id":"33333333-3333-3333-3333-333333333333","access_method":"code"}`,
		},
		"Visionline, override": {
			CredentialParams{Holder: user, Method: Card{Metadata: Visionline{
				CardFormat: CardFormatRFID48, CardFunctionType: CardFunctionTypeStaff, Earlier: OverrideCards{},
			}}},
			`{"acs_user_id":"33333333-3333-3333-3333-333333333333","access_method":"card","visionline_metadata":
			{"card_format":"rfid48","card_function_type":"staff","override":true}}`,
		},
		"Visionline, join": {
			CredentialParams{Holder: user, Method: Card{Metadata: Visionline{Earlier: JoinCards{credentialID}}}},
			`{"acs_user_id":"33333333-3333-3333-3333-333333333333","access_method":"card","visionline_metadata":
			{"override":false,"joiner_acs_credential_ids":["66666666-6666-6666-6666-666666666666"]}}`,
		},
		"Visionline, auto-join": {
			CredentialParams{Holder: user, Method: Card{Metadata: Visionline{Earlier: AutoJoinCards{}}}},
			`{"acs_user_id":"33333333-3333-3333-3333-333333333333","access_method":"card","visionline_metadata":{"auto_join":true}}`,
		},
		"Vostio": {
			CredentialParams{Holder: user, Method: MobileKey{Metadata: &Vostio{
				AutoJoin: new(true), JoinAllGuestACSEntrances: new(true), OverrideAllGuestACSEntrances: new(false), OverrideGuestACSEntranceIDs: []string{entranceID},
			}}},
			`{"acs_user_id":"33333333-3333-3333-3333-333333333333","access_method":"mobile_key","assa_abloy_vostio_metadata":
			{"auto_join":true,"join_all_guest_acs_entrances":true,"override_all_guest_acs_entrances":false,"override_guest_acs_entrance_ids":["55555555-5555-5555-5555-555555555555"]}}`,
		},
		"Salto Space": {
			CredentialParams{Holder: user, Method: &Card{Metadata: SaltoSpace{AssignNewKey: new(true)}}},
			`{"acs_user_id":"33333333-3333-3333-3333-333333333333","access_method":"card","salto_space_metadata":{"assign_new_key":true}}`,
		},
		"Hotek": {
			CredentialParams{Holder: user, Method: Card{Metadata: Hotek{AutoJoin: new(false), Override: new(true)}}},
			`{"acs_user_id":"33333333-3333-3333-3333-333333333333","access_method":"card","hotek_metadata":{"auto_join":false,"override":true}}`,
		},
	} {
		s, sent := stubCredentials(t, `{"acs_credential":{"acs_credential_id":"c"},"ok":true}`)
		got, err := s.Create(t.Context(), tt.params)
		if err != nil || got.ACSCredentialID != "c" || len(*sent) != 1 || (*sent)[0].path != "/acs/credentials/create" {
			t.Errorf("%s: %v, %v, %v", name, got, err, *sent)
			continue
		}
		sameJSON(t, name, (*sent)[0].body, tt.want)
	}
}

func TestListCredentialsOnTheWire(t *testing.T) {
	for name, tt := range map[string]struct {
		filter CredentialFilter
		want   string
	}{
		"all":         {CredentialFilter{}, `{}`},
		"by user":     {CredentialFilter{ACSUserID: userID}, `{"acs_user_id":"33333333-3333-3333-3333-333333333333"}`},
		"by system":   {CredentialFilter{ACSSystemID: systemID}, `{"acs_system_id":"11111111-1111-1111-1111-111111111111"}`},
		"by identity": {CredentialFilter{UserIdentityID: identityID}, `{"user_identity_id":"22222222-2222-2222-2222-222222222222"}`},
		"all three, synced": {
			CredentialFilter{ACSUserID: userID, ACSSystemID: systemID, UserIdentityID: identityID, MultiPhoneSync: new(true)},
			`{"acs_user_id":"33333333-3333-3333-3333-333333333333","acs_system_id":"11111111-1111-1111-1111-111111111111",
			"user_identity_id":"22222222-2222-2222-2222-222222222222","is_multi_phone_sync_credential":true}`,
		},
		"other fields": {
			CredentialFilter{
				Search: "lobby", MultiPhoneSync: new(false), Limit: 5, Cursor: "c1",
				CreatedBefore: time.Date(2024, 3, 4, 11, 40, 0, 0, time.FixedZone("", 3600)),
			},
			`{"search":"lobby","is_multi_phone_sync_credential":false,"limit":5,"page_cursor":"c1","created_before":"2024-03-04T10:40:00Z"}`,
		},
	} {
		s, sent := stubCredentials(t, `{"acs_credentials":[],"pagination":{"has_next_page":false},"ok":true}`)
		page, err := s.ListPage(t.Context(), tt.filter)
		if err != nil || page.HasNextPage || len(page.Items) != 0 || len(*sent) != 1 || (*sent)[0].path != "/acs/credentials/list" {
			t.Errorf("%s: %v, %v, %v", name, page, err, *sent)
			continue
		}
		sameJSON(t, name, (*sent)[0].body, tt.want)
		sameJSON(t, name+" printed", tt.filter.String(), strings.Replace(tt.want, `"search":"lobby"`, `"search":"[redacted]"`, 1))
	}
}

func TestOtherCredentialOperationsOnTheWire(t *testing.T) {
	ctx := t.Context()
	for name, tt := range map[string]struct {
		do   func(*CredentialsService) (*Credential, error)
		want sentRequest
	}{
		"get": {
			func(s *CredentialsService) (*Credential, error) { return s.Get(ctx, credentialID) },
			sentRequest{"/acs/credentials/get", `{"acs_credential_id":"66666666-6666-6666-6666-666666666666"}`},
		},
		"update": {
			func(s *CredentialsService) (*Credential, error) {
				return s.Update(ctx, credentialID, CredentialUpdate{Code: "4321", EndsAt: time.Date(2024, 3, 4, 10, 40, 0, 0, time.UTC)})
			},
			sentRequest{"/acs/credentials/update", `{"acs_credential_id":"66666666-6666-6666-6666-666666666666","code":"4321","ends_at":"2024-03-04T10:40:00Z"}`},
		},
		"update the code": {
			func(s *CredentialsService) (*Credential, error) {
				return s.Update(ctx, credentialID, CredentialUpdate{Code: "4321"})
			},
			sentRequest{"/acs/credentials/update", `{"acs_credential_id":"66666666-6666-6666-6666-666666666666","code":"4321"}`},
		},
		"assign to a user": {
			func(s *CredentialsService) (*Credential, error) { return s.Assign(ctx, credentialID, ACSUser(userID)) },
			sentRequest{"/acs/credentials/assign", `{"acs_user_id":"33333333-3333-3333-3333-333333333333","acs_credential_id":"66666666-6666-6666-6666-666666666666"}`},
		},
		"assign to an identity": {
			func(s *CredentialsService) (*Credential, error) {
				return s.Assign(ctx, credentialID, UserIdentity(identityID))
			},
			sentRequest{"/acs/credentials/assign", `{"user_identity_id":"22222222-2222-2222-2222-222222222222","acs_credential_id":"66666666-6666-6666-6666-666666666666"}`},
		},
		"assign to an identity in a system": {
			func(s *CredentialsService) (*Credential, error) {
				return s.Assign(ctx, credentialID, UserIdentityIn(identityID, systemID))
			},
			sentRequest{"/acs/credentials/assign", `{"user_identity_id":"22222222-2222-2222-2222-222222222222","acs_credential_id":"66666666-6666-6666-6666-666666666666"}`},
		},
		"unassign": {
			func(s *CredentialsService) (*Credential, error) {
				return s.Unassign(ctx, credentialID, ACSUser(userID))
			},
			sentRequest{"/acs/credentials/unassign", `{"acs_user_id":"33333333-3333-3333-3333-333333333333","acs_credential_id":"66666666-6666-6666-6666-666666666666"}`},
		},
		"delete": {
			func(s *CredentialsService) (*Credential, error) {
				return &Credential{ACSCredentialID: "c"}, s.Delete(ctx, credentialID)
			},
			sentRequest{"/acs/credentials/delete", `{"acs_credential_id":"66666666-6666-6666-6666-666666666666"}`},
		},
		"accessible entrances": {
			func(s *CredentialsService) (*Credential, error) {
				entrances, err := s.ListAccessibleEntrances(ctx, credentialID)
				if len(entrances) != 1 || entrances[0].ACSEntranceID != entranceID {
					t.Errorf("entrances are %v", entrances)
				}
				return &Credential{ACSCredentialID: "c"}, err
			},
			sentRequest{"/acs/credentials/list_accessible_entrances", `{"acs_credential_id":"66666666-6666-6666-6666-666666666666"}`},
		},
	} {
		s, sent := stubCredentials(t, `{"acs_credential":{"acs_credential_id":"c"},"acs_entrances":[null,{"acs_entrance_id":"`+entranceID+`"}],"ok":true}`)
		got, err := tt.do(s)
		if err != nil || got.ACSCredentialID != "c" || len(*sent) != 1 || (*sent)[0].path != tt.want.path {
			t.Errorf("%s: %v, %v, %v", name, got, err, *sent)
			continue
		}
		sameJSON(t, name, (*sent)[0].body, tt.want.body)
	}
}

// The operations of the service exist in the document, with the effects that the doc comments name.
func TestCredentialOperationsAreDocumented(t *testing.T) {
	for path, effect := range map[string]gen.Effect{
		pathCreateCredential: gen.Write, pathGetCredential: gen.Read, pathListCredentials: gen.Read, pathAccessibleEntrances: gen.Read, pathDeleteCredential: gen.Idempotent,
	} {
		if op := gen.LookupOperation(path); op == nil || op.Effect != effect {
			t.Errorf("%s: %v", path, op)
		}
	}
	for _, path := range []string{pathUpdateCredential, pathAssignCredential, pathUnassignCredential} {
		if gen.LookupOperation(path) == nil {
			t.Errorf("%s is not documented", path)
		}
	}
}
