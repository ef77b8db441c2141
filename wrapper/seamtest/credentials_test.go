package seamtest_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// names returns the values of the placeholders in the expected credentials.
func (w *world) names(credential string) map[string]string {
	w.t.Helper()
	account := pick(w.t, w.ok("/acs/systems/get", `{'acs_system_id':'`+w.hotel+`'}`), "acs_system", "connected_account_id")
	return map[string]string{
		"hotel": w.hotel, "manager": w.manager, "door": w.door, "pool": w.pool, "account": account,
		"credential": pick(w.t, credential, "acs_credential", "acs_credential_id"),
		"workspace":  pick(w.t, credential, "acs_credential", "workspace_id"),
	}
}

func with(values map[string]string, name, value string) map[string]string {
	values = maps.Clone(values)
	values[name] = value
	return values
}

// The requests have the form of the examples in Seam's documentation.
func TestCreateCredential(t *testing.T) {
	tests := map[string]struct{ request, want string }{
		"code": {
			`{'acs_user_id':'$user','access_method':'code','code':'824759'}`,
			`{'acs_credential':{
				'access_method':'code',
				'acs_credential_id':'$credential',
				'acs_system_id':'$hotel',
				'acs_user_id':'$user',
				'code':'824759',
				'connected_account_id':'$account',
				'created_at':'2024-02-01T10:00:00.123Z',
				'display_name':'PIN Code',
				'errors':[],
				'external_type':'visionline_card',
				'external_type_display_name':'Visionline Card',
				'is_latest_desired_state_synced_with_provider':true,
				'is_managed':true,
				'is_multi_phone_sync_credential':false,
				'is_one_time_use':false,
				'latest_desired_state_synced_with_provider_at':'2024-02-01T10:00:00.123Z',
				'warnings':[],
				'workspace_id':'$workspace'
			},'ok':true}`,
		},
		"card": {
			`{'acs_user_id':'$user','access_method':'card','code':'123456','ends_at':'2024-03-04T10:40:00Z','allowed_acs_entrance_ids':['$pool','$pool'],
				'visionline_metadata':{'card_format':'rfid48','card_function_type':'staff','auto_join':false,'override':true,'joiner_acs_credential_ids':['$other']}}`,
			`{'acs_credential':{
				'access_method':'card',
				'acs_credential_id':'$credential',
				'acs_system_id':'$hotel',
				'acs_user_id':'$user',
				'code':'123456',
				'connected_account_id':'$account',
				'created_at':'2024-02-01T10:00:00.123Z',
				'display_name':'Card',
				'ends_at':'2024-03-04T10:40:00.000Z',
				'errors':[],
				'external_type':'visionline_card',
				'external_type_display_name':'Visionline Card',
				'is_issued':false,
				'is_latest_desired_state_synced_with_provider':true,
				'is_managed':true,
				'is_multi_phone_sync_credential':false,
				'is_one_time_use':false,
				'latest_desired_state_synced_with_provider_at':'2024-02-01T10:00:00.123Z',
				'visionline_metadata':{
					'auto_join':false,
					'card_function_type':'staff',
					'common_acs_entrance_ids':[],
					'guest_acs_entrance_ids':['$pool'],
					'is_valid':true,
					'joiner_acs_credential_ids':['$other']
				},
				'warnings':[{
					'created_at':'2024-02-01T10:00:00.123Z',
					'message':'The card has not been encoded yet',
					'warning_code':'waiting_to_be_issued'
				}],
				'workspace_id':'$workspace'
			},'ok':true}`,
		},
		"mobile key": {
			`{'acs_user_id':'$user','allowed_acs_entrance_ids':['$door','$pool'],'credential_manager_acs_system_id':'$manager',
				'access_method':'mobile_key','is_multi_phone_sync_credential':true,
				'starts_at':'2024-03-01T10:40:00Z','ends_at':'2024-03-04T10:40:00Z',
				'assa_abloy_vostio_metadata':{'auto_join':true,'join_all_guest_acs_entrances':true,'override_guest_acs_entrance_ids':['$door']}}`,
			`{'acs_credential':{
				'access_method':'mobile_key',
				'acs_credential_id':'$credential',
				'acs_system_id':'$hotel',
				'acs_user_id':'$user',
				'assa_abloy_vostio_metadata':{
					'auto_join':true,
					'door_names':['Front Door','Pool'],
					'override_guest_acs_entrance_ids':['$door']
				},
				'code':null,
				'connected_account_id':'$account',
				'created_at':'2024-02-01T10:00:00.123Z',
				'display_name':'Multi Phone Sync Credential',
				'ends_at':'2024-03-04T10:40:00.000Z',
				'errors':[],
				'is_latest_desired_state_synced_with_provider':true,
				'is_managed':true,
				'is_multi_phone_sync_credential':true,
				'is_one_time_use':false,
				'latest_desired_state_synced_with_provider_at':'2024-02-01T10:00:00.123Z',
				'starts_at':'2024-03-01T10:40:00.000Z',
				'visionline_metadata':{
					'card_function_type':'guest',
					'common_acs_entrance_ids':[],
					'guest_acs_entrance_ids':['$door','$pool'],
					'is_valid':true
				},
				'warnings':[],
				'workspace_id':'$workspace'
			},'ok':true}`,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			user := w.guest()
			other := w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'card'}`)
			given := map[string]string{"user": user, "other": other, "door": w.door, "pool": w.pool, "manager": w.manager}
			got := w.ok("/acs/credentials/create", fill(test.request, given))
			want := fill(test.want, with(with(w.names(got), "user", user), "other", other))
			sameJSON(t, got, want)

			id := pick(t, got, "acs_credential", "acs_credential_id")
			sameJSON(t, w.ok("/acs/credentials/get", `{'acs_credential_id':'`+strings.ToUpper(id)+`'}`), want)
		})
	}
}

func TestDisplayNames(t *testing.T) {
	w := newWorld(t)
	user := w.makeUser(`{'acs_system_id':'` + w.office + `','full_name':'Jane'}`)
	tests := map[string]string{
		`'access_method':'code'`:       "PIN Code",
		`'access_method':'card'`:       "Card",
		`'access_method':'cloud_key'`:  "Cloud Key",
		`'access_method':'mobile_key'`: "Mobile Key",
		`'access_method':'mobile_key','is_multi_phone_sync_credential':false`: "Mobile Key",
		`'access_method':'mobile_key','is_multi_phone_sync_credential':true`:  "Multi Phone Sync Credential",
	}
	for fields, want := range tests {
		got := w.ok("/acs/credentials/create", `{'acs_user_id':'`+user+`',`+fields+`}`)
		if name := pick(t, got, "acs_credential", "display_name"); name != want {
			t.Errorf("%s: display name %q, want %q", fields, name, want)
		}
	}
}

// Some systems have manufacturer metadata even if the request has none.
func TestMetadataOfTheSystem(t *testing.T) {
	w := newWorld(t)
	vostio := w.srv.AddSystem(seamtest.System{ExternalType: "assa_abloy_vostio"})
	suite := w.srv.AddEntrance(vostio, "Suite 1")
	guest := w.makeUser(`{'acs_system_id':'` + vostio + `','full_name':'Jane'}`)
	made := func(user, fields string) map[string]any {
		text := w.ok("/acs/credentials/create", `{'acs_user_id':'`+user+`',`+fields+`}`)
		return decode(t, text)["acs_credential"].(map[string]any)
	}
	card := made(guest, `'access_method':'card','allowed_acs_entrance_ids':['`+suite+`']`)
	sameJSON(t, toJSON(t, card["assa_abloy_vostio_metadata"]), `{'door_names':['Suite 1']}`)
	if card["external_type"] != "assa_abloy_vostio_key" || card["visionline_metadata"] != nil {
		t.Errorf("Vostio card: %v", card)
	}
	key := made(w.guest(), `'access_method':'mobile_key','is_multi_phone_sync_credential':true`)
	sameJSON(t, toJSON(t, key["visionline_metadata"]),
		`{'card_function_type':'guest','common_acs_entrance_ids':[],'guest_acs_entrance_ids':[],'is_valid':true}`)
	plain := made(w.makeUser(`{'acs_system_id':'`+w.office+`','full_name':'Jane'}`), `'access_method':'card'`)
	for field := range plain {
		if strings.HasSuffix(field, "_metadata") || strings.HasPrefix(field, "external_type") {
			t.Errorf("a card of no manufacturer has %s", field)
		}
	}
}

func TestGeneratedPIN(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	seen := make(map[string]bool)
	for range 50 {
		pin := pick(t, w.ok("/acs/credentials/create", `{'acs_user_id':'`+user+`','access_method':'code'}`), "acs_credential", "code")
		if len(pin) != 6 || strings.Trim(pin, "0123456789") != "" || seen[pin] {
			t.Errorf("generated PIN %q", pin)
		}
		seen[pin] = true
	}
	card := w.ok("/acs/credentials/create", `{'acs_user_id':'`+user+`','access_method':'card'}`)
	if code := decode(t, card)["acs_credential"].(map[string]any)["code"]; code != nil {
		t.Errorf("a card got the code %v", code)
	}
}

// A generated PIN is never one that a caller has already chosen.
func TestGeneratedPINIsFree(t *testing.T) {
	w := newWorld(t)
	pin := pick(t, w.ok("/acs/credentials/create", `{'acs_user_id':'`+w.guest()+`','access_method':'code'}`), "acs_credential", "code")

	w = newWorld(t)
	user := w.guest()
	w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'code','code':'` + pin + `'}`)
	if again := pick(t, w.ok("/acs/credentials/create", `{'acs_user_id':'`+user+`','access_method':'code'}`), "acs_credential", "code"); again == pin {
		t.Errorf("PIN %s is there twice", pin)
	}
}

func TestCreateForIdentity(t *testing.T) {
	w := newWorld(t)
	create := func(identity string) string {
		t.Helper()
		text := w.ok("/acs/credentials/create", fmt.Sprintf(`{'user_identity_id':'%s','acs_system_id':'%s','access_method':'card'}`, identity, w.hotel))
		if got := pick(t, text, "acs_credential", "user_identity_id"); got != identity {
			t.Errorf("credential of identity %s, want %s", got, identity)
		}
		return pick(t, text, "acs_credential", "acs_user_id")
	}
	byMail, byPhone := w.guest(), w.makeUser(`{'acs_system_id':'`+w.hotel+`','full_name':'John','phone_number':'+15555550100'}`)
	jane := w.makeIdentity(`{'email_address':'jane@example.com'}`)
	john := w.makeIdentity(`{'phone_number':'+15555550100'}`)
	jack := w.makeIdentity(`{'full_name':'Jack','email_address':'jack@example.com','phone_number':'+15555550111'}`)

	if got := create(jane); got != byMail {
		t.Errorf("Jane became user %s, want %s", got, byMail)
	}
	if got := create(john); got != byPhone {
		t.Errorf("John became user %s, want %s", got, byPhone)
	}
	made := create(jack)
	if again := create(jack); made == byMail || made == byPhone || again != made {
		t.Errorf("Jack became user %s, then %s", made, again)
	}
	user := w.object("/acs/users/get", "acs_user", `{'acs_user_id':'`+made+`'}`)
	if user["full_name"] != "Jack" || user["email_address"] != "jack@example.com" || user["phone_number"] != "+15555550111" {
		t.Errorf("Jack's new user is %v", user)
	}

	// A user that is linked to an identity is not linked to another one with the same phone number.
	taken := w.makeUser(`{'acs_system_id':'` + w.hotel + `','full_name':'Jane','phone_number':'+15555550122','user_identity_id':'` +
		w.makeIdentity(`{}`) + `'}`)
	if got := create(w.makeIdentity(`{'phone_number':'+15555550122'}`)); got == taken {
		t.Error("a user was taken from its identity")
	}
}

func TestDeleteCredential(t *testing.T) {
	w := newWorld(t)
	id := w.makeCredential(`{'acs_user_id':'` + w.guest() + `','access_method':'card'}`)
	sameJSON(t, w.ok("/acs/credentials/delete", `{'acs_credential_id':'`+id+`'}`), `{'ok':true}`)
	for _, operation := range []string{"get", "delete", "update", "list_accessible_entrances"} {
		w.refused("/acs/credentials/"+operation, `{'acs_credential_id':'`+id+`'}`, 404,
			`{'error':{'type':'acs_credential_not_found','message':'There is no such acs_credential'},'ok':false}`)
	}
}
