package seam

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
)

// Every value that Seam sends is in its field or in Unknown.
func TestReadAccessGrant(t *testing.T) {
	const sent = `{"access_grant_id":"g","ends_at":null,"starts_at":"2025-07-13T22:00:00.000Z","name":"n","access_method_ids":["m"],
		"requested_access_methods":[{"mode":"code","code":"1234","created_access_method_ids":["m"]}],
		"warnings":[{"warning_code":"requested_code_unavailable","device_id":"d","original_code":"1234","new_code":"4321"},
			{"warning_code":"of tomorrow","message":"?"}],
		"pending_mutations":[{"mutation_code":"updating_access_times"}],"errors":[],"of_tomorrow":{"a":1}}`
	s, _ := stubGrants(t, `{"access_grant":`+sent+`}`)
	grant, err := s.Get(t.Context(), GrantID("g"))
	if err != nil {
		t.Fatal(err)
	}
	if grant.EndsAt != nil || !grant.StartsAt.Equal(time.Date(2025, 7, 13, 22, 0, 0, 0, time.UTC)) || *grant.Name != "n" {
		t.Errorf("%+v", grant.AccessGrant)
	}
	if got := grant.PINChanges(); len(got) != 1 || got[0] != (PINChange{DeviceID: "d", Requested: "1234", Assigned: "4321"}) {
		t.Errorf("%d changes", len(got))
	}
	if got := grant.Unknown(); len(got) != 1 || string(got["of_tomorrow"]) != `{"a":1}` {
		t.Errorf("unknown: %s", got)
	}
	sameJSON(t, "raw", string(grant.Raw()), sent)

	written, err := json.Marshal(grant)
	if err != nil {
		t.Fatal(err)
	}
	sameJSON(t, "written", string(written), sent)
	var again AccessGrant
	if err := json.Unmarshal(written, &again); err != nil || len(again.Unknown()) != 1 {
		t.Errorf("%v, %s", err, again.Unknown())
	}
	again.DisplayName = "changed"
	if written, err = json.Marshal(again); err != nil {
		t.Fatal(err)
	}
	var members map[string]any
	if err := json.Unmarshal(written, &members); err != nil || members["display_name"] != "changed" || members["of_tomorrow"] == nil {
		t.Errorf("%s, %v", written, err)
	}
}

// One value that does not fit its field does not affect the others.
func TestReadMalformedAccessGrant(t *testing.T) {
	s, _ := stubGrants(t, `{"access_grant":{"access_grant_id":"g","starts_at":"soon","space_ids":7,"user_identity_id":"u"}}`)
	var info ResponseInfo
	grant, err := s.Get(t.Context(), GrantID("g"), CallInfo(&info))
	if err != nil || grant.UserIdentityID != "u" || len(info.Malformed) != 2 {
		t.Errorf("%v, %v, %v", grant, err, info.Malformed)
	}
}

func TestGrantedMethod(t *testing.T) {
	m := &GrantedMethod{gen.AccessMethod{AccessMethodID: "m", Mode: AccessMethodCode, Code: new("4321"), IsIssued: true, Warnings: []gen.AccessMethodWarning{
		{WarningCode: gen.AccessMethodWarningCodePulledBackupAccessCode, OriginalAccessMethodID: "first"},
	}}}
	if m.PIN() != "4321" || m.BackupOf() != "first" || m.State() != MethodIssued || m.String() != "access method m (code, issued)" {
		t.Errorf("%s, %s", m, m.BackupOf())
	}
	if none := new(GrantedMethod); none.PIN() != "" || none.BackupOf() != "" || none.State() != MethodPending {
		t.Errorf("%s", none)
	}
}
