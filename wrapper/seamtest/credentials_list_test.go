package seamtest_test

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

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
		"unknown user":     {`{'acs_user_id':'` + unknownID + `'}`, []string{}},
		"unknown system":   {`{'acs_system_id':'` + unknownID + `'}`, []string{}},
		"unknown identity": {`{'user_identity_id':'` + unknownID + `'}`, []string{}},
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
