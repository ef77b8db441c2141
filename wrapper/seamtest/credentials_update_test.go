package seamtest_test

import (
	"strings"
	"testing"
	"time"
)

func TestUpdateCredential(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	before := w.ok("/acs/credentials/create", `{'acs_user_id':'`+user+`','access_method':'code','code':'1234','starts_at':'2024-03-01T00:00:00Z','ends_at':'2024-03-04T00:00:00Z'}`)
	id := pick(t, before, "acs_credential", "acs_credential_id")
	const path = "/acs/credentials/update"

	w.now = w.now.Add(time.Hour)
	after := w.ok(path, `{'acs_credential_id':'`+id+`','code':'5678','ends_at':'2024-03-05T00:00:00Z','starts_at':'2020-01-01T00:00:00Z','access_method':'card','acs_user_id':'`+unknownID+`'}`)
	want := strings.NewReplacer(
		`"1234"`, `"5678"`,
		`"2024-03-04T00:00:00.000Z"`, `"2024-03-05T00:00:00.000Z"`,
		`"latest_desired_state_synced_with_provider_at":"2024-02-01T10:`, `"latest_desired_state_synced_with_provider_at":"2024-02-01T11:`,
	).Replace(before)
	sameJSON(t, after, want)
	sameJSON(t, w.ok(path, `{'acs_credential_id':'`+id+`'}`), want)
	sameJSON(t, w.ok("/acs/credentials/get", `{'acs_credential_id':'`+id+`'}`), want)

	refusals := map[string]string{
		`'code':'56 78'`:                   `'code':{'_errors':['Expected digits only']}`,
		`'ends_at':'never'`:                `'ends_at':{'_errors':['Invalid date-time']}`,
		`'ends_at':null`:                   `'ends_at':{'_errors':['Expected string']}`,
		`'ends_at':'2024-03-01T00:00:00Z'`: `'ends_at':{'_errors':['Must be after starts_at']}`,
	}
	for fields, problem := range refusals {
		status, text := w.post(path, `{'acs_credential_id':'`+id+`',`+fields+`}`)
		if status != 400 {
			t.Errorf("%s: status %d", fields, status)
		}
		sameJSON(t, validationErrors(t, text), `{'_errors':[],`+problem+`}`)
	}
	sameJSON(t, w.ok("/acs/credentials/get", `{'acs_credential_id':'`+id+`'}`), want)

	w.refusedAs(path, `{}`, 400, "invalid_input")
	w.refusedAs(path, `{'acs_credential_id':'not a UUID, and need not be one'}`, 404, "acs_credential_not_found")

	key := w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'mobile_key','is_multi_phone_sync_credential':true}`)
	w.refused(path, `{'acs_credential_id':'`+key+`','code':'1234'}`, 400, `{'error':{'type':'invalid_input','message':'Not possible with the access_method of this credential for \"code\"',
		'validation_errors':{'_errors':[],'code':{'_errors':['Not possible with the access_method of this credential']}}},'ok':false}`)
	w.refused(path, `{'acs_credential_id':'`+key+`','ends_at':'2024-02-01T11:00:00Z'}`, 400, `{'error':{'type':'invalid_input','message':'Must be in the future for \"ends_at\"',
		'validation_errors':{'_errors':[],'ends_at':{'_errors':['Must be in the future']}}},'ok':false}`)
}

func validationErrors(t *testing.T, text string) string {
	t.Helper()
	refusal, _ := decode(t, text)["error"].(map[string]any)
	tree, ok := refusal["validation_errors"]
	if !ok {
		t.Fatalf("no validation errors in %s", text)
	}
	return toJSON(t, tree)
}
