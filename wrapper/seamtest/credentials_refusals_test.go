package seamtest_test

import (
	"slices"
	"strings"
	"testing"
)

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
		"with valid metadata": {
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
		body := fill(`{'access_method':'card',`+fields+`}`, map[string]string{"no": unknownID, "user": user, "identity": identity, "hotel": w.hotel})
		w.refused("/acs/credentials/create", body, 404,
			`{'error':{'type':'`+kind+`','message':'There is no such `+strings.TrimSuffix(kind, "_not_found")+`'},'ok':false}`)
	}
	// A refused call creates no ACS user for the identity.
	if got := w.ids("/acs/users/list", "acs_users", "acs_user_id", `{}`); !slices.Equal(got, []string{user}) {
		t.Errorf("users %v", got)
	}
}
