package seamtest_test

import "testing"

func (w *world) makePhone(identity, fields string) string {
	w.t.Helper()
	return pick(w.t, w.ok("/phones/simulate/create_sandbox_phone", `{'user_identity_id':'`+identity+`'`+fields+`}`), "phone", "device_id")
}

func (w *world) phones(filter string) []string {
	w.t.Helper()
	return w.ids("/phones/list", "phones", "device_id", filter)
}

func TestPhone(t *testing.T) {
	w := newWorld(t)
	identity, other := w.makeIdentity(`{'full_name':'Jane'}`), w.makeIdentity(`{}`)
	phone := w.makePhone(identity, ``)
	text := w.ok("/phones/get", `{'device_id':'`+phone+`'}`)
	endpoint := decode(t, text)["phone"].(map[string]any)["properties"].(map[string]any)["assa_abloy_credential_service_metadata"].(map[string]any)["endpoints"].([]any)[0].(map[string]any)["endpoint_id"].(string)
	sameJSON(t, text, fill(`{'phone':{
		'created_at':'2024-02-01T10:00:00.123Z',
		'custom_metadata':{},
		'device_id':'$phone',
		'device_type':'android_phone',
		'display_name':'Samsung Galaxy S10',
		'errors':[],
		'properties':{
			'assa_abloy_credential_service_metadata':{'endpoints':[{'endpoint_id':'$endpoint','is_active':true}],'has_active_endpoint':true},
			'salto_space_credential_service_metadata':{'has_active_phone':true}
		},
		'warnings':[],
		'workspace_id':'$workspace'
	},'ok':true}`, map[string]string{
		"phone": phone, "endpoint": endpoint,
		"workspace": pick(t, w.ok("/acs/systems/get", `{'acs_system_id':'`+w.hotel+`'}`), "acs_system", "workspace_id"),
	}))
	second := w.makePhone(other, `,'phone_metadata':{'operating_system':'ios','device_model':'iPhone'}`)
	if got := pick(t, w.ok("/phones/get", `{'device_id':'`+second+`'}`), "phone", "device_type"); got != "ios_phone" {
		t.Errorf("type %s", got)
	}
	w.sameList("all", w.phones(`{}`), phone, second)
	w.sameList("of one", w.phones(`{'owner_user_identity_id':'`+other+`'}`), second)

	w.ok("/phones/deactivate", `{'device_id':'`+phone+`'}`)
	w.sameList("left", w.phones(`{}`), second)
	w.sameList("deactivated", w.events("phone.deactivated", "device_id"), phone)
	w.refusedAs("/phones/get", `{'device_id':'`+phone+`'}`, 404, "phone_not_found")
	w.refusedAs("/phones/deactivate", `{'device_id':'`+phone+`'}`, 404, "phone_not_found")
	w.refusedAs("/phones/simulate/create_sandbox_phone", `{'user_identity_id':'`+unknownID+`'}`, 404, "user_identity_not_found")
}

// Each phone of a user has a mobile key for the user's multi-phone sync credential, with its changes.
func TestMobileKeys(t *testing.T) {
	w := newWorld(t)
	identity := w.makeIdentity(`{'full_name':'Jane'}`)
	before := w.makePhone(identity, ``)
	w.makePhone(w.makeIdentity(`{}`), ``)
	multi := w.makeCredential(`{'user_identity_id':'` + identity + `','acs_system_id':'` + w.hotel + `','access_method':'mobile_key',
		'is_multi_phone_sync_credential':true,'ends_at':'2024-02-04T10:00:00Z','allowed_acs_entrance_ids':['` + w.door + `']}`)
	after := w.makePhone(identity, ``)
	keys := func() []string {
		t.Helper()
		return w.ids("/acs/credentials/list", "acs_credentials", "acs_credential_id", `{'is_multi_phone_sync_credential':false}`)
	}
	get := func(id string) map[string]any {
		t.Helper()
		return w.object("/acs/credentials/get", "acs_credential", `{'acs_credential_id':'`+id+`'}`)
	}
	made := keys()
	if len(made) != 2 {
		t.Fatalf("keys %v", made)
	}
	key := get(made[0])
	if key["parent_acs_credential_id"] != multi || key["user_identity_id"] != identity || key["ends_at"] != "2024-02-04T10:00:00.000Z" || key["external_type"] != "visionline_card" {
		t.Errorf("key: %v", key)
	}
	w.sameList("opens", w.ids("/acs/credentials/list_accessible_entrances", "acs_entrances", "acs_entrance_id", `{'acs_credential_id':'`+made[0]+`'}`), w.door)
	w.sameList("phones of the credential", w.phones(`{'acs_credential_id':'`+multi+`'}`), before, after)
	w.sameList("phone of a key", w.phones(`{'acs_credential_id':'`+made[1]+`'}`), after)

	w.ok("/acs/credentials/update", `{'acs_credential_id':'`+multi+`','ends_at':'2024-02-05T10:00:00Z'}`)
	if got := get(made[1])["ends_at"]; got != "2024-02-05T10:00:00.000Z" {
		t.Errorf("the key did not follow: %v", got)
	}
	w.ok("/phones/deactivate", `{'device_id':'`+before+`'}`)
	w.sameList("keys left", keys(), made[1])
	user := get(multi)["acs_user_id"].(string)
	w.ok("/acs/credentials/unassign", `{'acs_credential_id':'`+multi+`','acs_user_id':'`+user+`'}`)
	w.sameList("unassigned", keys())
	w.ok("/acs/credentials/assign", `{'acs_credential_id':'`+multi+`','acs_user_id':'`+user+`'}`)
	if got := keys(); len(got) != 1 {
		t.Errorf("assigned again: %v", got)
	}
	last := keys()[0]
	w.ok("/acs/credentials/delete", `{'acs_credential_id':'`+multi+`'}`)
	w.sameList("deleted", keys())
	w.sameList("deleted in this order", w.events("acs_credential.deleted", "acs_credential_id"), made[0], made[1], multi, last)
}

// The key on the only phone of the workspace is deleted with the phone.
func TestKeyOfLastPhone(t *testing.T) {
	w := newWorld(t)
	identity := w.makeIdentity(`{}`)
	multi := w.makeCredential(`{'user_identity_id':'` + identity + `','acs_system_id':'` + w.hotel + `','access_method':'mobile_key',
		'is_multi_phone_sync_credential':true}`)
	for range 2 { // The second phone comes after a time without phones.
		phone := w.makePhone(identity, ``)
		if got := w.ids("/acs/credentials/list", "acs_credentials", "acs_credential_id", `{}`); len(got) != 2 {
			t.Errorf("with a phone: %v", got)
		}
		w.ok("/phones/deactivate", `{'device_id':'`+phone+`'}`)
		w.sameList("without a phone", w.ids("/acs/credentials/list", "acs_credentials", "acs_credential_id", `{}`), multi)
	}
}

// Linking an ACS user to an identity puts the user's keys on the identity's phones.
func TestKeysOfLinkedUser(t *testing.T) {
	w := newWorld(t)
	identity := w.makeIdentity(`{'email_address':'jane@example.com'}`)
	phone := w.makePhone(identity, ``)
	multi := w.makeCredential(`{'acs_user_id':'` + w.guest() + `','access_method':'mobile_key','is_multi_phone_sync_credential':true}`)
	w.sameList("before", w.phones(`{'acs_credential_id':'`+multi+`'}`))
	w.ok("/acs/entrances/grant_access", `{'user_identity_id':'`+identity+`','acs_entrance_id':'`+w.door+`'}`)
	w.sameList("linked", w.phones(`{'acs_credential_id':'`+multi+`'}`), phone)
}
