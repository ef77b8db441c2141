package seamtest_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// names are the values that whole credentials in these tests refer to.
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

// The requests are those of Seam's pages, the answers what the fake makes of them.
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
	user := w.guest()
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

// What a system's manufacturer always tells does not hang on metadata in the request.
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
	key := made(w.guest(), `'access_method':'mobile_key'`)
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

// A PIN that the server makes up must not be one that a caller chose before.
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

func TestCreateCredentialValidation(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	const path = "/acs/credentials/create"
	tests := map[string]struct{ request, message, errors string }{
		"nothing": {
			`{}`,
			`access_method is required`,
			`'_errors':[],'access_method':{'_errors':['Required']}`,
		},
		"no holder": {
			`{'access_method':'card'}`,
			`Give exactly one of acs_user_id and user_identity_id`,
			`'_errors':['Give exactly one of acs_user_id and user_identity_id']`,
		},
		"two holders": {
			`{'acs_user_id':'$user','user_identity_id':'$user','acs_system_id':'$hotel','access_method':'card'}`,
			`Give exactly one of acs_user_id and user_identity_id`,
			`'_errors':['Give exactly one of acs_user_id and user_identity_id']`,
		},
		"identity without system": {
			`{'user_identity_id':'$user','access_method':'card'}`,
			`acs_system_id is required`,
			`'_errors':[],'acs_system_id':{'_errors':['Required']}`,
		},
		"unknown access method": {
			`{'acs_user_id':'$user','access_method':'bluetooth'}`,
			`Expected one of code, card, mobile_key, cloud_key for \"access_method\"`,
			`'_errors':[],'access_method':{'_errors':['Expected one of code, card, mobile_key, cloud_key']}`,
		},
		"letters in the code": {
			`{'acs_user_id':'$user','access_method':'code','code':'12a4'}`,
			`Expected digits only for \"code\"`,
			`'_errors':[],'code':{'_errors':['Expected digits only']}`,
		},
		"empty code": {
			`{'acs_user_id':'$user','access_method':'code','code':''}`,
			`Expected digits only for \"code\"`,
			`'_errors':[],'code':{'_errors':['Expected digits only']}`,
		},
		"code of a mobile key": {
			`{'acs_user_id':'$user','access_method':'mobile_key','code':'1234'}`,
			`Not possible with this access_method for \"code\"`,
			`'_errors':[],'code':{'_errors':['Not possible with this access_method']}`,
		},
		"no UUID": {
			`{'acs_user_id':'user_1','access_method':'card','allowed_acs_entrance_ids':['$door','door_2']}`,
			`2 Input Errors: Invalid UUID for \"acs_user_id\", Invalid UUID for \"allowed_acs_entrance_ids.1\"`,
			`'_errors':[],'acs_user_id':{'_errors':['Invalid UUID']},'allowed_acs_entrance_ids':{'_errors':[],'1':{'_errors':['Invalid UUID']}}`,
		},
		"no date": {
			`{'acs_user_id':'$user','access_method':'card','starts_at':'2024-03-01','ends_at':'soon'}`,
			`2 Input Errors: Invalid date-time for \"ends_at\", Invalid date-time for \"starts_at\"`,
			`'_errors':[],'starts_at':{'_errors':['Invalid date-time']},'ends_at':{'_errors':['Invalid date-time']}`,
		},
		"ends before it starts": {
			`{'acs_user_id':'$user','access_method':'card','starts_at':'2024-03-04T10:40:00Z','ends_at':'2024-03-04T10:40:00Z'}`,
			`Must be after starts_at for \"ends_at\"`,
			`'_errors':[],'ends_at':{'_errors':['Must be after starts_at']}`,
		},
		"ends in the past": {
			`{'acs_user_id':'$user','access_method':'card','ends_at':'2024-02-01T10:00:00.123Z'}`,
			`Must be in the future for \"ends_at\"`,
			`'_errors':[],'ends_at':{'_errors':['Must be in the future']}`,
		},
		"beside good metadata": {
			`{'acs_user_id':'$user','access_method':'card','visionline_metadata':{'auto_join':true},'code':'x'}`,
			`Expected digits only for \"code\"`,
			`'_errors':[],'code':{'_errors':['Expected digits only']}`,
		},
		"wrong types": {
			`{'acs_user_id':7,'access_method':'card','is_multi_phone_sync_credential':'yes','allowed_acs_entrance_ids':'all','visionline_metadata':[],'code':null}`,
			`5 Input Errors: Expected string for \"acs_user_id\", Expected array for \"allowed_acs_entrance_ids\", Expected string for \"code\", Expected boolean for \"is_multi_phone_sync_credential\", Expected object for \"visionline_metadata\"`,
			`'_errors':[],'code':{'_errors':['Expected string']},'visionline_metadata':{'_errors':['Expected object']},
				'is_multi_phone_sync_credential':{'_errors':['Expected boolean']},'acs_user_id':{'_errors':['Expected string']},
				'allowed_acs_entrance_ids':{'_errors':['Expected array']}`,
		},
		"metadata": {
			`{'acs_user_id':'$user','access_method':'card',
				'visionline_metadata':{'card_format':'paper','card_function_type':'pet','joiner_acs_credential_ids':['x']},
				'assa_abloy_vostio_metadata':{'auto_join':true,'override_all_guest_acs_entrances':1},
				'salto_space_metadata':{'assign_new_key':'no'},
				'salto_ks_metadata':{'unknown':'to Seam'}}`,
			`5 Input Errors: Expected boolean for \"assa_abloy_vostio_metadata.override_all_guest_acs_entrances\", Expected boolean for \"salto_space_metadata.assign_new_key\", Expected one of TLCode, rfid48 for \"visionline_metadata.card_format\", Expected one of guest, staff for \"visionline_metadata.card_function_type\", Invalid UUID for \"visionline_metadata.joiner_acs_credential_ids.0\"`,
			`'_errors':[],
				'salto_space_metadata':{'_errors':[],'assign_new_key':{'_errors':['Expected boolean']}},
				'visionline_metadata':{'_errors':[],
					'card_format':{'_errors':['Expected one of TLCode, rfid48']},
					'card_function_type':{'_errors':['Expected one of guest, staff']},
					'joiner_acs_credential_ids':{'_errors':[],'0':{'_errors':['Invalid UUID']}}},
				'assa_abloy_vostio_metadata':{'_errors':[],'override_all_guest_acs_entrances':{'_errors':['Expected boolean']}}`,
		},
		"another system than the user's": {
			`{'acs_user_id':'$user','acs_system_id':'$office','access_method':'card'}`,
			`The ACS user belongs to another access system for \"acs_user_id\"`,
			`'_errors':[],'acs_user_id':{'_errors':['The ACS user belongs to another access system']}`,
		},
		"an entrance of another system": {
			`{'acs_user_id':'$user','access_method':'card','allowed_acs_entrance_ids':['$door','$lobby']}`,
			`An entrance belongs to another access system for \"allowed_acs_entrance_ids\"`,
			`'_errors':[],'allowed_acs_entrance_ids':{'_errors':['An entrance belongs to another access system']}`,
		},
		"no credential manager": {
			`{'acs_user_id':'$user','access_method':'mobile_key','credential_manager_acs_system_id':'$hotel'}`,
			`The access system is no credential manager for \"credential_manager_acs_system_id\"`,
			`'_errors':[],'credential_manager_acs_system_id':{'_errors':['The access system is no credential manager']}`,
		},
	}
	given := map[string]string{"user": user, "hotel": w.hotel, "office": w.office, "door": w.door, "lobby": w.lobby}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w.t = t
			w.refused(path, fill(test.request, given), 400,
				`{'error':{'type':'invalid_input','message':'`+test.message+`','validation_errors':{`+test.errors+`}},'ok':false}`)
		})
	}
	w.t = t
	if got := w.ids("/acs/credentials/list", "acs_credentials", "acs_credential_id", `{}`); len(got) != 0 {
		t.Errorf("refused calls made credentials: %v", got)
	}
}

func TestCreateCredentialNotFound(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	identity := w.makeIdentity(`{'full_name':'John'}`)
	tests := map[string]string{
		`'acs_user_id':'$no'`:                                                                            "acs_user_not_found",
		`'acs_user_id':'$user','acs_system_id':'$no'`:                                                    "acs_system_not_found",
		`'user_identity_id':'$no','acs_system_id':'$hotel'`:                                              "user_identity_not_found",
		`'user_identity_id':'$identity','acs_system_id':'$no'`:                                           "acs_system_not_found",
		`'acs_user_id':'$user','allowed_acs_entrance_ids':['$no']`:                                       "acs_entrance_not_found",
		`'user_identity_id':'$identity','acs_system_id':'$hotel','allowed_acs_entrance_ids':['$no']`:     "acs_entrance_not_found",
		`'acs_user_id':'$user','credential_manager_acs_system_id':'$no'`:                                 "acs_system_not_found",
		`'acs_user_id':'$user','visionline_metadata':{'joiner_acs_credential_ids':['$no']}`:              "acs_credential_not_found",
		`'acs_user_id':'$user','assa_abloy_vostio_metadata':{'override_guest_acs_entrance_ids':['$no']}`: "acs_entrance_not_found",
	}
	for fields, kind := range tests {
		body := fill(`{'access_method':'card',`+fields+`}`, map[string]string{"no": noWhere, "user": user, "identity": identity, "hotel": w.hotel})
		w.refused("/acs/credentials/create", body, 404,
			`{'error':{'type':'`+kind+`','message':'There is no such `+strings.TrimSuffix(kind, "_not_found")+`'},'ok':false}`)
	}
	// A refused call must not leave the user behind that it would have made for the identity.
	if got := w.ids("/acs/users/list", "acs_users", "acs_user_id", `{}`); !slices.Equal(got, []string{user}) {
		t.Errorf("users %v", got)
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

	// Whoever has an identity already is not given to another one with the same phone.
	taken := w.makeUser(`{'acs_system_id':'` + w.hotel + `','full_name':'Jane','phone_number':'+15555550122','user_identity_id':'` +
		w.makeIdentity(`{}`) + `'}`)
	if got := create(w.makeIdentity(`{'phone_number':'+15555550122'}`)); got == taken {
		t.Error("a user was taken from its identity")
	}
}

func TestUpdateCredential(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	before := w.ok("/acs/credentials/create", `{'acs_user_id':'`+user+`','access_method':'code','code':'1234','starts_at':'2024-03-01T00:00:00Z','ends_at':'2024-03-04T00:00:00Z'}`)
	id := pick(t, before, "acs_credential", "acs_credential_id")
	const path = "/acs/credentials/update"

	w.now = w.now.Add(time.Hour)
	after := w.ok(path, `{'acs_credential_id':'`+id+`','code':'5678','ends_at':'2024-03-05T00:00:00Z','starts_at':'2020-01-01T00:00:00Z','access_method':'card','acs_user_id':'`+noWhere+`'}`)
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

	key := w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'mobile_key'}`)
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

func TestDeleteCredential(t *testing.T) {
	w := newWorld(t)
	id := w.makeCredential(`{'acs_user_id':'` + w.guest() + `','access_method':'card'}`)
	sameJSON(t, w.ok("/acs/credentials/delete", `{'acs_credential_id':'`+id+`'}`), `{'ok':true}`)
	for _, operation := range []string{"get", "delete", "update", "list_accessible_entrances"} {
		w.refused("/acs/credentials/"+operation, `{'acs_credential_id':'`+id+`'}`, 404,
			`{'error':{'type':'acs_credential_not_found','message':'There is no such acs_credential'},'ok':false}`)
	}
}

func TestListAccessibleEntrances(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	id := w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'card','allowed_acs_entrance_ids':['` + w.pool + `','` + w.door + `']}`)
	got := w.ids("/acs/credentials/list_accessible_entrances", "acs_entrances", "acs_entrance_id", `{'acs_credential_id':'`+id+`'}`)
	if !slices.Equal(got, []string{w.pool, w.door}) {
		t.Errorf("got %v", got)
	}
	none := w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'card','allowed_acs_entrance_ids':[]}`)
	sameJSON(t, w.ok("/acs/credentials/list_accessible_entrances", `{'acs_credential_id':'`+none+`'}`), `{'acs_entrances':[],'ok':true}`)
	w.refusedAs("/acs/credentials/list_accessible_entrances", `{}`, 400, "invalid_input")
}

func TestAssignAndUnassign(t *testing.T) {
	w := newWorld(t)
	jane, john := w.guest(), w.makeUser(`{'acs_system_id':'`+w.hotel+`','full_name':'John'}`)
	stranger := w.makeUser(`{'acs_system_id':'` + w.office + `','full_name':'Jack'}`)
	held := w.ok("/acs/credentials/create", `{'acs_user_id':'`+jane+`','access_method':'code','code':'1234'}`)
	id := pick(t, held, "acs_credential", "acs_credential_id")
	by := func(holder, value string) string {
		return `{'acs_credential_id':'` + id + `','` + holder + `':'` + value + `'}`
	}
	const assign, unassign = "/acs/credentials/assign", "/acs/credentials/unassign"
	const taken = `{'error':{'type':'acs_credential_already_assigned','message':'The credential belongs to another ACS user'},'ok':false}`
	const notHeld = `{'error':{'type':'acs_credential_not_assigned','message':'The credential does not belong to this ACS user'},'ok':false}`

	sameJSON(t, w.ok(assign, by("acs_user_id", jane)), held) // twice is fine
	w.refused(assign, by("acs_user_id", john), 409, taken)
	w.refused(unassign, by("acs_user_id", john), 409, notHeld)
	sameJSON(t, w.ok("/acs/credentials/get", `{'acs_credential_id':'`+id+`'}`), held)

	free := strings.Replace(held, `"acs_user_id":"`+jane+`",`, "", 1)
	sameJSON(t, w.ok(unassign, by("acs_user_id", jane)), free)
	w.refused(unassign, by("acs_user_id", jane), 409, notHeld)
	sameJSON(t, w.ok(assign, by("acs_user_id", john)), strings.Replace(held, jane, john, 1))
	w.ok(unassign, by("acs_user_id", john))

	w.refusedAs(assign, by("acs_user_id", stranger), 400, "invalid_input")
	for _, path := range []string{assign, unassign} {
		w.refusedAs(path, by("acs_user_id", noWhere), 404, "acs_user_not_found")
		w.refusedAs(path, by("user_identity_id", noWhere), 404, "user_identity_not_found")
		w.refusedAs(path, `{'acs_credential_id':'`+noWhere+`','acs_user_id':'`+jane+`'}`, 404, "acs_credential_not_found")
		w.refused(path, `{}`, 400, `{'error':{'type':'invalid_input', 'message':'acs_credential_id is required',
			'validation_errors':{'_errors':[],'acs_credential_id':{'_errors':['Required']}}},'ok':false}`)
		w.refused(path, `{'acs_credential_id':'`+id+`','acs_user_id':'`+jane+`','user_identity_id':'`+jane+`'}`, 400, `{'error':{'type':'invalid_input',
			'message':'Give exactly one of acs_user_id and user_identity_id',
			'validation_errors':{'_errors':['Give exactly one of acs_user_id and user_identity_id']}},'ok':false}`)
	}
}

func TestAssignToIdentity(t *testing.T) {
	w := newWorld(t)
	jane := w.guest()
	id := w.makeCredential(`{'acs_user_id':'` + jane + `','access_method':'card'}`)
	identity := w.makeIdentity(`{'email_address':'jane@example.com'}`)
	other := w.makeIdentity(`{'full_name':'John'}`)
	by := func(identity string) string {
		return `{'acs_credential_id':'` + id + `','user_identity_id':'` + identity + `'}`
	}
	// Jane could be linked to the identity, but is not: it holds nothing yet.
	w.refusedAs("/acs/credentials/unassign", by(identity), 409, "acs_credential_not_assigned")

	// The holder is the user that the identity gets linked to.
	text := w.ok("/acs/credentials/assign", by(identity))
	if pick(t, text, "acs_credential", "acs_user_id") != jane || pick(t, text, "acs_credential", "user_identity_id") != identity {
		t.Errorf("assigned: %s", text)
	}
	w.refusedAs("/acs/credentials/assign", by(other), 409, "acs_credential_already_assigned")
	w.refusedAs("/acs/credentials/unassign", by(other), 409, "acs_credential_not_assigned")
	if got := w.ids("/acs/users/list", "acs_users", "acs_user_id", `{}`); !slices.Equal(got, []string{jane}) {
		t.Errorf("refused calls made users: %v", got)
	}
	w.ok("/acs/credentials/unassign", by(identity))

	text = w.ok("/acs/credentials/assign", by(other))
	if got := pick(t, text, "acs_credential", "acs_user_id"); got == jane {
		t.Error("John's credential went to Jane")
	}
}

func TestListCredentials(t *testing.T) {
	w := newWorld(t)
	jane := w.guest()
	identity := w.makeIdentity(`{'email_address':'jane@example.com','acs_system_ids':['` + w.hotel + `']}`)
	john := w.makeUser(`{'acs_system_id':'` + w.office + `','full_name':'John'}`)
	code := w.makeCredential(`{'acs_user_id':'` + john + `','access_method':'code','code':'824759'}`)
	w.now = w.now.Add(time.Hour)
	phones := w.makeCredential(`{'acs_user_id':'` + jane + `','access_method':'mobile_key','is_multi_phone_sync_credential':true}`)
	card := w.makeCredential(`{'acs_user_id':'` + jane + `','access_method':'card'}`)
	tests := map[string]struct {
		body string
		want []string
	}{
		"all":             {`{}`, []string{code, phones, card}},
		"by user":         {`{'acs_user_id':'` + jane + `'}`, []string{phones, card}},
		"by system":       {`{'acs_system_id':'` + w.office + `'}`, []string{code}},
		"by identity":     {`{'user_identity_id':'` + identity + `'}`, []string{phones, card}},
		"multi-phone":     {`{'is_multi_phone_sync_credential':true}`, []string{phones}},
		"not multi-phone": {`{'is_multi_phone_sync_credential':false}`, []string{code, card}},
		"all at once": {fmt.Sprintf(`{'acs_user_id':'%s','acs_system_id':'%s','user_identity_id':'%s','is_multi_phone_sync_credential':true}`,
			jane, w.hotel, identity), []string{phones}},
		"created before":   {`{'created_before':'2024-02-01T11:00:00.123Z'}`, []string{code}},
		"search name":      {`{'search':'phone sync'}`, []string{phones}},
		"search code":      {`{'search':'2475'}`, []string{code}},
		"search user":      {`{'search':'` + jane + `'}`, []string{phones, card}},
		"search ID":        {`{'search':'` + card[3:] + `'}`, []string{card}},
		"search nowhere":   {`{'search':'fingerprint'}`, []string{}},
		"unknown user":     {`{'acs_user_id':'` + noWhere + `'}`, []string{}},
		"unknown system":   {`{'acs_system_id':'` + noWhere + `'}`, []string{}},
		"unknown identity": {`{'user_identity_id':'` + noWhere + `'}`, []string{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := w.ids("/acs/credentials/list", "acs_credentials", "acs_credential_id", test.body); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	w.refusedAs("/acs/credentials/list", `{'search':''}`, 400, "invalid_input")
	w.refusedAs("/acs/credentials/list", `{'created_before':'yesterday'}`, 400, "invalid_input")

	one := decode(t, w.ok("/acs/credentials/get", `{'acs_credential_id':'`+code+`'}`))["acs_credential"]
	sameJSON(t, w.ok("/acs/credentials/list", `{'acs_user_id':'`+john+`'}`),
		`{'acs_credentials':[`+toJSON(t, one)+`],'ok':true,'pagination':{'has_next_page':false,'next_page_cursor':null,'next_page_url':null}}`)
}
