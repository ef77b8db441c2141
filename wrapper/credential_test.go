package seam

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"testing"
	"time"
)

// fullCredential has every member of the credential in Seam's documentation of assign, with times
// where the documentation has none.
const fullCredential = `{
	"acs_credential_id": "66666666-6666-6666-6666-666666666666", "acs_user_id": "user", "user_identity_id": "identity",
	"connected_account_id": "account", "acs_credential_pool_id": "pool", "acs_system_id": "system",
	"parent_acs_credential_id": "parent", "display_name": "name", "code": "0123", "is_one_time_use": true,
	"card_number": "77", "is_issued": true, "issued_at": "2025-07-01T03:06:19.739Z", "access_method": "code",
	"external_type": "pti_card", "external_type_display_name": "PTI Card", "created_at": "2025-07-02T03:06:19.739Z",
	"workspace_id": "workspace", "starts_at": "2025-07-03T03:06:19.739Z", "ends_at": "2025-07-04T05:06:19.739+02:00",
	"errors": [{"error_code": "broken", "message": "It is broken"}],
	"warnings": [{"created_at": "2025-07-05T03:06:19.739Z", "message": "Encode it", "warning_code": "waiting_to_be_issued"}],
	"is_multi_phone_sync_credential": true, "is_latest_desired_state_synced_with_provider": true,
	"latest_desired_state_synced_with_provider_at": "2025-07-06T03:06:19.739Z",
	"visionline_metadata": {"card_function_type": "guest", "joiner_acs_credential_ids": ["j"], "guest_acs_entrance_ids": ["g"],
		"common_acs_entrance_ids": ["c"], "is_valid": true, "auto_join": true, "card_id": "card", "credential_id": "cred"},
	"assa_abloy_vostio_metadata": {"auto_join": true, "override_guest_acs_entrance_ids": ["o"], "key_id": "key",
		"key_issuing_request_id": "request", "door_names": ["101"], "endpoint_id": "endpoint"},
	"is_managed": true
}`

// unknownMembers is a credential with an unknown value or member in every place that can have one.
const unknownMembers = `{
	"acs_credential_id": "id", "code": null, "access_method": "retina", "external_type": "acme_eye", "colour": {"r": 1.50},
	"warnings": [{"warning_code": "blinked", "message": "m", "created_at": "2025-07-01T00:00:00Z", "severity": 3}],
	"errors": [{"error_code": "e", "eye": "left"}], "acme_metadata": {"iris": [1, 2]},
	"visionline_metadata": {"card_id": "c", "is_valid": "yes", "pattern": null}, "user_identity_id": null
}`

func decodeCredential(t *testing.T, text string) *Credential {
	t.Helper()
	c := new(Credential)
	if err := json.Unmarshal([]byte(text), c); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return c
}

func day(n int) time.Time { return time.Date(2025, 7, n, 3, 6, 19, 739e6, time.UTC) }

func TestFullCredential(t *testing.T) {
	s, _ := stubCredentials(t, `{"acs_credential":`+fullCredential+`,"ok":true}`)
	got, err := s.Assign(t.Context(), credentialID, ACSUser(userID))
	if err != nil {
		t.Fatal(err)
	}
	if unknown := got.Unknown(); len(unknown) > 0 {
		t.Errorf("unknown members: %s", unknown)
	}
	if !got.EndsAt.Equal(day(4)) || got.Errors[0].Code != "broken" || got.Errors[0].Message != "It is broken" || !got.Errors[0].CreatedAt.IsZero() {
		t.Errorf("ends at %v, errors are %v", got.EndsAt, got.Errors)
	}
	if w := got.Warnings; len(w) != 1 || w[0].Code != CredentialWarningWaitingToBeIssued || w[0].Message != "Encode it" || !w[0].CreatedAt.Equal(day(5)) {
		t.Errorf("warnings are %v", w)
	}
	testFullMetadata(t, got)
	bare := *got
	bare.Errors, bare.Warnings, bare.EndsAt, bare.members = nil, nil, time.Time{}, members{}
	want := Credential{
		ACSCredentialID: credentialID, ACSUserID: "user", UserIdentityID: "identity", ConnectedAccountID: "account",
		ACSCredentialPoolID: "pool", ACSSystemID: "system", ParentACSCredentialID: "parent", DisplayName: "name", Code: "0123",
		IsOneTimeUse: true, CardNumber: "77", IsIssued: true, IssuedAt: new(day(1)), AccessMethod: AccessMethodCode,
		ExternalType: CredentialExternalTypePTICard, ExternalTypeDisplayName: "PTI Card", CreatedAt: day(2), WorkspaceID: "workspace",
		StartsAt: day(3), IsMultiPhoneSyncCredential: true, IsLatestDesiredStateSyncedWithProvider: new(true),
		LatestDesiredStateSyncedWithProviderAt: new(day(6)), IsManaged: true,
	}
	if !reflect.DeepEqual(bare, want) {
		t.Errorf("\n got %v\nwant %v", bare, want)
	}
	sameJSON(t, "round trip", jsonText(got), fullCredential)
}

func testFullMetadata(t *testing.T, c *Credential) {
	t.Helper()
	var visionline *VisionlineMetadata
	var vostio *VostioMetadata
	all := c.AllMetadata()
	for _, m := range all {
		switch m := m.(type) {
		case *VisionlineMetadata:
			visionline = m
		case *VostioMetadata:
			vostio = m
		}
	}
	if len(all) != 2 || visionline == nil || vostio == nil || !reflect.DeepEqual(c.Metadata(), all[0]) {
		t.Fatalf("metadata is %v, first %v", all, c.Metadata())
	}
	if len(visionline.Unknown())+len(vostio.Unknown()) > 0 {
		t.Errorf("not understood: %s, %s", visionline.Unknown(), vostio.Unknown())
	}
	visionline.members, vostio.members = members{}, members{}
	if want := (VisionlineMetadata{
		CardFunctionType: CardFunctionTypeGuest, JoinerACSCredentialIDs: []string{"j"}, GuestACSEntranceIDs: []string{"g"},
		CommonACSEntranceIDs: []string{"c"}, IsValid: new(true), AutoJoin: true, CardID: "card", CredentialID: "cred",
	}); !reflect.DeepEqual(*visionline, want) {
		t.Errorf("Visionline is %v", visionline)
	}
	if want := (VostioMetadata{
		AutoJoin: true, OverrideGuestACSEntranceIDs: []string{"o"}, KeyID: "key", KeyIssuingRequestID: "request", DoorNames: []string{"101"}, EndpointID: "endpoint",
	}); !reflect.DeepEqual(*vostio, want) {
		t.Errorf("Vostio is %v", vostio)
	}
}

// The credential that Seam's page on creating shows.
func TestCredentialWithoutCode(t *testing.T) {
	const text = `{"acs_credential_id":"99999999-9999-9999-9999-999999999999","acs_user_id":"33333333-3333-3333-3333-333333333333",
		"display_name":"Multi Phone Sync Credential","code":null,"acs_system_id":"11111111-1111-1111-1111-111111111111","access_method":"mobile_key",
		"workspace_id":"00000000-0000-0000-0000-000000000000","created_at":"2024-04-12T03:56:22.396Z","is_multi_phone_sync_credential":true}`
	c := decodeCredential(t, text)
	if c.Code != "" || len(c.Unknown()) > 0 || c.Metadata() != nil || c.AccessMethod != AccessMethodMobileKey || !c.IsMultiPhoneSyncCredential {
		t.Errorf("got %v, unknown members %s", c, c.Unknown())
	}
	if !c.StartsAt.IsZero() || c.IssuedAt != nil || c.IsLatestDesiredStateSyncedWithProvider != nil {
		t.Errorf("members that were not sent are set: %v", c)
	}
	sameJSON(t, "round trip", jsonText(c), text)
}

func TestUnknownEverywhere(t *testing.T) {
	s, _ := stubCredentials(t, `{"acs_credential":`+unknownMembers+`}`)
	c, err := s.Get(t.Context(), "id")
	if err != nil {
		t.Fatal(err)
	}
	if c.AccessMethod != "retina" || c.ExternalType != "acme_eye" || c.Warnings[0].Code != "blinked" || c.Errors[0].Code != "e" {
		t.Errorf("got %v", c)
	}
	for what, tt := range map[string]struct {
		got  map[string]json.RawMessage
		want string
	}{
		"credential": {c.Unknown(), `map[colour:{"r": 1.50}]`},
		"warning":    {c.Warnings[0].Unknown(), `map[severity:3]`},
		"error":      {c.Errors[0].Unknown(), `map[eye:"left"]`},
		"Visionline": {c.Metadata().(*VisionlineMetadata).Unknown(), `map[is_valid:"yes" pattern:null]`},
	} {
		if got := fmt.Sprintf("%s", tt.got); got != tt.want {
			t.Errorf("%s: %s", what, got)
		}
	}
	if m, ok := c.AllMetadata()[1].(*UnknownMetadata); !ok || m.Key != "acme_metadata" || string(m.Raw) != `{"iris": [1, 2]}` {
		t.Errorf("metadata is %v", c.AllMetadata())
	}
	sameJSON(t, "round trip", jsonText(c), unknownMembers)
	sameJSON(t, "round trip of metadata", jsonText(c.Metadata()), `{"card_id": "c", "is_valid": "yes", "pattern": null}`)
}

func TestValuesThatDoNotFit(t *testing.T) {
	for text, tt := range map[string]struct {
		unknown string
		fits    func(*Credential) bool
	}{
		`{"starts_at":"2025-06-19 00:00"}`: {`map[]`, func(c *Credential) bool { return c.StartsAt.Equal(time.Date(2025, 6, 19, 0, 0, 0, 0, time.UTC)) }},
		`{"starts_at":"2025-06-31"}`:       {`map[starts_at:"2025-06-31"]`, func(c *Credential) bool { return c.StartsAt.IsZero() }},
		`{"starts_at":""}`:                 {`map[starts_at:""]`, func(c *Credential) bool { return c.StartsAt.IsZero() }},
		`{"code":1234}`:                    {`map[]`, func(c *Credential) bool { return c.Code == "1234" }},
		`{"code":12.5}`:                    {`map[code:12.5]`, func(c *Credential) bool { return c.Code == "" }},
		`{"errors":[null]}`:                {`map[errors:[null]]`, func(c *Credential) bool { return len(c.Errors) == 0 }},
		`{"issued_at":"then"}`:             {`map[issued_at:"then"]`, func(c *Credential) bool { return c.IssuedAt == nil }},
		`{"is_issued":"yes"}`:              {`map[is_issued:"yes"]`, func(c *Credential) bool { return !c.IsIssued }},
		`{"warnings":{"a":1}}`:             {`map[warnings:{"a":1}]`, func(c *Credential) bool { return c.Warnings == nil }},
		`{"errors":[{"error_code":"a"},7]}`: {
			`map[errors:[{"error_code":"a"},7]]`, func(c *Credential) bool { return len(c.Errors) == 1 && c.Errors[0].Code == "a" },
		},
		`{"warnings":[{"warning_code":"w","created_at":"then"}]}`: {
			`map[]`, func(c *Credential) bool {
				return c.Warnings[0].Code == "w" && string(c.Warnings[0].Unknown()["created_at"]) == `"then"`
			},
		},
		`{"visionline_metadata":"text"}`: {
			`map[]`, func(c *Credential) bool {
				m, ok := c.Metadata().(*UnknownMetadata)
				return ok && string(m.Raw) == `"text"`
			},
		},
		`{"visionline_metadata":null}`: {`map[]`, func(c *Credential) bool { return c.Metadata() == nil }},
		`{"Code":"1"}`:                 {`map[]`, func(c *Credential) bool { return c.Code == "1" }},
	} {
		// The other members are valid.
		whole := `{"acs_credential_id":"id","display_name":"name",` + text[1:]
		c := decodeCredential(t, whole)
		if got := fmt.Sprintf("%s", c.Unknown()); got != tt.unknown || !tt.fits(c) {
			t.Errorf("%s: %v, unknown members %s", text, c, got)
		}
		if c.ACSCredentialID != "id" || c.DisplayName != "name" {
			t.Errorf("%s affects other members: %v", text, c)
		}
		sameJSON(t, "round trip", jsonText(c), whole)
	}
}

func TestCredentialNeedsAnObject(t *testing.T) {
	for _, text := range []string{`"text"`, `[]`, `7`, `true`} {
		if err := json.Unmarshal([]byte(text), new(Credential)); err == nil {
			t.Errorf("%s decodes to a credential", text)
		}
	}
	c := Credential{Code: "1"}
	if err := json.Unmarshal([]byte(`null`), &c); err != nil || c.Code != "1" {
		t.Errorf("null: %v, %v", err, c)
	}
	if err := json.Unmarshal([]byte(`{"display_name":"n"}`), &c); err != nil || c.Code != "" {
		t.Errorf("the second decoding kept a value of the first: %v, %v", err, c)
	}
}

func TestChangedCredentialIsWritten(t *testing.T) {
	c := decodeCredential(t, `{"acs_credential_id":"id","code":"1","is_managed":false,"starts_at":"soon","card_number":null,"acme_metadata":1,"x":[]}`)
	c.Code, c.DisplayName, c.StartsAt = "", "new", day(3)
	c.Warnings = []CredentialWarning{{Code: CredentialWarningBeingDeleted}}
	sameJSON(t, "changed", jsonText(c), `{"acs_credential_id":"id","display_name":"new","is_managed":false,"starts_at":"2025-07-03T03:06:19.739Z",
		"card_number":null,"acme_metadata":1,"x":[],"warnings":[{"warning_code":"being_deleted"}]}`)
	sameJSON(t, "not decoded", jsonText(Credential{Code: "1"}), `{"code":"1"}`)
	sameJSON(t, "empty", jsonText(&Credential{}), `{}`)
}

// Changing the results of Unknown and Metadata does not change the credential.
func TestUnknownIsACopy(t *testing.T) {
	c := decodeCredential(t, `{"x":"1","acme_metadata":"2"}`)
	unknown := c.Unknown()
	unknown["x"][1] = '9'
	maps.DeleteFunc(unknown, func(string, json.RawMessage) bool { return true })
	c.Metadata().(*UnknownMetadata).Raw[1] = '9'
	if string(c.Unknown()["x"]) != `"1"` {
		t.Errorf("got %s", c.Unknown())
	}
	sameJSON(t, "written", jsonText(c), `{"x":"1","acme_metadata":"2"}`)
}

// Values print readable text, not addresses or lists of numbers.
func TestPrinting(t *testing.T) {
	c := decodeCredential(t, `{"acs_credential_id":"c","access_method":"code","code":"1","errors":[{"error_code":"e"}],"warnings":[{"warning_code":"w"}],"visionline_metadata":{"is_valid":true}}`)
	const named = "credential c (code)"
	for _, tt := range []struct {
		value any
		want  string
	}{
		{c, named},
		{*c, named},
		{(*Credential)(nil), "<nil>"},
		{c.Errors, `[{"error_code":"e"}]`},
		{c.Warnings[0], `{"warning_code":"w"}`},
		{c.Metadata(), `{"is_valid":true}`},
		{VostioMetadata{KeyID: "k"}, `{"key_id":"k"}`},
		{&UnknownMetadata{"acme_metadata", json.RawMessage(`{"a":1}`)}, `acme_metadata: {"a":1}`},
		{
			CredentialParams{Holder: ACSUser("u"), Method: Card{Metadata: Visionline{Earlier: OverrideCards{}}}},
			`{Holder:ACS user u Method:card AllowedEntranceIDs:[] StartsAt:0001-01-01 00:00:00 +0000 UTC EndsAt:0001-01-01 00:00:00 +0000 UTC}`,
		},
		{[]any{Vostio{}, SaltoSpace{AssignNewKey: new(true)}, &Hotek{}}, `[Vostio{} SaltoSpace{"assign_new_key":true} Hotek{}]`},
		{[]Holder{UserIdentity("i"), UserIdentityIn("i", "s")}, `[user identity i user identity i in ACS system s]`},
		{CredentialFilter{MultiPhoneSync: new(false)}, `{"is_multi_phone_sync_credential":false}`},
	} {
		if got := fmt.Sprint(tt.value); got != tt.want {
			t.Errorf("%T prints as %s", tt.value, got)
		}
	}
}

func FuzzCredential(f *testing.F) {
	for _, seed := range []string{
		fullCredential, unknownMembers, `{}`, `null`, `[]`, `{"errors":[null,{}]}`, `{"starts_at":"2025-06-19 00:00"}`, `{"code":1e999}`,
		`{"visionline_metadata":{"is_valid":[]}}`, `{"_metadata":{}}`, `{"code":"\ud800"}`, `{"code":"<&>"}`, `{"created_at":"0000-01-01T00:00:00Z"}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var c Credential
		if json.Unmarshal([]byte(text), &c) != nil {
			return
		}
		_, _ = c.Metadata(), c.Unknown()
		written, err := json.Marshal(c)
		if err != nil {
			t.Fatalf("decoded but not encoded: %v", err)
		}
		var before, after any
		if err := json.Unmarshal([]byte(text), &before); err != nil {
			return // A number does not fit any Go type, so there is nothing to compare with.
		}
		if err := json.Unmarshal(written, &after); err != nil {
			t.Fatalf("wrote %s: %v", written, err)
		}
		if before == nil {
			before = map[string]any{}
		}
		if !reflect.DeepEqual(before, after) {
			t.Fatalf("wrote %s", written)
		}
	})
}
